import { harmonic } from '../../capture/statistics/zipf.ts';
import { partitionOfKey } from '../../kafka/records/key-partitioner.ts';
import { recordKey } from '../../scenarios/record-key.ts';
import type { KeyDistribution, Plan } from '../../scenarios/types.ts';

/** So many keys are laid into their partitions one by one; the others are spread evenly. */
const MOST_KEYS = 100_000;

/** Share of the records that have the most frequent key; 0 where they have none. */
export function hottestKeyShare(keys: KeyDistribution): number {
  switch (keys.kind) {
    case 'none':
      return 0;
    case 'uniform':
      return 1 / keys.count;
    case 'zipf':
      return 1 / harmonic(keys.count, keys.exponent);
  }
}

/** Share of the busiest partition × partitions, over the plan's topics by their shares; 1 is even. */
export function busiestPartition({ topics, records: { keys } }: Plan): number {
  return topics.reduce((sum, { partitions, share }) => sum + share * ofTopic(keys, partitions), 0);
}

function ofTopic(keys: KeyDistribution, partitions: number): number {
  if (keys.kind === 'none') return 1;
  const weightOf = (k: number): number => (keys.kind === 'zipf' ? (k + 1) ** -keys.exponent : 1);
  const all = keys.kind === 'zipf' ? harmonic(keys.count, keys.exponent) : keys.count;
  const laid = Math.min(keys.count, MOST_KEYS);
  const weights = new Float64Array(partitions);
  let sum = 0;
  for (let k = 0; k < laid; k++) {
    const partition = partitionOfKey(Buffer.from(recordKey(k)), partitions);
    weights[partition] = (weights[partition] as number) + weightOf(k);
    sum += weightOf(k);
  }
  return (Math.max(...weights) / all + Math.max(0, all - sum) / all / partitions) * partitions;
}
