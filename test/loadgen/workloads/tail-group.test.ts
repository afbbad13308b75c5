import { describe, expect, it } from 'vitest';
import { CollectedRecords } from '../../../src/loadgen/drivers/collected-records.ts';
import type { ArrivedRecords } from '../../../src/loadgen/drivers/driver.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { TailGroup } from '../../../src/loadgen/workloads/tail-group.ts';
import { micros } from '../../../src/units.ts';
import { planOf } from '../plan-of.ts';

const source = new RecordSource(planOf({ valueBytes: 200 }), 0, 1);

/** Records [from, to) of one partition, each at the offset of its sequence, due a second apart, from the first on. */
function arrived(from: number, to: number, atSecond: number, partition = 0): ArrivedRecords {
  const collected = new CollectedRecords();
  for (let i = from; i < to; i++) {
    const { value, prefixHeader } = source.encode(i, 0, i, i * 1e6);
    collected.add(i, 0, value, prefixHeader);
  }
  const { memory, places } = collected;
  const receivedMicros = micros(atSecond * 1e6);
  const rest = { topic: 'orders', highWatermark: null, memory, places };
  return { ...rest, partition, receivedMicros, provesPayloads: () => false };
}

/** How many samples each second has, of the records that were due in it. */
const samplesOf = (group: TailGroup): ReadonlyMap<number, number> =>
  new Map(
    group
      .take()
      .map(({ second, pairs }) => [second, [...pairs].reduce((sum, it, i) => (i % 2 === 1 ? sum + it : sum), 0)]),
  );

describe('a group at the tail', () => {
  it('has one sample of a record that comes again with those that are new', () => {
    const group = new TailGroup();
    group.observe(arrived(0, 3, 3));
    // Another member reads from what was committed, and on.
    group.observe(arrived(1, 5, 6));
    group.observe(arrived(2, 4, 7));
    expect(samplesOf(group)).toEqual(new Map([0, 1, 2, 3, 4].map((second) => [second, 1])));
    expect(group.progress.take()).toMatchObject({ records: 9, again: 4 });
  });

  it('has a sample of each record that stands at the same offset of another partition', () => {
    const group = new TailGroup();
    group.observe(arrived(0, 2, 3, 0));
    group.observe(arrived(0, 2, 3, 1));
    expect(samplesOf(group)).toEqual(new Map([0, 1].map((second) => [second, 2])));
  });
});
