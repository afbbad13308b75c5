import type { Target } from '../../scenarios/target-types.ts';
import type { PartitionAdvice } from '../types.ts';

const SOURCE = 'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html, read 2026-11-21';

/** Recommended numbers of partitions, replicas counted, for each broker; they are not enforced. */
const REPLICAS_A_BROKER: ReadonlyMap<string, number> = new Map([
  ['t3.small', 300],
  ['m5.large', 1_000],
  ['m5.xlarge', 1_000],
  ['m5.2xlarge', 2_000],
  ['m5.4xlarge', 4_000],
  ['m5.8xlarge', 4_000],
  ['m5.12xlarge', 4_000],
  ['m5.16xlarge', 4_000],
  ['m5.24xlarge', 4_000],
  ['m7g.large', 1_000],
  ['m7g.xlarge', 1_000],
  ['m7g.2xlarge', 2_000],
  ['m7g.4xlarge', 4_000],
  ['m7g.8xlarge', 4_000],
  ['m7g.12xlarge', 4_000],
  ['m7g.16xlarge', 4_000],
]);

/** By the class that a target names, `kafka.m7g.large` or `m7g.large`; null for others, Express brokers among them. */
export function partitionAdvice({ deployment }: Pick<Target, 'deployment'>): PartitionAdvice | null {
  const replicasPerBroker = REPLICAS_A_BROKER.get(deployment.instanceClass?.replace(/^kafka\./, '') ?? '');
  return replicasPerBroker === undefined ? null : { replicasPerBroker, source: SOURCE };
}
