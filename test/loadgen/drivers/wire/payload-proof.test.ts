import { crc32c } from '@node-rs/crc32';
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
import { PayloadProof } from '../../../../src/loadgen/drivers/wire/protocol/payload-proof.ts';
import { RecordSource } from '../../../../src/loadgen/record-source.ts';
import type { SizeDistribution } from '../../../../src/scenarios/types.ts';
import { bytes } from '../../../../src/units.ts';
import { planOf } from '../../plan-of.ts';

function encoded(size: SizeDistribution, records: number, keys = 0): Buffer {
  const base = planOf();
  const kind = keys === 0 ? { kind: 'none' as const } : { kind: 'uniform' as const, count: keys };
  const plan = { ...base, records: { ...base.records, size, keys: kind } };
  const source = new RecordSource(plan, 0, 3);
  const [stream] = plan.streams;
  if (stream === undefined) throw new Error('the plan has no stream');
  const batch = new Batch(stream, source, 0, 0, 0);
  for (let i = 0; i < records; i++) batch.add(i, i * 1_000, i * 1_000, bufferedBytes(source, i));
  const target = Buffer.alloc(encodedBytesAtMost(batch));
  const written = writeRecords(target, 0, batch, 0, records, 1_790_000_000_000);
  sealBatch(target, 0, written, 0, { producerId: 4n, producerEpoch: 0, baseSequence: 0 });
  return target.subarray(0, written.end);
}

const fixed = (size: number): SizeDistribution => ({ kind: 'fixed', bytes: bytes(size) });
const shapes: [string, Buffer][] = [
  ['values of 1 KiB', encoded(fixed(1_024), 100)],
  ['values of 1 KiB with keys', encoded(fixed(1_024), 100, 9)],
  ['values that are all prefix', encoded(fixed(32), 100)],
  ['values too small for the prefix', encoded(fixed(9), 100)],
  ['values of many lengths', encoded({ kind: 'uniform', minBytes: bytes(10), maxBytes: bytes(900) }, 100, 9)],
];

function holds(batch: Buffer): boolean {
  const places = new RecordPlaces();
  readRecords(batch, 0, places);
  return new PayloadProof().holds(batch, places);
}

/** As a platform that damages records and then writes its own batches around them would. */
function withValidCrc(batch: Buffer): Buffer {
  batch.writeUInt32BE(crc32c(batch.subarray(AT.attributes)), AT.crc);
  return batch;
}

describe('the proof of payloads from the CRC of their batch', () => {
  it.each(shapes)('holds for an intact batch: %s', (_, batch) => {
    expect(damageOf(batch)).toBeNull();
    expect(holds(batch)).toBe(true);
  });

  it.each(shapes)('does not hold where a value was altered before the batch was sealed: %s', (_, batch) => {
    const places = new RecordPlaces();
    readRecords(batch, 0, places);
    for (let i = 0; i < places.count; i += 7) {
      const [start, end] = [places.valueStarts[i] as number, places.valueEnds[i] as number];
      for (let at = start; at < end; at += 31) {
        const altered = Buffer.from(batch);
        altered[at] = (altered[at] ?? 0) ^ 0x10;
        expect(damageOf(withValidCrc(altered))).toBeNull();
        expect(holds(altered)).toBe(false);
      }
    }
  });

  it('is not claimed for records that were read in part', () => {
    const [, batch] = shapes[0] as [string, Buffer];
    const places = new RecordPlaces();
    readRecords(batch, 5, places);
    expect(new PayloadProof().holds(batch, places)).toBe(false);
  });
});
