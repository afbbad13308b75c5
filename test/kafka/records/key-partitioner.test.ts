import { describe, expect, it } from 'vitest';
import { partitionOfKey } from '../../../src/kafka/records/key-partitioner.ts';

/** From Kafka's own UtilsTest#testMurmur2. */
const PUBLISHED: readonly (readonly [string, number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

describe('the key partitioner', () => {
  it.each(PUBLISHED)('sends %s where Kafka’s murmur2 sends it', (key, hash) => {
    for (const partitions of [1, 3, 12, 1009]) {
      expect(partitionOfKey(Buffer.from(key), partitions)).toBe((hash & 0x7fffffff) % partitions);
    }
  });
});
