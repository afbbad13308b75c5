import { afterWord, BEGIN, crcOf, crcOf28 } from './crc32c-state.ts';

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

/** Writes the prefix at `offset`; integers up to 2^53. Returns the CRC of its first 28 bytes, which is its end. */
export function writePrefix(target: Uint8Array, offset: number, prefix: RecordPrefix): number {
  const { producer, run, sequence, intendedMicros, payloadCrc } = prefix;
  let state = putWord(target, offset, PREFIX_VERSION | (producer << 16), BEGIN);
  state = putWord(target, offset + 4, run, state);
  state = putWord(target, offset + 8, sequence, state);
  state = putWord(target, offset + 12, sequence / U32, state);
  state = putWord(target, offset + 16, intendedMicros, state);
  state = putWord(target, offset + 20, intendedMicros / U32, state);
  state = putWord(target, offset + 24, payloadCrc, state);
  const crc = crcOf(state);
  putWord(target, offset + CHECKED_BYTES, crc, BEGIN);
  return crc;
}

/** Intended time alone, without checking: what a tail reader needs of every record. */
export function readIntendedMicros(source: Buffer, offset = 0): number {
  return source.readUInt32LE(offset + 16) + source.readUInt32LE(offset + 20) * U32;
}

/** Null where the bytes at `offset` are not an intact prefix of ours. */
export function readPrefix(source: Buffer, offset = 0): RecordPrefix | null {
  if (source.length - offset < PREFIX_BYTES || source[offset] !== PREFIX_VERSION) return null;
  if (crcOf28(source, offset) !== source.readUInt32LE(offset + CHECKED_BYTES)) return null;
  return {
    producer: source.readUInt16LE(offset + 2),
    run: source.readUInt32LE(offset + 4),
    sequence: source.readUInt32LE(offset + 8) + source.readUInt32LE(offset + 12) * U32,
    intendedMicros: readIntendedMicros(source, offset),
    payloadCrc: source.readUInt32LE(offset + 24),
  };
}

/** The lower 32 bits of a whole number, however large; Buffer's own method checks what is known here. Returns the CRC's state. */
function putWord(target: Uint8Array, at: number, value: number, state: number): number {
  target[at] = value;
  target[at + 1] = value >>> 8;
  target[at + 2] = value >>> 16;
  target[at + 3] = value >>> 24;
  return afterWord(state, value);
}
