import { describe, expect, it } from 'vitest';
import { keyShape } from '../../../src/capture/estimates/key-shape.ts';
import { fitSize } from '../../../src/capture/estimates/size-fit.ts';
import { Sizes } from '../../../src/capture/statistics/sizes.ts';
import { randomFrom } from '../../../src/random.ts';
import { meanSize } from '../../../src/scenarios/mean-size.ts';
import type { SizeDistribution } from '../../../src/scenarios/types.ts';
import { emptySample, windowOfKeys } from '../windows-of-keys.ts';

function fitted(draw: () => number, count = 40_000): { readonly fit: SizeDistribution; readonly mean: number } {
  const sizes = new Sizes();
  let all = 0;
  for (let i = 0; i < count; i++) {
    const bytes = Math.max(1, Math.round(draw()));
    all += bytes;
    sizes.add(bytes, 1);
  }
  const mean = all / count;
  const fit = fitSize({ mean, least: sizes.least, most: sizes.most, exact: sizes.exact(), shares: sizes.shares() });
  return { fit, mean };
}

/** Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('the distribution of sizes', () => {
  const random = randomFrom('sizes');

  it.each([
    ['fixed', () => 1_000 + 10 * random()],
    ['uniform', () => 200 + 3_800 * random()],
    ['lognormal', () => 600 * Math.exp(0.8 * normal(random))],
    ['choice', () => (random() < 0.9 ? 120 : 9_000)],
  ] as const)('is found again: %s, with the mean that was seen', (kind, draw) => {
    const { fit, mean } = fitted(draw);
    expect(fit.kind).toBe(kind);
    expect(Math.abs(meanSize(fit) / mean - 1)).toBeLessThan(0.01);
  });

  it('of a lognormal has its parameters to within 3%', () => {
    const { fit } = fitted(() => 1_500 * Math.exp(0.5 * normal(random)));
    if (fit.kind !== 'lognormal') throw new Error(fit.kind);
    expect(Math.abs(fit.sigma / 0.5 - 1)).toBeLessThan(0.03);
    expect(Math.abs(fit.medianBytes / 1_500 - 1)).toBeLessThan(0.03);
  });

  it('that none of them fits is a choice of parts, with the mean that was seen', () => {
    // Two humps far apart, each of many sizes.
    const { fit, mean } = fitted(() => (random() < 0.7 ? 100 + 40 * random() : 20_000 + 9_000 * random()));
    expect(fit.kind).toBe('choice');
    expect(Math.abs(meanSize(fit) / mean - 1)).toBeLessThan(0.02);
    if (fit.kind !== 'choice') return;
    expect(fit.choices.length).toBeLessThanOrEqual(16);
    const small = fit.choices.filter(({ bytes }) => bytes < 200).reduce((sum, { weight }) => sum + weight, 0);
    expect(small).toBeCloseTo(0.7, 1);
  });
});

describe('the shape of keys', () => {
  const even = [1];

  it('is a Zipf distribution whose hottest key has the share that was seen', () => {
    const random = randomFrom('zipf');
    const sample = emptySample();
    const weights = Array.from({ length: 500 }, (_, k) => (k + 1) ** -1);
    const sum = weights.reduce((all, weight) => all + weight, 0);
    const draw = (): number => {
      let at = random() * sum;
      return weights.findIndex((weight) => {
        at -= weight;
        return at < 0;
      });
    };
    for (let window = 0; window < 200; window++) sample.add(windowOfKeys(Array.from({ length: 100 }, draw)), 1, 0);
    const shape = keyShape(sample, even, 'a test');
    // 1 ÷ H(500) = 0.14721
    expect(Math.abs((shape?.hottestShare?.value ?? 0) / (1 / sum) - 1)).toBeLessThan(0.1);
    expect(Math.abs((shape?.exponent?.value ?? 0) - 1)).toBeLessThan(0.05);
    expect(Math.abs((shape?.distinct?.value ?? 0) / 500 - 1)).toBeLessThan(0.05);
    expect(shape?.exponent?.low).toBeLessThan(1);
    expect(shape?.exponent?.high).toBeGreaterThan(1);
  });

  it('of equal keys has no exponent, and the even share', () => {
    const random = randomFrom('equal');
    const sample = emptySample();
    for (let window = 0; window < 200; window++) {
      sample.add(windowOfKeys(Array.from({ length: 50 }, () => Math.floor(random() * 300))), 1, 0);
    }
    const shape = keyShape(sample, even, 'a test');
    expect(shape?.exponent).toBeNull();
    expect(shape?.hottestShare?.value).toBeCloseTo(1 / 300, 4);
    expect(shape?.keyed.value).toBe(1);
  });

  it('of equal keys has no exponent where a few windows stand for most records, either', () => {
    const random = randomFrom('heavy');
    const told = Array.from({ length: 60 }, () => {
      const sample = emptySample();
      for (let window = 0; window < 100; window++) {
        const keys = windowOfKeys(Array.from({ length: 50 }, () => Math.floor(random() * 300)));
        sample.add(keys, window % 20 === 0 ? 100 : 1, 0);
      }
      return keyShape(sample, even, 'a test')?.exponent ?? null;
    });
    expect(told.filter((exponent) => exponent !== null)).toHaveLength(0);
  });

  it('of keys that nearly all came once says neither how many there are nor which is hot', () => {
    const sample = emptySample();
    for (let window = 0; window < 20; window++)
      sample.add(windowOfKeys(Array.from({ length: 50 }, (_, i) => 50 * window + i)), 1, 0);
    const shape = keyShape(sample, even, 'a test');
    expect([shape?.hottestShare, shape?.distinct, shape?.exponent]).toEqual([null, null, null]);
  });

  it('is told within the partition of a key: chance in which partitions were looked at plays no part', () => {
    // Partition 0 has 80% of the records and the hot key in half of them; only a tenth of its windows is looked at.
    const sample = emptySample();
    for (let window = 0; window < 10; window++) {
      sample.add(windowOfKeys(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : 100 + i))), 1, 0);
      sample.add(windowOfKeys(Array.from({ length: 40 }, (_, i) => 1_000 + i)), 1, 1);
    }
    expect(keyShape(sample, [800, 200], 'a test')?.hottestShare?.value).toBeCloseTo(0.4, 12);
  });
});
