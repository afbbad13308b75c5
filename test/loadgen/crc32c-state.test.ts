import { crc32c } from '@node-rs/crc32';
import { describe, expect, it } from 'vitest';
import {
  afterByte,
  afterBytes,
  afterKnown,
  afterLong,
  afterWord,
  BEGIN,
  crcOf,
  crcOf28,
  moveOver,
} from '../../src/loadgen/crc32c-state.ts';

const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 151 + (i >> 7) * 31 + 7) & 0xff));

describe('the state of a CRC-32C', () => {
  it('after single bytes is that of the native library, at every offset and length', () => {
    for (let start = 0; start < 20; start++) {
      for (let length = 0; length <= 60; length++) {
        const end = start + length;
        expect(crcOf(afterBytes(BEGIN, bytes, start, end))).toBe(crc32c(bytes.subarray(start, end)));
      }
    }
  });

  it('after a word is that after its four bytes', () => {
    let byWord = BEGIN;
    let byByte = BEGIN;
    for (let at = 0; at < 400; at += 4) {
      byWord = afterWord(byWord, bytes.readInt32LE(at));
      for (let i = at; i < at + 4; i++) byByte = afterByte(byByte, bytes[i] as number);
      expect(byWord).toBe(byByte);
    }
  });

  it.each([0, 1, 2, 3, 31, 32, 992, 1_023, 4_096, 65_535])(
    'goes on over %i bytes of known CRC as if it had read them',
    (length) => {
      const known = crc32c(bytes.subarray(45, 45 + length));
      const head = afterBytes(BEGIN, bytes, 0, 45);
      for (const reached of [afterKnown(head, known, moveOver(length)), afterLong(head, known, length)]) {
        const tail = afterBytes(reached, bytes, 45 + length, 60 + length);
        expect(crcOf(tail)).toBe(crc32c(bytes.subarray(0, 60 + length)));
      }
    },
  );

  it('is the published value for 32 zero bytes', () => {
    // RFC 3720, B.4.
    expect(crcOf(afterBytes(BEGIN, Buffer.alloc(32), 0, 32))).toBe(0x8a9136aa);
  });

  it('of the 28 bytes that a prefix checks is that of the native library', () => {
    for (let at = 0; at < 50; at++) expect(crcOf28(bytes, at)).toBe(crc32c(bytes.subarray(at, at + 28)));
  });
});
