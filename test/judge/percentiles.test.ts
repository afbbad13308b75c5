import { describe, expect, it } from 'vitest';
import { merge } from '../../src/judge/histograms.ts';
import { percentilesOf, samplesNeeded } from '../../src/judge/percentiles.ts';
import { randomFrom } from '../../src/random.ts';
import { histogramOf } from './evidence-builder.ts';

/** The value at rank ⌈p · n⌉ of the sorted raw values: no histogram involved, and no rounding of p. */
function byRank(values: readonly number[], percentile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percentile * 10 * sorted.length) / 1000) - 1] ?? Number.NaN;
}

function skewed(count: number): number[] {
  const random = randomFrom('percentiles');
  return Array.from({ length: count }, () => Math.round(800 * (1 - random()) ** -0.7));
}

describe('percentiles', () => {
  it('agree with sorted raw values to three digits', () => {
    const values = skewed(20_000);
    const { p50, p95, p99, p999, max } = percentilesOf(histogramOf(values));
    for (const [measured, percentile] of [
      [p50, 50],
      [p95, 95],
      [p99, 99],
      [p999, 99.9],
      [max, 100],
    ] as const) {
      const exact = byRank(values, percentile) / 1000;
      expect(measured).toBeGreaterThanOrEqual(exact);
      expect(measured).toBeLessThanOrEqual(exact * 1.001 + 0.001);
    }
  });

  it('of merged halves are those of all values, not the average of the halves', () => {
    const values = skewed(4000).sort((a, b) => a - b);
    const merged = merge([histogramOf(values.slice(0, 2000)), histogramOf(values.slice(2000))]);
    expect(percentilesOf(merged)).toEqual(percentilesOf(histogramOf(values)));
  });

  it('are withheld one sample below what each of them needs and given at it', () => {
    expect([50, 95, 99, 99.9].map(samplesNeeded)).toEqual([20, 200, 1000, 10_000]);
    const given = (count: number) => percentilesOf(histogramOf(Array<number>(count).fill(5)));
    expect([given(19).p50, given(20).p50]).toEqual([null, 0.005]);
    expect([given(199).p95, given(200).p95]).toEqual([null, 0.005]);
    expect([given(999).p99, given(1000).p99]).toEqual([null, 0.005]);
    expect([given(9999).p999, given(10_000).p999]).toEqual([null, 0.005]);
  });

  it('of no samples are all null, and one sample has a maximum', () => {
    expect(percentilesOf(merge([]))).toEqual({
      unit: 'ms',
      count: 0,
      p50: null,
      p95: null,
      p99: null,
      p999: null,
      max: null,
    });
    expect(percentilesOf(histogramOf([1234])).max).toBe(1.234);
  });

  it('do not clamp a sample of ten minutes', () => {
    expect(percentilesOf(merge([histogramOf([1]), histogramOf([600e6])])).max).toBeCloseTo(600_000, -3);
  });
});
