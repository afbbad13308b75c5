import type { BatchHead } from './batches.ts';
import { decompressAtMost } from './compression.ts';
import { AT, MAGIC } from './record-batch.ts';
import { VarintReader } from './varint.ts';

/** One record of a batch; `key` lies in memory that is used again: it is to be looked at, not kept. */
export interface RecordGlance {
  readonly offset: number;
  readonly key: Uint8Array | null;
  /** −1: there is none, the record is a tombstone. */
  readonly valueBytes: number;
  readonly headers: number;
  /** Names and values of the headers. */
  readonly headerBytes: number;
}

/**
 * Shows each record of a batch and tells how many bytes they take uncompressed. RangeError where the batch is of an
 * older format, broken, or larger than `mostBytes` when it is uncompressed.
 */
export function lookInto(
  { bytes, format, codec, baseOffset, records }: BatchHead,
  mostBytes: number,
  show: (record: RecordGlance) => void,
): number {
  if (format !== MAGIC) throw new RangeError(`a record batch of format ${format}`);
  const packed = bytes.subarray(AT.records);
  const memory = codec === 0 ? packed : decompressAtMost(codec, packed, mostBytes);
  const reader = new VarintReader(memory, 0);
  for (let left = records; left > 0; left--) {
    const length = reader.next();
    const end = reader.position + length;
    if (length < 0 || end > memory.length) throw new RangeError('a record longer than its batch');
    reader.position++;
    reader.skip();
    const offset = baseOffset + reader.next();
    const key = field(memory, reader);
    const valueBytes = reader.next();
    reader.position += Math.max(0, valueBytes);
    const headers = reader.next();
    let headerBytes = 0;
    for (let header = 0; header < headers; header++) headerBytes += passField(reader) + passField(reader);
    if (reader.position > end) throw new RangeError('fields longer than their record');
    show({ offset, key, valueBytes, headers, headerBytes });
    reader.position = end;
  }
  return memory.length;
}

function field(memory: Buffer, reader: VarintReader): Uint8Array | null {
  const length = reader.next();
  if (length < 0) return null;
  const start = reader.position;
  reader.position += length;
  return memory.subarray(start, start + length);
}

function passField(reader: VarintReader): number {
  const length = Math.max(0, reader.next());
  reader.position += length;
  return length;
}
