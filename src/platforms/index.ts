import { inputError } from '../errors.ts';
import { aiven } from './aiven/index.ts';
import { amazonMsk } from './amazon-msk/index.ts';
import { apacheKafka } from './apache-kafka/index.ts';
import { apacheKafkaTiered } from './apache-kafka-tiered/index.ts';
import { automq } from './automq/index.ts';
import { confluentCloud } from './confluent-cloud/index.ts';
import { redpandaServerless } from './redpanda-serverless/index.ts';
import type { Platform } from './types.ts';
import { warpstream } from './warpstream/index.ts';

export const platforms: readonly Platform[] = [
  apacheKafka,
  apacheKafkaTiered,
  automq,
  warpstream,
  confluentCloud,
  amazonMsk,
  redpandaServerless,
  aiven,
];

/** Throws WorkbenchError `unknown-platform` (exit status 2) that lists the known ones. */
export function platformNamed(name: string): Platform {
  const platform = platforms.find((known) => known.name === name);
  if (platform !== undefined) return platform;
  throw inputError('unknown-platform', [
    {
      what: `There is no platform "${name}".`,
      todo: `Use one of: ${platforms.map((known) => known.name).join(', ')}.`,
    },
  ]);
}
