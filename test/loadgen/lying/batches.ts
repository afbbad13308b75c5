import { crc32c } from '@node-rs/crc32';
import { AT, BEFORE_LENGTH_COUNTS } from '../../../src/kafka/records/record-batch.ts';
import { RecordPlaces } from '../../../src/loadgen/drivers/record-places.ts';
import { readRecords } from '../../../src/loadgen/drivers/wire/protocol/batch-reader.ts';
import { readPrefix } from '../../../src/loadgen/record-prefix.ts';

type Span = readonly [from: number, to: number];

/** The sequences of an uncompressed batch of one producer. */
export function sequencesOf(batch: Buffer): Span {
  const places = new RecordPlaces();
  readRecords(batch, 0, places);
  const first = readPrefix(batch, places.prefixStarts[0])?.sequence ?? Number.NaN;
  return [first, first + places.count];
}

export function offsetsOf(batch: Buffer): Span {
  const base = Number(batch.readBigInt64BE(AT.baseOffset));
  return [base, base + batch.readInt32BE(AT.lastOffsetDelta) + 1];
}

/** Whole batches; a broker may cut off the last one. */
export function batchesIn(records: Buffer): readonly { readonly at: number; readonly batch: Buffer }[] {
  const batches: { at: number; batch: Buffer }[] = [];
  for (let at = 0; at + AT.records <= records.length; ) {
    const end = at + BEFORE_LENGTH_COUNTS + records.readInt32BE(at + AT.batchLength);
    if (end > records.length) break;
    batches.push({ at, batch: records.subarray(at, end) });
    at = end;
  }
  return batches;
}

/** As a log keeps a batch of which compaction left nothing: its offsets and no record. */
export function emptied(batch: Buffer): Buffer {
  const empty = Buffer.from(batch.subarray(0, AT.records));
  empty.writeInt32BE(AT.records - BEFORE_LENGTH_COUNTS, AT.batchLength);
  empty.writeInt32BE(0, AT.recordsCount);
  return mended(empty);
}

/** One wrong bit in the payload of its last record. */
export function flipped(batch: Buffer): Buffer {
  const places = new RecordPlaces();
  readRecords(batch, 0, places);
  const at = (places.valueEnds[places.count - 1] as number) - 1;
  const wrong = Buffer.from(batch);
  wrong.writeUInt8(wrong.readUInt8(at) ^ 0x01, at);
  return wrong;
}

/** With the CRC that its bytes have. */
export function mended(batch: Buffer): Buffer {
  const right = Buffer.from(batch);
  right.writeUInt32BE(crc32c(right.subarray(AT.attributes)), AT.crc);
  return right;
}
