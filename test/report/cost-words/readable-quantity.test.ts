import { describe, expect, it } from 'vitest';
import { rangeWords, readableQuantity } from '../../../src/report/cost-words/readable-quantity.ts';

describe('a quantity for who does not count in seconds', () => {
  it('is in days, hours or minutes, and in per cent', () => {
    expect(readableQuantity(604_800, 'second')).toBe('7 days');
    expect(readableQuantity(86_400, 'second')).toBe('24 hours');
    expect(readableQuantity(3600, 'second')).toBe('1 hour');
    expect(readableQuantity(90, 'second')).toBe('1.5 minutes');
    expect(readableQuantity(0.25, 'second')).toBe('0.250\u2009second');
    expect(readableQuantity(14_400, 'second/day')).toBe('4 hours a day');
    expect(readableQuantity(0.855, 'fraction')).toBe('85.5%');
  });

  it('has a unit at both ends of a range where they may differ, else once', () => {
    expect(rangeWords({ low: 259_200, high: 2_592_000, unit: 'second' })).toBe('3 days to 30 days');
    expect(rangeWords({ low: 1800, high: 14_400, unit: 'second' })).toBe('30 minutes to 4 hours');
    expect(rangeWords({ low: 5, high: 8, unit: 'MiB/second/vCPU' })).toBe('5 to 8\u2009MiB/s/vCPU');
  });
});
