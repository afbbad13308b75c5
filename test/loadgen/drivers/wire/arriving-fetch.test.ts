import { createRecordsBatch } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { ArrivingFetch } from '../../../../src/loadgen/drivers/wire/arriving-fetch.ts';
import { PartitionReading } from '../../../../src/loadgen/drivers/wire/partition-reading.ts';

/** Three records from `baseOffset` on. */
function batchAt(baseOffset: number): Buffer {
  const values = ['one', 'two', 'three'].map((value) => ({ topic: 'orders', value: Buffer.from(value) }));
  const batch = createRecordsBatch(values, { producerId: -1n, producerEpoch: -1 }).buffer;
  batch.writeBigInt64BE(BigInt(baseOffset));
  return batch;
}

function arriving(position: number, highWatermark = 100) {
  const reading = new PartitionReading({ topic: 'orders', partition: 0, position });
  const offsets: number[] = [];
  const errors: string[] = [];
  const state = { isWanted: true };
  const fetch = new ArrivingFetch({
    clock: () => 0 as never,
    isWanted: () => state.isWanted,
    readingOf: () => reading,
    onRecords: ({ places }) => offsets.push(...places.offsets.subarray(0, places.count)),
    onError: (_, message) => errors.push(message),
    onHead: () => undefined,
    onRefused: () => undefined,
    onEnd: () => undefined,
  });
  const begin = (): void =>
    fetch.onPartition({ topic: 'orders', partition: 0, error: 0, highWatermark, preferredReplica: -1 });
  begin();
  return { fetch, begin, reading, offsets, errors, state };
}

describe('an answer to a fetch as it arrives', () => {
  it('hands on each batch and moves the position past it', () => {
    const { fetch, reading, offsets } = arriving(50);
    fetch.onBatch(batchAt(50));
    fetch.onBatch(batchAt(53));
    expect(offsets).toEqual([50, 51, 52, 53, 54, 55]);
    expect(reading.position).toBe(56);
  });

  it('begins in the middle of a batch where the reading does', () => {
    const { fetch, offsets } = arriving(52);
    fetch.onBatch(batchAt(50));
    expect(offsets).toEqual([52]);
  });

  it('hands on nothing more once other partitions are read, though the answer goes on', () => {
    const { fetch, begin, reading, offsets, state } = arriving(50);
    fetch.onBatch(batchAt(50));
    state.isWanted = false;
    fetch.onBatch(batchAt(53));
    begin();
    fetch.onBatch(batchAt(53));
    expect(offsets).toEqual([50, 51, 52]);
    expect(reading.position).toBe(53);
  });

  it.each([-900, 20, 98, 90_000])(
    'fetches a batch again that says to begin at %i, which no CRC covers',
    (baseOffset) => {
      const { fetch, begin, reading, offsets, errors } = arriving(50);
      fetch.onBatch(batchAt(baseOffset));
      expect({ offsets, position: reading.position }).toEqual({ offsets: [], position: 50 });
      expect(errors).toHaveLength(1);
      begin();
      fetch.onBatch(batchAt(50));
      expect({ offsets, position: reading.position }).toEqual({ offsets: [50, 51, 52], position: 53 });
    },
  );

  it('believes a platform that says the same three times, but never goes back', () => {
    const { fetch, begin, reading } = arriving(50);
    for (let attempt = 0; attempt < 3; attempt++) {
      begin();
      fetch.onBatch(batchAt(98));
    }
    expect(reading.position).toBe(101);
    for (let attempt = 0; attempt < 3; attempt++) {
      begin();
      fetch.onBatch(batchAt(20));
    }
    expect(reading.position).toBe(101);
  });

  it('passes over a batch that stays damaged, and says of each record that it cannot be read', () => {
    const { fetch, begin, reading, offsets, errors } = arriving(50);
    const damaged = batchAt(50);
    damaged[70] = (damaged[70] ?? 0) ^ 1;
    for (let attempt = 0; attempt < 3; attempt++) {
      begin();
      fetch.onBatch(damaged);
    }
    expect(offsets).toEqual([50, 51, 52]);
    expect(reading.position).toBe(53);
    expect(errors).toHaveLength(3);
  });
});
