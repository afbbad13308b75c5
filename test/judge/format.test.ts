import { describe, expect, it } from 'vitest';
import { milliseconds, rate, ratio, significant, whole } from '../../src/judge/format.ts';

/** Thin spaces written as underscores, to be seen. */
const seen = (text: string) => text.replaceAll('\u2009', '_');

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.012345, '0.0123'],
    [1, '1.00'],
    [0.9996, '1.00'],
    [12.34, '12.3'],
    [999.6, '1_000'],
    [12_345, '12_300'],
    [-1234.5, '-1_230'],
  ])('of %d have three significant digits', (value, text) => {
    expect(seen(significant(value))).toBe(text);
  });

  it('that are counts and whole rates are written in full', () => {
    expect(seen(whole(1_234_567))).toBe('1_234_567');
    expect(seen(rate(11_998))).toBe('11_998');
    expect(seen(rate(11_998.4))).toBe('12_000');
  });

  it('of time are in milliseconds under 10 s and in seconds from there', () => {
    expect(seen(milliseconds(9.876))).toBe('9.88_ms');
    expect(seen(milliseconds(9_990))).toBe('9_990_ms');
    expect(seen(milliseconds(12_340))).toBe('12.3_s');
  });

  it.each([
    [1.94, '1.9×'],
    [12.4, '12×'],
    [123.4, '123×'],
    [1.04, '1.04×'],
    [1, '1.00×'],
    [0.52, '0.52×'],
  ])('of ratio %d read as people say them', (value, text) => {
    expect(ratio(value)).toBe(text);
  });
});
