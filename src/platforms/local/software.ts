import type { Plan } from '../../scenarios/types.ts';
import { classArchive } from './class-archive.ts';
import { type Distribution, fetchKafka, kafkaVersions } from './distribution.ts';
import type { FetchOptions } from './maven.ts';

/** What a node runs on. */
export interface Software {
  readonly distribution: Distribution;
  /** See class-archive.ts; null starts slower. */
  readonly classArchive: string | null;
}

/**
 * Apache Kafka ready to be started: as pom.xml pins it, or, where the plan upgrades it, first in the older version
 * and then in that one. Errors as fetchKafka.
 */
export async function prepareSoftware(
  { faults = [] }: Pick<Plan, 'faults'>,
  options: FetchOptions,
): Promise<readonly [Software, ...Software[]]> {
  const { older, current } = kafkaVersions();
  if (!faults.some(({ kind }) => kind === 'rolling-upgrade')) return [await prepare(current, options)];
  return [await prepare(older, options), await prepare(current, options)];
}

async function prepare(version: string, options: FetchOptions): Promise<Software> {
  const distribution = await fetchKafka(options, process.env, version);
  return { distribution, classArchive: await classArchive(distribution, options) };
}
