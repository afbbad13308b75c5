import { type CompressionAlgorithmValue, createRecordsBatch, Reader, readRecordsBatch } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { AT } from '../../../../src/kafka/records/record-batch.ts';
import { Batch, bufferedBytes } from '../../../../src/loadgen/batch.ts';
import { RecordPlaces } from '../../../../src/loadgen/drivers/record-places.ts';
import { damageOf, readRecords } from '../../../../src/loadgen/drivers/wire/protocol/batch-reader.ts';
import {
  encodedBytesAtMost,
  sealBatch,
  writeRecords,
} from '../../../../src/loadgen/drivers/wire/protocol/batch-writer.ts';
import { PREFIX_HEADER, readPrefix } from '../../../../src/loadgen/record-prefix.ts';
import { RecordSource } from '../../../../src/loadgen/record-source.ts';
import { planOf } from '../../plan-of.ts';

const STAMP = { producerId: 2n ** 40n + 9n, producerEpoch: 12, baseSequence: 2 ** 31 - 5 };
const WALL_MILLIS = 1_790_000_000_000;

interface Shape {
  readonly valueBytes: number;
  readonly records: number;
  readonly keys?: number;
}

function batchOf({ valueBytes, records, keys }: Shape): Batch {
  const base = planOf({ valueBytes });
  const plan =
    keys === undefined
      ? base
      : { ...base, records: { ...base.records, keys: { kind: 'uniform' as const, count: keys } } };
  const [stream] = plan.streams;
  if (stream === undefined) throw new Error('the plan has no stream');
  const source = new RecordSource(plan, 0, 0xdead_beef);
  const batch = new Batch(stream, source, 0, 40, 0);
  for (let i = 0; i < records; i++) batch.add(i * 3, 7_000_000 + i * 10, 8_000_000 + i * 997, bufferedBytes(source, i));
  return batch;
}

function encoded(batch: Batch, from = 0, count = batch.count, stamp = STAMP): Buffer {
  const target = Buffer.alloc(encodedBytesAtMost(batch) + 3);
  const records = writeRecords(target, 3, batch, from, count, WALL_MILLIS);
  sealBatch(target, 3, records, 0, stamp);
  return target.subarray(3, records.end);
}

const shapes: Shape[] = [
  { valueBytes: 1_024, records: 100 },
  { valueBytes: 1_024, records: 1 },
  { valueBytes: 1_024, records: 300, keys: 20 },
  { valueBytes: 32, records: 70 },
  { valueBytes: 31, records: 70 },
  { valueBytes: 1, records: 9_000 },
  { valueBytes: 300_000, records: 2 },
];

describe('an encoded batch', () => {
  it.each(shapes)('is read by @platformatic/kafka as it was meant: %o', (shape) => {
    const batch = batchOf(shape);
    const read = readRecordsBatch(Reader.from(encoded(batch)));
    expect(read).toMatchObject({
      firstOffset: 0n,
      magic: 2,
      attributes: 0,
      lastOffsetDelta: shape.records - 1,
      firstTimestamp: BigInt(WALL_MILLIS + 8_000),
      maxTimestamp: BigInt(WALL_MILLIS + Math.floor((8_000_000 + (shape.records - 1) * 997) / 1_000)),
      producerId: STAMP.producerId,
      producerEpoch: STAMP.producerEpoch,
      firstSequence: STAMP.baseSequence,
    });
    expect(read.records).toHaveLength(shape.records);
    for (const [i, record] of read.records.entries()) {
      const { value, prefixHeader } = batch.source.encode(i * 3, 0, 40 + i, 7_000_000 + i * 10);
      expect(record.offsetDelta).toBe(i);
      expect(record.value?.equals(value)).toBe(true);
      expect(record.key?.toString() ?? null).toBe(batch.source.key(i * 3)?.toString() ?? null);
      const headers = record.headers.map(([name, content]) => [name?.toString(), content?.toString('hex')]);
      expect(headers).toEqual(prefixHeader === null ? [] : [[PREFIX_HEADER, prefixHeader.toString('hex')]]);
    }
  });

  it('is byte for byte what @platformatic/kafka writes for the same records', () => {
    const batch = batchOf({ valueBytes: 200, records: 50, keys: 7 });
    const messages = Array.from({ length: 50 }, (_, i) => ({
      topic: 'orders',
      key: batch.source.key(i * 3) ?? undefined,
      value: batch.source.encode(i * 3, 0, 40 + i, 7_000_000 + i * 10).value,
      timestamp: BigInt(WALL_MILLIS + Math.floor((8_000_000 + i * 997) / 1_000)),
    }));
    const theirs = createRecordsBatch(
      messages.map(({ key, ...message }) => (key === undefined ? message : { ...message, key })),
      { producerId: STAMP.producerId, producerEpoch: STAMP.producerEpoch },
    ).buffer;
    const ours = encoded(batch, 0, 50, { ...STAMP, baseSequence: 0 });
    // They say leader epoch 0; it is the broker's to fill in, and no CRC covers it.
    theirs.writeInt32BE(-1, AT.leaderEpoch);
    expect(ours.equals(theirs)).toBe(true);
  });

  it('of a part holds the part’s records, numbered from 0', () => {
    const batch = batchOf({ valueBytes: 100, records: 10 });
    const { records } = readRecordsBatch(Reader.from(encoded(batch, 4, 3)));
    expect(records.map(({ offsetDelta }) => offsetDelta)).toEqual([0, 1, 2]);
    expect(records.map(({ value }) => readPrefix(value as Buffer)?.sequence)).toEqual([44, 45, 46]);
  });
});

const KEYS = ['a', null, 'key-3'];
const VALUES = ['x'.repeat(40), 'y'.repeat(10_000), ''];

/** A batch of three records from another implementation. */
function foreignBatch(compression: CompressionAlgorithmValue = 'none'): Buffer {
  const messages = VALUES.map((value, i) => ({
    topic: 'orders',
    ...(KEYS[i] === null ? {} : { key: Buffer.from(KEYS[i] as string) }),
    value: Buffer.from(value),
    headers: new Map([
      [Buffer.from('trace'), Buffer.from('abc')],
      ...(i === 2 ? ([[Buffer.from(PREFIX_HEADER), Buffer.alloc(32, i)]] as [Buffer, Buffer][]) : []),
    ]),
  }));
  return createRecordsBatch(messages, { compression, producerId: -1n, producerEpoch: -1 }).buffer;
}

interface Read {
  readonly offset: number;
  readonly keyBytes: number;
  readonly value: string;
  readonly prefixStart: number;
  readonly memory: Buffer;
}

function readAll(batch: Buffer, from = 0): Read[] {
  const places = new RecordPlaces();
  const memory = readRecords(batch, from, places);
  return Array.from({ length: places.count }, (_, i) => ({
    offset: places.offsets[i] ?? -1,
    keyBytes: places.keyBytes[i] ?? -1,
    value: memory.toString('utf8', places.valueStarts[i], places.valueEnds[i]),
    prefixStart: places.prefixStarts[i] ?? -1,
    memory,
  }));
}

describe('a batch that another implementation wrote', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    'is read with its keys, values and headers: %s',
    (codec) => {
      const batch = foreignBatch(codec);
      expect(damageOf(batch)).toBeNull();
      const read = readAll(batch);
      expect(read.map(({ value }) => value)).toEqual(VALUES);
      expect(read.map(({ keyBytes }) => keyBytes)).toEqual(KEYS.map((key) => key?.length ?? 0));
      const prefixes = read.map(({ memory, prefixStart }) => (prefixStart < 0 ? null : memory[prefixStart]));
      expect(prefixes).toEqual(['x'.charCodeAt(0), 'y'.charCodeAt(0), 2]);
      expect(read.map(({ offset }) => offset)).toEqual([0, 1, 2]);
    },
  );

  it('begins where the reader left off', () => {
    const batch = foreignBatch();
    batch.writeBigInt64BE(2n ** 33n, 0);
    expect(readAll(batch, 2 ** 33 + 1).map(({ offset }) => offset)).toEqual([2 ** 33 + 1, 2 ** 33 + 2]);
  });

  it('is damaged when a bit of what its CRC covers, or of its CRC, is flipped', () => {
    const batch = foreignBatch();
    for (let bit = 17 * 8; bit < batch.length * 8; bit += 61) {
      const flipped = Buffer.from(batch);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(damageOf(flipped)).toContain('CRC');
    }
  });

  it('is never read beyond its end, whatever its lengths say', () => {
    const batch = foreignBatch();
    batch[61] = 0xff;
    batch[62] = 0xff;
    batch[63] = 0x7f;
    expect(() => readAll(batch)).toThrow(/longer than its batch/);
  });
});
