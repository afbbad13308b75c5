import { describe, expect, it } from 'vitest';
import type { ArrivedRecords } from '../../../src/loadgen/drivers/driver.ts';
import { RecordPlaces } from '../../../src/loadgen/drivers/record-places.ts';
import { CatchUpGroup } from '../../../src/loadgen/workloads/catch-up-group.ts';

/** `count` records of 10 bytes up to and with the last offset. */
function arrived(partition: number, lastOffset: number, highWatermark: number | null, count = 2): ArrivedRecords {
  const places = new RecordPlaces();
  for (let i = 0; i < count; i++) places.add(lastOffset - count + 1 + i, 0, 0, 10, 0);
  const rest = { topic: 'orders', receivedMicros: 1_000 + lastOffset, memory: Buffer.alloc(10) };
  return { ...rest, partition, highWatermark, places, provesPayloads: () => false };
}

function started(...behind: readonly string[]): CatchUpGroup {
  const group = new CatchUpGroup();
  group.start(behind);
  return group;
}

describe('a group that catches up', () => {
  it('is at the tail with the batch that reaches the last partition’s high watermark', () => {
    const group = started('orders/0', 'orders/1');
    group.observe(arrived(0, 4, 10));
    group.observe(arrived(1, 9, 10));
    group.observe(arrived(0, 8, 10));
    expect(group.atTailMicros).toBeNull();
    group.observe(arrived(0, 9, 10));
    expect(group).toMatchObject({ atTailMicros: 1_009, recordsAtTail: 8, bytesAtTail: 80 });
  });

  it('is not at the tail where nobody knows where that is', () => {
    const group = started('orders/0');
    group.observe(arrived(0, 4, null));
    expect(group.atTailMicros).toBeNull();
    group.observe(arrived(0, 9, 10));
    expect(group.atTailMicros).toBe(1_009);
  });

  it('does not know its lag while one of its partitions’ high watermarks is not known', () => {
    const group = started('orders/0', 'orders/1');
    expect(group.progress.lag()).toBeNull();
    group.observe(arrived(0, 4, 10));
    expect(group.progress.lag()).toBe(5);
    group.observe(arrived(1, 6, null));
    expect(group.progress.lag()).toBeNull();
    group.observe(arrived(1, 7, 10));
    expect(group.progress.lag()).toBe(7);
  });

  it('counts the fetches that brought records: an answer without any is a wait for producers', () => {
    const group = started('orders/0', 'orders/1');
    group.observe(arrived(0, 0, 1, 1));
    group.fetched(100, 40, true);
    // The broker of orders/0 has nothing more for half a second, while orders/1 is still behind.
    group.fetched(600, 500, false);
    group.observe(arrived(1, 0, 1, 1));
    group.fetched(1_000, 60, true);
    expect(group.atTailMicros).toBe(1_000);
    expect(group.progress.take().fetches).toBe(2);
    expect(group.take().flatMap(({ pairs }) => [...pairs])).toEqual([40, 1, 60, 1]);
  });
});
