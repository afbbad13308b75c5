import { describe, expect, it } from 'vitest';
import { exact, kept, percent, terabytesAMonth, utcMinute } from '../../src/report/format.ts';

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

describe('times', () => {
  it('are shown to the minute in UTC', () => {
    expect(utcMinute('2026-11-20T10:00:59.123Z')).toBe('2026-11-20 10:00 UTC');
  });
});
