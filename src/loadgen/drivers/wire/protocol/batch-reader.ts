import { crc32c } from '@node-rs/crc32';
import { decompress } from '../../../../kafka/records/compression.ts';
import { AT, CODEC_MASK, CONTROL_BIT, MAGIC } from '../../../../kafka/records/record-batch.ts';
import { VarintReader } from '../../../../kafka/records/varint.ts';
import { PREFIX_BYTES, PREFIX_HEADER } from '../../../record-prefix.ts';
import type { RecordPlaces } from '../../record-places.ts';

const PREFIX_HEADER_NAME = Buffer.from(PREFIX_HEADER);

/** Null, or what is wrong with a batch: its format or its CRC. */
export function damageOf(batch: Buffer): string | null {
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

/** Adds the batch's records from offset `from` on; returns the memory in which they stand: its own where it is not compressed. */
export function readRecords(batch: Buffer, from: number, into: RecordPlaces): Buffer {
  const attributes = batch.readInt16BE(AT.attributes);
  // Control batches end transactions; they carry nothing for a reader.
  if ((attributes & CONTROL_BIT) !== 0) return batch;
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
    if (valueEnd > end) throw new RangeError('a value longer than its record');
    reader.position = valueEnd;
    const prefixStart = valueBytes >= PREFIX_BYTES ? valueStart : prefixHeaderStart(memory, reader);
    if (offset >= from) into.add(offset, keyBytes, valueStart, valueEnd, prefixStart);
    reader.position = end;
  }
  return memory;
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
