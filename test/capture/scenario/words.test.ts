import { describe, expect, it } from 'vitest';
import { byteRate, plain, recordRate } from '../../../src/capture/scenario/words.ts';
import { parseRate } from '../../../src/units.ts';

describe('a rate in a captured scenario', () => {
  it.each([
    [1 / 3_600, '0.0002778/s'],
    [0.00001, '0.00001/s'],
    [0, '0/s'],
    [0.01, '0.01/s'],
    [250, '250/s'],
    [1_234.56, '1235/s'],
  ])('of %d records a second is written %s, however small it is', (value, text) => {
    expect(recordRate(value)).toBe(text);
    expect(parseRate(text)).toEqual({ kind: 'records', recordsPerSecond: Number(text.replace('/s', '')) });
  });

  it('of a byte an hour is no more than that', () => {
    expect(byteRate(1 / 3_600)).toBe('0.0002778B/s');
  });

  it.each([
    [100, '100'],
    [0.5, '0.5'],
    [12.3456, '12.35'],
    [0.000000123456, '0.0000001235'],
  ])('of %d has four digits and no exponent: %s', (value, text) => {
    expect(plain(value)).toBe(text);
  });
});
