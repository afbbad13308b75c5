import { shortCrc32c } from './short-crc32c.ts';

/**
 * Every value begins with 32 bytes, little-endian:
 *
 *     0 version u8 · 1 flags u8 · 2 producer u16 · 4 run u32 · 8 sequence u64 ·
 *     16 intended time, µs since the epoch, u64 · 24 payload CRC-32C u32 · 28 CRC-32C of bytes 0–27 u32
 *
 * A smaller value carries the same bytes in the header `PREFIX_HEADER`.
 */
export const PREFIX_BYTES = 32;
export const PREFIX_HEADER = 'wb-prefix';
const PREFIX_VERSION = 1;
const CHECKED_BYTES = 28;
const U32 = 0x1_0000_0000;

export interface RecordPrefix {
  readonly producer: number;
  readonly run: number;
  /** Per producer and partition, from 0. */
  readonly sequence: number;
  readonly intendedMicros: number;
  readonly payloadCrc: number;
}

/** Writes the prefix at `offset`; integers up to 2^53. */
export function writePrefix(target: Buffer, offset: number, prefix: RecordPrefix): void {
  target[offset] = PREFIX_VERSION;
  target[offset + 1] = 0;
  target[offset + 2] = prefix.producer;
  target[offset + 3] = prefix.producer >>> 8;
  writeUInt32(target, prefix.run, offset + 4);
  writeUInt32(target, prefix.sequence, offset + 8);
  writeUInt32(target, prefix.sequence / U32, offset + 12);
  writeUInt32(target, prefix.intendedMicros, offset + 16);
  writeUInt32(target, prefix.intendedMicros / U32, offset + 20);
  writeUInt32(target, prefix.payloadCrc, offset + 24);
  writeUInt32(target, shortCrc32c(target, offset, CHECKED_BYTES), offset + CHECKED_BYTES);
}

/** Intended time alone, without checking: what a tail reader needs of every record. */
export function readIntendedMicros(source: Buffer, offset = 0): number {
  return source.readUInt32LE(offset + 16) + source.readUInt32LE(offset + 20) * U32;
}

/** Null where the bytes at `offset` are not an intact prefix of ours. */
export function readPrefix(source: Buffer, offset = 0): RecordPrefix | null {
  if (source.length - offset < PREFIX_BYTES || source[offset] !== PREFIX_VERSION) return null;
  if (shortCrc32c(source, offset, CHECKED_BYTES) !== source.readUInt32LE(offset + CHECKED_BYTES)) return null;
  return {
    producer: source.readUInt16LE(offset + 2),
    run: source.readUInt32LE(offset + 4),
    sequence: source.readUInt32LE(offset + 8) + source.readUInt32LE(offset + 12) * U32,
    intendedMicros: readIntendedMicros(source, offset),
    payloadCrc: source.readUInt32LE(offset + 24),
  };
}

/** The lower 32 bits of a whole number, however large; Buffer's own method checks what is known here. */
function writeUInt32(target: Uint8Array, value: number, at: number): void {
  target[at] = value;
  target[at + 1] = value >>> 8;
  target[at + 2] = value >>> 16;
  target[at + 3] = value >>> 24;
}
