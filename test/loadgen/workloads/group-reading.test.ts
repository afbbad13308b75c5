import { describe, expect, it } from 'vitest';
import { CollectedRecords } from '../../../src/loadgen/drivers/collected-records.ts';
import type { ArrivedRecords } from '../../../src/loadgen/drivers/driver.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { GroupReading } from '../../../src/loadgen/workloads/group-reading.ts';
import { planOf } from '../plan-of.ts';

const RUN = 77;
const GROUP = { name: 'live', role: 'tail', topics: ['orders'] } as const;
const source = new RecordSource(planOf({ valueBytes: 200 }), 0, RUN);

/** Records [from, to), each at the offset of its sequence. */
function arrived(...spans: readonly (readonly [from: number, to: number])[]): ArrivedRecords {
  const collected = new CollectedRecords();
  for (const [from, to] of spans) {
    for (let i = from; i < to; i++) {
      const { value, prefixHeader } = source.encode(i, 0, i, i * 1_000);
      collected.add(i, 0, value, prefixHeader);
    }
  }
  const { memory, places } = collected;
  return {
    topic: 'orders',
    partition: 0,
    highWatermark: null,
    receivedMicros: 0,
    memory,
    places,
    provesPayloads: () => false,
  };
}

const read = (polls: (reading: GroupReading) => void, run = RUN) => {
  const reading = new GroupReading(GROUP, run);
  polls(reading);
  return { reading, partition: reading.reading().partitions[0] };
};

describe('a group’s reading', () => {
  it('of records in order is one range and one stretch, over several polls and members', () => {
    const { reading, partition } = read((it) => {
      it.observe(arrived([0, 50]), 0);
      it.joined(0);
      it.joined(1);
      it.observe(arrived([50, 80]), 1);
    });
    expect(partition).toMatchObject({ position: 80, skipped: [], wentBack: [], reread: 0, corrupted: [] });
    expect(partition?.producers).toMatchObject([{ seen: [[0, 80]], stretches: [{ from: 0, to: 80 }], listsAll: true }]);
    expect(reading.records).toBe(80);
  });

  it('notes offsets that its position jumped over, between polls and within one', () => {
    const { partition } = read((it) => {
      it.observe(arrived([3, 10]), 0);
      it.observe(arrived([12, 15], [16, 20]), 0);
    });
    expect(partition?.skipped).toEqual([
      [0, 3],
      [10, 12],
      [15, 16],
    ]);
  });

  it('notes where a member went back, and not where another went on from an earlier place', () => {
    const { partition } = read((it) => {
      it.observe(arrived([0, 20]), 0);
      it.observe(arrived([15, 22]), 0);
      it.observe(arrived([18, 30]), 1);
    });
    expect(partition?.wentBack).toEqual([[15, 20]]);
    expect(partition).toMatchObject({ reread: 4, position: 30 });
  });

  it('takes what a member gets again after it has joined for reading again', () => {
    const { reading, partition } = read((it) => {
      it.observe(arrived([0, 20]), 0);
      it.joined(0);
      it.observe(arrived([15, 22]), 0);
    });
    expect(partition).toMatchObject({ wentBack: [], reread: 5, producers: [{ seen: [[0, 22]] }] });
    expect(reading.records).toBe(22);
  });

  it('counts no record of another run, and none of a group that does not read every record', () => {
    expect(read((it) => it.observe(arrived([0, 9]), 0), RUN + 1).partition).toMatchObject({
      position: 9,
      producers: [],
    });
    const catchUp = new GroupReading({ ...GROUP, role: 'catch-up' }, RUN);
    catchUp.observe(arrived([0, 9]), 0);
    expect(catchUp.reading().partitions).toMatchObject([{ position: 9, producers: [] }]);
  });

  it('notes the offsets of records that could not be read', () => {
    const { partition } = read((it) => {
      const given = arrived([0, 3]);
      given.places.addUnreadable(3);
      it.observe(given, 0);
    });
    expect(partition).toMatchObject({ corrupted: [[3, 4]], position: 4, producers: [{ seen: [[0, 3]] }] });
  });
});
