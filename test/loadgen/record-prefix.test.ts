import { describe, expect, it } from 'vitest';
import { PREFIX_BYTES, readIntendedMicros, readPrefix, viewOf, writePrefix } from '../../src/loadgen/record-prefix.ts';

const prefix = {
  producer: 65_535,
  run: 0xdeadbeef,
  sequence: 2 ** 40 + 7,
  intendedMicros: 2 ** 45 + 3,
  payloadCrc: 0xcafebabe,
};

describe('the record prefix', () => {
  it('lays its fields out little-endian at the documented offsets', () => {
    const bytes = Buffer.alloc(PREFIX_BYTES);
    writePrefix(viewOf(bytes), 0, {
      producer: 0x0102,
      run: 0x03040506,
      sequence: 0x0708,
      intendedMicros: 0x090a,
      payloadCrc: 1,
    });
    expect(bytes.subarray(0, 28).toString('hex')).toBe(
      '01000201' + '06050403' + '0807000000000000' + '0a09000000000000' + '01000000',
    );
  });

  it('gives back 64-bit sequences and times beyond 32 bits', () => {
    const bytes = Buffer.alloc(PREFIX_BYTES);
    writePrefix(viewOf(bytes), 0, prefix);
    expect(readPrefix(bytes)).toEqual(prefix);
    expect(readIntendedMicros(bytes)).toBe(prefix.intendedMicros);
  });

  it('notices every single flipped bit', () => {
    const bytes = Buffer.alloc(PREFIX_BYTES);
    writePrefix(viewOf(bytes), 0, prefix);
    for (let bit = 0; bit < PREFIX_BYTES * 8; bit++) {
      const damaged = Buffer.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readPrefix(damaged)).toBeNull();
    }
  });

  it('is not read from a value that is too short to hold it', () => {
    expect(readPrefix(Buffer.alloc(PREFIX_BYTES - 1, 1))).toBeNull();
  });
});
