import { describe, expect, it } from 'vitest';
import { readingOf } from '../../../src/report/cost-words/workload-axis.ts';

const MONTH = { hoursPerMonth: 730 };
const reading = (figure: string, unit: string) => readingOf({ figure, title: figure, unit }, MONTH);

describe('a figure of the workload', () => {
  it('is read in decimal terabytes a month where it is a rate of binary megabytes', () => {
    // 100 × 1 048 576 bytes × 730 × 3600 s = 275 565 772 800 000 bytes
    expect(reading('averageIngress', 'MiB/second').of(100)).toBeCloseTo(275.5657728, 9);
    expect(reading('averageIngress', 'MiB/second').words(100)).toBe('276\u2009TB a month');
  });

  it('is read in days where it is kept for seconds', () => {
    expect(reading('retention', 'second').words(604_800)).toBe('7\u2009days');
    expect(reading('retention', 'second').words(6_048)).toBe('0.07\u2009days');
    expect(reading('retention', 'second').axis).toBe('time kept, days');
  });

  it('is not converted where it comes in another unit than is known here', () => {
    expect(reading('retention', 'day').words(7)).toBe('7\u2009day');
    expect(reading('partitions', 'count').words(300)).toBe('300');
    expect(reading('inZoneReadShare', 'fraction').words(0.5)).toBe('50%');
  });
});
