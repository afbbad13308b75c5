import type { ConfigEntry, PartitionAnswer } from '../../kafka/read-only/answers.ts';
import { configValue } from '../config-value.ts';
import type { Throughput } from '../types.ts';
import type { SampleIndex } from './by-partition.ts';

/** What of a topic says how it grows; null: its configs were not told. */
interface WrittenTopic {
  readonly partitions: readonly PartitionAnswer[];
  readonly configs: readonly ConfigEntry[] | null;
}

/**
 * What a topic took between two samples: each partition by its own clock, then added. Offsets also count the
 * markers of transactions. Null where a partition that can be written has not two end offsets, or went backwards,
 * as one that was deleted and created again does.
 */
export function throughputOf(
  topic: string,
  { partitions, configs }: WrittenTopic,
  first: SampleIndex,
  last: SampleIndex,
): Throughput | null {
  const led = partitions.filter(({ leader }) => leader !== null);
  const grown = led.map(({ partition }) => grownIn(topic, partition, first, last));
  const known = grown.filter((one) => one !== null);
  if (known.length === 0 || known.length < grown.length) return null;
  return {
    seconds: known.reduce((sum, { seconds }) => sum + seconds, 0) / known.length,
    recordsPerSecond: known.reduce((sum, { records, seconds }) => sum + records / seconds, 0),
    bytesPerSecond: onlyGrows(configs) ? bytesPerSecond(topic, led, first, last) : null,
  };
}

/** Compaction and a remote tier take from a log what was written meanwhile, and do not move where it begins. */
function onlyGrows(configs: readonly ConfigEntry[] | null): boolean {
  const policy = configValue(configs, 'cleanup.policy');
  return policy !== null && !policy.includes('compact') && configValue(configs, 'remote.storage.enable') !== 'true';
}

function grownIn(
  topic: string,
  partition: number,
  first: SampleIndex,
  last: SampleIndex,
): { readonly records: number; readonly seconds: number } | null {
  const from = first.latest.get(topic, partition);
  const to = last.latest.get(topic, partition);
  if (from?.offset == null || to?.offset == null) return null;
  const seconds = (to.askedAtMs - from.askedAtMs) / 1e3;
  const records = to.offset - from.offset;
  return seconds > 0 && records >= 0 ? { records, seconds } : null;
}

/** Null where a size is not known, and where something was deleted in between: growth is then not what was written. */
function bytesPerSecond(
  topic: string,
  partitions: readonly PartitionAnswer[],
  first: SampleIndex,
  last: SampleIndex,
): number | null {
  const seconds = (last.sizesAtMs - first.sizesAtMs) / 1e3;
  if (seconds <= 0) return null;
  let bytes = 0;
  for (const { partition, leader } of partitions) {
    const sizeIn = ({ sizes }: SampleIndex) => sizes.get(leader ?? -1)?.get(topic, partition);
    const from = sizeIn(first);
    const to = sizeIn(last);
    const beganAt = first.earliest.get(topic, partition)?.offset;
    const nothingDeleted = beganAt != null && beganAt === last.earliest.get(topic, partition)?.offset;
    if (from === undefined || to === undefined || to < from || !nothingDeleted) return null;
    bytes += to - from;
  }
  return bytes / seconds;
}
