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

/** Writes the prefix at `offset`; integers up to 2^53. Returns the CRC of its first 28 bytes, which are followed by it. */
export function writePrefix(target: DataView, offset: number, prefix: RecordPrefix): number {
  const { producer, run, sequence, intendedMicros, payloadCrc } = prefix;
  let state = putWord(target, offset, PREFIX_VERSION | (producer << 16), BEGIN);
  state = putWord(target, offset + 4, run, state);
  state = putWord(target, offset + 8, sequence, state);
  state = putWord(target, offset + 12, Math.floor(sequence / U32), state);
  state = putWord(target, offset + 16, intendedMicros, state);
  state = putWord(target, offset + 20, Math.floor(intendedMicros / U32), state);
  state = putWord(target, offset + 24, payloadCrc, state);
  const crc = crcOf(state);
  target.setInt32(offset + CHECKED_BYTES, crc, true);
  return crc;
}

/** Intended time alone, without checking: what a tail reader needs of every record. */
export function readIntendedMicros(source: Buffer, offset = 0): number {
  return source.readUInt32LE(offset + 16) + source.readUInt32LE(offset + 20) * U32;
}

/** Null where the bytes at `offset` are not an intact prefix of ours. */
export function readPrefix(source: Buffer, offset = 0): RecordPrefix | null {
  if (source.length - offset < PREFIX_BYTES) return null;
  if (crcOf28(source, offset) !== source.readUInt32LE(offset + CHECKED_BYTES)) return null;
  return readProvenPrefix(source, offset);
}

/** The same of a prefix whose CRC has been checked. */
function readProvenPrefix(source: Buffer, offset: number): RecordPrefix | null {
  if (source[offset] !== PREFIX_VERSION) return null;
  return {
    producer: source.readUInt16LE(offset + 2),
    run: source.readUInt32LE(offset + 4),
    sequence: source.readUInt32LE(offset + 8) + source.readUInt32LE(offset + 12) * U32,
    intendedMicros: readIntendedMicros(source, offset),
    payloadCrc: source.readUInt32LE(offset + 24),
  };
}

/** Which record a prefix says that it is, read without checking it; used again for the next one. */
export class RecordIdentity {
  run = 0;
  producer = 0;
  sequence = 0;
  intendedMicros = 0;

  /** False where the bytes are no prefix of ours. */
  read(source: DataView, offset: number): boolean {
    const head = source.getUint32(offset, true);
    this.producer = head >>> 16;
    this.run = source.getUint32(offset + 4, true);
    this.sequence = source.getUint32(offset + 8, true) + source.getUint32(offset + 12, true) * U32;
    this.intendedMicros = source.getUint32(offset + 16, true) + source.getUint32(offset + 20, true) * U32;
    return (head & 0xff) === PREFIX_VERSION;
  }
}

/** Puts the lower 32 bits of a whole number, however large; returns the CRC's state after them. */
function putWord(target: DataView, at: number, value: number, state: number): number {
  const word = value | 0;
  target.setInt32(at, word, true);
  return afterWord(state, word);
}

/** Every byte of a Buffer or a part of one, for `writePrefix`. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
