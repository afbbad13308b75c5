import { describe, expect, it } from 'vitest';
import { byteRate, exact, kept, percent, terabytesAMonth, times, utcMinute } from '../../src/report/format.ts';

describe('a decimal', () => {
  it('keeps every digit of a quantity or a unit price, so that the product can be checked', () => {
    expect(exact('171093.750001')).toBe('171\u2009093.750001');
    expect(exact('0.00000283')).toBe('0.00000283');
  });
});

describe('shares', () => {
  it('never read 100% when something is missing', () => {
    expect(percent(0.9999999)).toBe('99.999%');
    expect(percent(1)).toBe('100%');
  });
});

describe('words for finance', () => {
  it('turns bytes a second into decimal terabytes a month: 100 MB/s over 730 hours is 262.8 TB', () => {
    expect(terabytesAMonth(100e6, 730)).toBe('263 TB a month');
  });

  it.each([
    [7 * 86_400_000, '7 days'],
    [86_400_000, '1 day'],
    [36 * 3_600_000, '36 hours'],
    [90_000, '90.0 s'],
  ])('says how long %i ms of data are kept', (ms, words) => {
    expect(kept(ms)).toBe(words);
  });
});

describe('a rate of bytes', () => {
  it.each([
    [102_400 * 1024 ** 2, '100 GiB/s'],
    [102_000 * 1024 ** 2, '102000 MiB/s'],
    [100 * 1024 ** 2, '100 MiB/s'],
    [1500 * 1024 ** 2, '1500 MiB/s'],
    [1024, '1 KiB/s'],
    [100, '100 B/s'],
    // 100e6 / 1048576 = 95.3674…
    [100e6, '95.37 MiB/s'],
    [0, '0 B/s'],
  ])('of %d a second is written in full where that is short, in a unit of its size', (bytes, words) => {
    expect(byteRate(bytes)).toBe(words);
  });
});

describe('how often', () => {
  it('is once, or so many times', () => {
    expect([1, 2.5, 3].map(times)).toEqual(['once', '2.5 times', '3 times']);
  });
});

describe('times', () => {
  it('are shown to the minute in UTC', () => {
    expect(utcMinute('2026-11-20T10:00:59.123Z')).toBe('2026-11-20 10:00 UTC');
  });
});
