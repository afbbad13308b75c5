import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/cost-model/answers/quantiles.ts';
import { samplesOf, triangular } from '../../../src/cost-model/answers/samples.ts';
import { uncertainFigures } from '../../../src/cost-model/answers/uncertain-figures.ts';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, priced } from './fixture.ts';

const triangle = { low: 2, value: 3, high: 6 };

/** Its distribution function, as a textbook has it. */
const below = (x: number): number => (x <= 3 ? (x - 2) ** 2 / (4 * 1) : 1 - (6 - x) ** 2 / (4 * 3));

describe('a draw from a triangle', () => {
  it.each([0, 0.05, 0.25, 0.5, 0.9, 0.999])('has a share of %d below it', (u) => {
    expect(below(triangular(u, triangle))).toBeCloseTo(u, 12);
  });

  it.each([
    ['left', { low: 3, value: 3, high: 6 }, 6 - Math.sqrt(0.5 * 9)],
    ['right', { low: 2, value: 6, high: 6 }, 2 + Math.sqrt(0.5 * 16)],
  ])('may have its peak at the %s end', (_, one, middle) => {
    expect(triangular(0.5, one)).toBeCloseTo(middle, 12);
    expect(triangular(0, one)).toBe(one.low);
  });
});

describe('a quantile', () => {
  it('lies on the straight line between two of what was found', () => {
    // Of 10, 20, 30, 40: 0.9 × 3 is 2.7 steps from the first.
    expect(quantile([10, 20, 30, 40], 0.9)).toBeCloseTo(37, 12);
    expect(quantile([10, 20, 30, 40], 0.5)).toBe(25);
    expect(quantile([7], 0.1)).toBe(7);
  });
});

/** Costs $`rate` for each of 100 partitions. */
const guessed = (name: string, source = 'assumption:small'): SmallPlatform => ({
  name,
  assumptions: { times: { ...figure(3, 'count', 2, 6), source } },
  lines: [dollars('times * partitions')],
});
const workload = { partitions: 100 };

describe('sampling', () => {
  it('draws the peak in today’s proportion to the average, which has one range', () => {
    const overrides = { averageIngress: { low: 5, high: 20, source: 'test' } };
    const setting = { workload: { ...workload, ...ingress(10) }, overrides };
    const drawn = samplesOf(uncertainFigures(modelOf(priced([guessed('a')], setting))), 50, 'seed');
    const [average = [], peak = []] = [drawn.averageIngress, drawn.peakIngress];
    expect(new Set(average).size).toBeGreaterThan(40);
    for (const [at, one] of peak.entries()) expect(one / (average[at] ?? 0)).toBeCloseTo(2, 12);
  });

  it('gives the percentiles of what is uncertain', () => {
    const { platforms } = answered([guessed('a')], { workload, question: { samples: 10_000 } }).uncertainty;
    // 100 times the triangle's: 2 + √0.4, 6 − √6, 6 − √1.2.
    const [{ p10, p50, p90 } = { p10: 0, p50: 0, p90: 0 }] = platforms;
    expect(Math.abs(p10 / (200 + 100 * Math.sqrt(0.4)) - 1)).toBeLessThan(0.02);
    expect(Math.abs(p50 / (600 - 100 * Math.sqrt(6)) - 1)).toBeLessThan(0.02);
    expect(Math.abs(p90 / (600 - 100 * Math.sqrt(1.2)) - 1)).toBeLessThan(0.02);
  });

  it('is the same for the same seed, and another for another', () => {
    const sampled = (seed: string) => answered([guessed('a')], { workload, question: { seed } }).uncertainty.platforms;
    expect(sampled('one')).toEqual(sampled('one'));
    expect(sampled('one')).not.toEqual(sampled('two'));
  });

  it('finds neither of two twins cheaper: what is the same on both varies together', () => {
    const [pair] = answered([guessed('a'), guessed('b')], { workload }).uncertainty.cheaper;
    expect(pair).toEqual({ a: 'a/only', b: 'b/only', share: 0, tied: 1 });
  });

  it('finds each of two cheaper in half of the samples where the same guess was made twice', () => {
    const [pair] = answered([guessed('a'), guessed('b', 'assumption:another')], { workload }).uncertainty.cheaper;
    expect(Math.abs((pair?.share ?? 0) - 0.5)).toBeLessThan(0.04);
    expect(pair?.tied).toBe(0);
  });

  it('finds a platform cheaper as often as its guess is low enough', () => {
    // Below $350: 1 − (6 − 3.5)² ÷ 12 = 0.4792 of the triangle.
    const flat: SmallPlatform = { name: 'flat', lines: [dollars('producers')] };
    const [pair] = answered([guessed('a'), flat], { workload: { ...workload, producers: 350 } }).uncertainty.cheaper;
    expect(Math.abs((pair?.share ?? 0) - 0.4792)).toBeLessThan(0.04);
  });

  it('says of no pair which is cheaper while a price of one is unknown', () => {
    const unknown: SmallPlatform = { name: 'u', lines: [{ ...dollars('fanOut'), price: 'nobody-knows' }] };
    const { cheaper, platforms } = answered([guessed('a'), unknown], { workload }).uncertainty;
    expect(cheaper).toEqual([{ a: 'a/only', b: 'u/only', share: null, tied: null }]);
    expect(platforms.map(({ isLowerBound }) => isLowerBound)).toEqual([false, true]);
  });

  it('refuses ranges within which nothing can be priced', () => {
    const share: SmallPlatform = {
      name: 'full',
      assumptions: { free: figure(0.5, 'fraction', 0.2, 2) },
      lines: [dollars('partitions / (1 - free)')],
    };
    expect(() => answered([share], { workload })).toThrow(/full \(small\) has no cost in \d+ of 2000 samples/);
  });
});

describe('what varies together', () => {
  const names = (platforms: readonly SmallPlatform[]) =>
    uncertainFigures(modelOf(priced(platforms, { workload })))
      .filter(({ names: [name = ''] }) => name.includes('/'))
      .map(({ figure: shared, names }) => [shared, names.length]);

  it('is the same assumption on several platforms, and is called by its own name', () => {
    expect(names([guessed('a'), guessed('b')])).toEqual([['times', 2]]);
  });

  it('is not an assumption that only looks like it', () => {
    expect(names([guessed('a'), guessed('b', 'assumption:another')])).toEqual([
      ['a/only/times', 1],
      ['b/only/times', 1],
    ]);
  });

  it('draws the same numbers whatever else is uncertain', () => {
    const draws = (platforms: readonly SmallPlatform[]) =>
      samplesOf(uncertainFigures(modelOf(priced(platforms, { workload }))), 5, 'seed')['a/only/times'];
    expect(draws([guessed('a'), guessed('b', 'assumption:another')])).toEqual(draws([guessed('a')]));
  });

  it('has values within its own range, or is refused', () => {
    const overrides = { times: { low: 5, high: 7, source: 'test' } };
    expect(() => answered([guessed('a')], { workload, overrides })).toThrow(/outside its own range of 5 to 7/);
  });
});
