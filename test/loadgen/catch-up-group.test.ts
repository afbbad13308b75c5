import { describe, expect, it } from 'vitest';
import { RecordPlaces } from '../../src/loadgen/drivers/record-places.ts';
import { CatchUpGroup } from '../../src/loadgen/workloads/catch-up-group.ts';

/** One record of 10 bytes. */
function arrived(partition: number, offset: number, highWatermark: number) {
  const places = new RecordPlaces();
  places.addUnreadable(offset);
  return {
    topic: 'orders',
    partition,
    highWatermark,
    receivedMicros: 900_000,
    memory: Buffer.alloc(10),
    places,
    provesPayloads: () => true,
  };
}

const micros = (group: CatchUpGroup): readonly number[] => group.take().flatMap(({ pairs }) => [...pairs]);

describe('the fetches of a catch-up', () => {
  it('are those that brought records: an answer without any is a wait for producers, not a fetch of the backlog', () => {
    const group = new CatchUpGroup();
    group.start(['orders/0', 'orders/1']);
    group.observe(arrived(0, 0, 1));
    group.fetched(100_000, 4_000, true);
    // The broker of orders/0 has nothing more for half a second, while orders/1 is still behind.
    group.fetched(600_000, 500_000, false);
    group.observe(arrived(1, 0, 1));
    group.fetched(900_000, 6_000, true);
    expect(group.atTailMicros).toBe(900_000);
    expect(group.progress.take().fetches).toBe(2);
    expect(Math.max(...micros(group))).toBeLessThan(7_000);
  });
});
