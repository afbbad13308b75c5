import { describe, expect, it } from 'vitest';
import { CollectedRecords } from '../../src/loadgen/drivers/collected-records.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { CompleteReading } from '../../src/loadgen/workloads/complete-reading.ts';
import { planOf } from './plan-of.ts';

const RUN = 77;

function records(count: number, valueBytes = 200): CollectedRecords {
  const source = new RecordSource(planOf({ valueBytes }), 0, RUN);
  const collected = new CollectedRecords();
  for (let i = 0; i < count; i++) {
    const { value, prefixHeader } = source.encode(i, 0, i, i * 1_000);
    collected.add(i, 0, value, prefixHeader);
  }
  return collected;
}

const arrived = ({ memory, places, provesPayloads }: CollectedRecords) => ({
  topic: 'orders',
  partition: 0,
  highWatermark: places.count,
  receivedMicros: 0,
  memory,
  places,
  provesPayloads,
});

const read = (given: CollectedRecords, run = RUN) => {
  const reading = new CompleteReading(run, [{ topic: 'orders', offsets: [given.count] }]);
  reading.observe(arrived(given));
  return { reading, partition: reading.partitions()[0] };
};

const inOneStretch = (to: number) => ({
  producers: [{ producer: 0, seen: [[0, to]], stretches: [{ from: 0, to, offset: 0, endOffset: to }] }],
});

describe('a complete reading', () => {
  it('keeps one stretch for an intact log, whatever its length', () => {
    const { reading, partition } = read(records(5_000));
    expect(reading.done).toBe(true);
    expect(partition).toMatchObject({ complete: true, corrupted: [], ...inOneStretch(5_000) });
  });

  it('reads the identity of records too small for the prefix from their header', () => {
    expect(read(records(50, 10)).partition).toMatchObject({ corrupted: [], ...inOneStretch(50) });
  });

  it('names the offset of a flipped byte in the payload', () => {
    const given = records(10);
    const at = (given.places.valueStarts[4] as number) + 150;
    given.memory[at] = (given.memory[at] ?? 0) ^ 1;
    expect(read(given).partition).toMatchObject({
      corrupted: [[4, 5]],
      unidentified: [],
      producers: [{ damaged: [[4, 5]] }],
    });
  });

  it('keeps records of another run apart', () => {
    expect(read(records(10), RUN + 1).partition).toMatchObject({ foreign: 10, producers: [] });
  });

  it('takes a record of which nothing could be read for a corrupted one', () => {
    const given = records(3);
    given.places.addUnreadable(3);
    expect(read(given).partition).toMatchObject({
      corrupted: [[3, 4]],
      unidentified: [[3, 4]],
      ...inOneStretch(3),
    });
  });

  it('notes a stretch once, however often the reader reads it', () => {
    const reading = new CompleteReading(RUN, [{ topic: 'orders', offsets: [4] }]);
    reading.observe(arrived(records(3)));
    reading.observe(arrived(records(4)));
    expect(reading.partitions()).toMatchObject([{ complete: true, ...inOneStretch(4) }]);
    expect(reading.partitions()[0]?.producers[0]?.stretches).toHaveLength(1);
  });

  it('is not done before every partition has been read to its end', () => {
    const reading = new CompleteReading(RUN, [{ topic: 'orders', offsets: [2, 1] }]);
    reading.observe(arrived(records(2)));
    expect(reading.done).toBe(false);
  });
});
