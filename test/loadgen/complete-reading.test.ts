import { describe, expect, it } from 'vitest';
import { arrivedRecord } from '../../src/loadgen/drivers/arrived-record.ts';
import type { ArrivedRecord } from '../../src/loadgen/drivers/driver.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { CompleteReading } from '../../src/loadgen/workloads/complete-reading.ts';
import { planOf } from './plan-of.ts';

const RUN = 77;

function records(count: number, valueBytes = 200): ArrivedRecord[] {
  const source = new RecordSource(planOf({ valueBytes }), 0, RUN);
  return Array.from({ length: count }, (_, i) => {
    const { value, prefixHeader } = source.encode(i, 0, i, i * 1_000);
    return arrivedRecord(i, 0, value, prefixHeader);
  });
}

const read = (given: readonly ArrivedRecord[], run = RUN) => {
  const reading = new CompleteReading(run, [{ topic: 'orders', offsets: [given.length] }]);
  reading.observe({ topic: 'orders', partition: 0, highWatermark: given.length, receivedMicros: 0, records: given });
  return { reading, partition: reading.partitions()[0] };
};

describe('a complete reading', () => {
  it('keeps one stretch for an intact log, whatever its length', () => {
    const { reading, partition } = read(records(5_000));
    expect(reading.done).toBe(true);
    expect(partition).toMatchObject({ complete: true, stretches: [{ from: 0, to: 5_000 }], corruptedOffsets: [] });
  });

  it('reads the identity of records too small for the prefix from their header', () => {
    expect(read(records(50, 10)).partition).toMatchObject({ stretches: [{ from: 0, to: 50 }], corruptedOffsets: [] });
  });

  it('names the offset of a flipped byte in the payload', () => {
    const given = records(10);
    const damaged = given[4] as ArrivedRecord;
    damaged.memory[150] = (damaged.memory[150] ?? 0) ^ 1;
    expect(read(given).partition?.corruptedOffsets).toEqual([4]);
  });

  it('keeps records of another run apart', () => {
    expect(read(records(10), RUN + 1).partition).toMatchObject({ foreign: 10, stretches: [] });
  });

  it('is not done before every partition has been read to its end', () => {
    const reading = new CompleteReading(RUN, [{ topic: 'orders', offsets: [2, 1] }]);
    reading.observe({ topic: 'orders', partition: 0, highWatermark: 2, receivedMicros: 0, records: records(2) });
    expect(reading.done).toBe(false);
  });
});
