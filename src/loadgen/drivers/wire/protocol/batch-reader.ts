import { crc32c } from '@node-rs/crc32';
import { PREFIX_BYTES, PREFIX_HEADER } from '../../../record-prefix.ts';
import type { ArrivedRecord } from '../../driver.ts';
import { decompress } from './compression.ts';
import { AT, BEFORE_LENGTH_COUNTS, CODEC_MASK, CONTROL_BIT, MAGIC } from './record-batch.ts';
import { VarintReader } from './varint.ts';

const NO_BYTES = Buffer.alloc(0);
const PREFIX_HEADER_NAME = Buffer.from(PREFIX_HEADER);

/** The whole batches in an answer's records; one that is cut off at the end is left out. */
export function wholeBatches(records: Buffer): Buffer[] {
  const batches: Buffer[] = [];
  for (let at = 0; records.length - at >= AT.records; ) {
    const bytes = records.readInt32BE(at + AT.batchLength) + BEFORE_LENGTH_COUNTS;
    // Shorter than its header: where the next one begins cannot be known.
    const end = bytes < AT.records ? records.length : at + bytes;
    if (records.length < end) break;
    batches.push(records.subarray(at, end));
    at = end;
  }
  return batches;
}

/** Null, or what is wrong with a batch: its length, its format or its CRC. */
export function damageOf(batch: Buffer): string | null {
  if (batch.readInt32BE(AT.batchLength) + BEFORE_LENGTH_COUNTS !== batch.length)
    return 'a record batch of a wrong length';
  if (batch[AT.magic] !== MAGIC) return `a record batch of format ${batch[AT.magic]}, which is not read`;
  const intact = crc32c(batch.subarray(AT.attributes)) === batch.readUInt32BE(AT.crc);
  return intact ? null : 'a record batch with a wrong CRC';
}

export function baseOffsetOf(batch: Buffer): number {
  return Number(batch.readBigInt64BE(AT.baseOffset));
}

export function lastOffsetOf(batch: Buffer): number {
  return baseOffsetOf(batch) + batch.readInt32BE(AT.lastOffsetDelta);
}

/** Appends a record without bytes for each of the offsets [from, to), which cannot be read. */
export function addUnreadable(from: number, to: number, into: ArrivedRecord[]): void {
  for (let offset = from; offset < to; offset++) {
    into.push({ offset, keyBytes: 0, memory: NO_BYTES, valueStart: 0, valueEnd: 0, prefixStart: -1 });
  }
}

/** Appends the batch's records from offset `from` on, as places in its own memory where it is not compressed. */
export function readRecords(batch: Buffer, from: number, into: ArrivedRecord[]): void {
  const attributes = batch.readInt16BE(AT.attributes);
  // Control batches end transactions; they carry nothing for a reader.
  if ((attributes & CONTROL_BIT) !== 0) return;
  const codec = attributes & CODEC_MASK;
  const memory = codec === 0 ? batch : decompress(codec, batch.subarray(AT.records));
  const baseOffset = baseOffsetOf(batch);
  const reader = new VarintReader(memory, codec === 0 ? AT.records : 0);
  for (let left = batch.readInt32BE(AT.recordsCount); left > 0; left--) {
    const length = reader.next();
    const end = reader.position + length;
    if (length < 0 || end > memory.length) throw new RangeError('a record longer than its batch');
    reader.position++;
    reader.skip();
    const offset = baseOffset + reader.next();
    const keyBytes = Math.max(0, reader.next());
    reader.position += keyBytes;
    const valueBytes = Math.max(0, reader.next());
    const valueStart = reader.position;
    const valueEnd = valueStart + valueBytes;
    reader.position = valueEnd;
    const prefixStart = valueBytes >= PREFIX_BYTES ? valueStart : prefixHeaderStart(memory, reader);
    if (offset >= from) into.push({ offset, keyBytes, memory, valueStart, valueEnd, prefixStart });
    reader.position = end;
  }
}

/** Where the value of the prefix header stands; −1 where there is no such header. */
function prefixHeaderStart(memory: Buffer, reader: VarintReader): number {
  for (let left = reader.next(); left > 0; left--) {
    const nameBytes = reader.next();
    const nameStart = reader.position;
    reader.position += nameBytes;
    const valueBytes = Math.max(0, reader.next());
    const valueStart = reader.position;
    reader.position += valueBytes;
    if (valueBytes !== PREFIX_BYTES) continue;
    if (memory.subarray(nameStart, nameStart + nameBytes).equals(PREFIX_HEADER_NAME)) return valueStart;
  }
  return -1;
}
