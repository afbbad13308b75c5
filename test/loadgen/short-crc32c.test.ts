import { crc32c } from '@node-rs/crc32';
import { describe, expect, it } from 'vitest';
import { shortCrc32c } from '../../src/loadgen/short-crc32c.ts';

describe('the CRC-32C of short stretches', () => {
  it('is that of "1234567890123456…" in the native library, at every offset and length', () => {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 151 + 7) & 0xff));
    for (let start = 0; start < 60; start++) {
      for (let length = 0; length <= 100; length += 4) {
        expect(shortCrc32c(bytes, start, length)).toBe(crc32c(bytes.subarray(start, start + length)));
      }
    }
  });

  it('is the published value for 32 zero bytes', () => {
    // RFC 3720, B.4.
    expect(shortCrc32c(Buffer.alloc(32), 0, 32)).toBe(0x8a9136aa);
  });
});
