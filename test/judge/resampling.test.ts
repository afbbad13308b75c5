import { describe, expect, it } from 'vitest';
import { merge } from '../../src/judge/histograms.ts';
import { tailShare } from '../../src/judge/interval.ts';
import { ratioIntervals } from '../../src/judge/ratio-interval.ts';
import { drawSeconds, resampledMedian, resampledPercentiles, resampledRate } from '../../src/judge/resampling.ts';
import { randomFrom } from '../../src/random.ts';
import { mostByChance } from './by-chance.ts';
import { histogramOf } from './evidence-builder.ts';

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal around `micros`: repetitions differ by `spread`, seconds by 10%, records by 50%. */
function side(seed: string, micros: number, repetitions: number, spread: number) {
  const random = randomFrom(seed);
  return Array.from({ length: repetitions }, () => {
    const repetition = micros * Math.exp(spread * normal(random));
    return Array.from({ length: 8 }, () => {
      const second = repetition * Math.exp(0.1 * normal(random));
      return histogramOf(Array.from({ length: 40 }, () => Math.round(second * Math.exp(0.5 * normal(random)))));
    });
  });
}

const METRICS = { p50: 50, p99: 99 } as const;

/** Of `seeds` comparisons, how many claim that p50 and p99 differ. */
function claims(seeds: number, factor: number, spread: number): { p50: number; p99: number } {
  const differing = { p50: 0, p99: 0 };
  for (let seed = 0; seed < seeds; seed++) {
    const [a, b] = [side(`a${seed}`, 5000, 4, spread), side(`b${seed}`, 5000 * factor, 4, spread)].map((repetitions) =>
      resampledPercentiles(repetitions, METRICS),
    );
    if (a === undefined || b === undefined) throw new Error('two sides were built');
    const intervals = ratioIntervals(['p50', 'p99'], a, b, randomFrom(`draws ${seed}`));
    for (const metric of ['p50', 'p99'] as const) {
      const interval = intervals.get(metric);
      if (interval && (interval.low > 1 || interval.high < 1)) differing[metric]++;
    }
  }
  return differing;
}

describe('block resampling', () => {
  it('tells two identical targets apart in no more than 5 of 100 comparisons', { timeout: 60_000 }, () => {
    // A true rate of 5% tells 73 or fewer of 1,000 apart with a probability of 99.9%.
    const { p50, p99 } = claims(1000, 1, 0.2);
    expect(mostByChance(1000)).toBe(73);
    expect(p50).toBeLessThanOrEqual(73);
    expect(p99).toBeLessThanOrEqual(73);
    expect(p50 + p99).toBeGreaterThan(0);
  });

  it('claims a real difference of 2× in at least 9 of 10 comparisons', () => {
    const { p50, p99 } = claims(40, 2, 0.1);
    expect(p50).toBeGreaterThanOrEqual(36);
    expect(p99).toBeGreaterThanOrEqual(36);
  });

  it('takes as many seconds as there are, in blocks, from as many repetitions as there are', () => {
    const random = randomFrom('draw');
    const draws = Array.from({ length: 500 }, () => drawSeconds([27, 27, 27], random));
    for (const draw of draws) {
      const perRepetition = draw.map((weights) => weights.reduce((sum, weight) => sum + weight, 0));
      expect(perRepetition.reduce((sum, count) => sum + count, 0)).toBe(3 * 27);
      expect(perRepetition.every((count) => count % 27 === 0)).toBe(true);
    }
    const edges = draws.reduce((sum, draw) => sum + (draw[0]?.[0] ?? 0) + (draw[0]?.[26] ?? 0), 0);
    const middle = draws.reduce((sum, draw) => sum + (draw[0]?.[12] ?? 0) + (draw[0]?.[13] ?? 0), 0);
    expect(edges / middle).toBeGreaterThan(0.85);
    expect(edges / middle).toBeLessThan(1.15);
  });

  it('gives the percentiles of the merged histogram when every second is taken once', () => {
    const repetitions = side('whole', 5000, 3, 0.2);
    const resampled = resampledPercentiles(repetitions, { p50: 50, p95: 95, p99: 99, p999: 99.9 });
    const all = merge(repetitions.flat());
    expect(resampled.evaluate(repetitions.map((seconds) => new Uint16Array(seconds.length).fill(1)))).toEqual({
      p50: all.getValueAtPercentile(50) / 1000,
      p95: all.getValueAtPercentile(95) / 1000,
      p99: all.getValueAtPercentile(99) / 1000,
      p999: all.getValueAtPercentile(99.9) / 1000,
    });
  });

  it('weighs seconds by how often they are taken', () => {
    const draw = [Uint16Array.of(2, 0), Uint16Array.of(0, 1)];
    const rate = resampledRate(
      [
        [10, 1000],
        [1000, 40],
      ],
      'rate',
    );
    expect(rate.evaluate(draw)).toEqual({ rate: 20 });
    const percentiles = resampledPercentiles(
      [
        [histogramOf([100]), histogramOf([1])],
        [histogramOf([1]), histogramOf([200])],
      ],
      { p50: 50, p99: 99 },
    );
    expect(percentiles.evaluate(draw)).toEqual({ p50: 0.1, p99: 0.2 });
  });

  it('draws whole repetitions for a single figure, and has no interval when one of them is missing', () => {
    const random = randomFrom('medians');
    const a = resampledMedian([10, 10, 10, 10], 't');
    const b = resampledMedian([20, 20, 20, 20], 't');
    expect(ratioIntervals(['t'], a, b, random).get('t')).toEqual({ low: 2, high: 2 });
    expect(ratioIntervals(['t'], a, resampledMedian([20, null, null, 20], 't'), random).get('t')).toBeNull();
  });

  it('cuts less from each end the fewer repetitions there are, and tends to 2.5%', () => {
    expect(tailShare(4, 4)).toBeLessThan(tailShare(8, 8));
    expect(tailShare(4, 4)).toBeLessThan(0.0025);
    expect(tailShare(100, 100)).toBeGreaterThan(0.022);
    expect(tailShare(100, 100)).toBeLessThan(0.025);
  });
});
