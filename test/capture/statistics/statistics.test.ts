import { describe, expect, it } from 'vitest';
import { DistinctKeys, HASH_RANGE } from '../../../src/capture/statistics/distinct-keys.ts';
import { HotKeys } from '../../../src/capture/statistics/hot-keys.ts';
import { Ratio } from '../../../src/capture/statistics/ratio.ts';
import { Sizes, sizeAt } from '../../../src/capture/statistics/sizes.ts';
import { student975 } from '../../../src/capture/statistics/student.ts';
import { harmonic, zipfExponent } from '../../../src/capture/statistics/zipf.ts';
import { pick, randomFrom } from '../../../src/random.ts';

describe("Student's t", () => {
  it.each([
    // From the table of Abramowitz and Stegun, 26.10.
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [6, 2.447],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ])('has the published quantile for %i degrees of freedom', (degrees, quantile) => {
    expect(student975(degrees)).toBeCloseTo(quantile, 2);
  });
});

describe('a ratio of totals', () => {
  it('has the interval that is worked out by hand', () => {
    const ratio = new Ratio();
    // r = 60 ÷ 30 = 2; deviations 2, −4, 2: sum of squares 24, × 3 ÷ 2 = 36, root 6, ÷ 30 = 0.2; t(2) = 4.30265.
    ratio.add(22, 10);
    ratio.add(16, 10);
    ratio.add(22, 10);
    const { value, low, high } = ratio.estimate() ?? { value: 0, low: 0, high: 0 };
    expect(value).toBe(2);
    expect(low).toBeCloseTo(2 - 0.86053, 4);
    expect(high).toBeCloseTo(2 + 0.86053, 4);
  });

  it('has no interval from one cluster, and nothing from none', () => {
    const ratio = new Ratio();
    expect(ratio.estimate()).toBeNull();
    ratio.add(3, 1);
    expect(ratio.estimate()).toEqual({ value: 3, low: null, high: null });
  });
});

describe('sizes', () => {
  it('are exact while there are few of them', () => {
    const sizes = new Sizes();
    for (const bytes of [100, 200, 200, 700]) sizes.add(bytes, 1);
    expect(sizes.exact()).toEqual([
      { bytes: 100, share: 0.25 },
      { bytes: 200, share: 0.5 },
      { bytes: 700, share: 0.25 },
    ]);
    expect([sizes.least, sizes.most, sizes.count]).toEqual([100, 700, 4]);
  });

  it('are told to within 1% in any case, and in bounded memory', () => {
    const sizes = new Sizes();
    for (let bytes = 1; bytes <= 100_000; bytes++) sizes.add(bytes, 1);
    expect(sizes.exact()).toBeNull();
    expect(sizes.shares().length).toBeLessThan(1_300);
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      expect(Math.abs(sizeAt(sizes.shares(), share) / (100_000 * share) - 1)).toBeLessThan(0.01);
    }
  });
});

describe('a Zipf distribution', () => {
  it('has the harmonic numbers that are known', () => {
    // H(10) = 7381 ÷ 2520; H(10^6) = 14.392726722865…; Σ k^−2 = π² ÷ 6.
    expect(harmonic(10, 1)).toBeCloseTo(7381 / 2520, 12);
    expect(harmonic(1e6, 1)).toBeCloseTo(14.392726722865724, 9);
    expect(harmonic(1e9, 2)).toBeCloseTo(Math.PI ** 2 / 6, 8);
  });

  it('has the exponent back from the share of its first key', () => {
    let sum = 0;
    for (let k = 1; k <= 5_000; k++) sum += k ** -1.1;
    expect(zipfExponent(1 / sum, 5_000)).toBeCloseTo(1.1, 6);
  });

  it('is none where the first key has no more than its even share', () => {
    expect(zipfExponent(0.01, 100)).toBeNull();
    expect(zipfExponent(0.5, 1)).toBeNull();
  });
});

/** Windows of so many draws each. */
function drawnWindows(windows: number, draws: number, key: () => number): readonly ReadonlyMap<number, number>[] {
  return Array.from({ length: windows }, () => {
    const counts = new Map<number, number>();
    for (let i = 0; i < draws; i++) {
      const one = key();
      counts.set(one, (counts.get(one) ?? 0) + 1);
    }
    return counts;
  });
}

function zipfDraw(count: number, exponent: number, random: () => number): () => number {
  const cumulative: number[] = [];
  let sum = 0;
  for (let k = 1; k <= count; k++) {
    sum += k ** -exponent;
    cumulative.push(sum);
  }
  return () => {
    const at = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

describe('the hottest key', () => {
  it('has its share back to within 10%, though far more keys are seen than kept', () => {
    const hot = new HotKeys(256);
    const draw = zipfDraw(100_000, 1.1, randomFrom('hot'));
    for (const window of drawnWindows(300, 100, draw)) hot.add(window, 3, 0);
    const expected = 1 / harmonic(100_000, 1.1);
    expect(Math.abs((hot.hottest()?.share ?? 0) / expected - 1)).toBeLessThan(0.1);
  });

  it('of equal keys is not the luckiest one', () => {
    const random = randomFrom('even');
    const shares = Array.from({ length: 200 }, () => {
      const hot = new HotKeys(1_000);
      for (const window of drawnWindows(20, 50, () => pick(random, 100))) hot.add(window, 1, 0);
      return hot.hottest()?.share ?? 0;
    });
    // The luckiest of 100 keys in 1,000 draws has about 20, twice its share; told by the other half it has its own.
    expect(shares.reduce((sum, share) => sum + share, 0) / 200).toBeCloseTo(0.01, 3);
  });

  it('lies in its interval in about 95 of 100 samples', () => {
    const random = randomFrom('interval');
    const expected = 1 / harmonic(50, 1);
    let covered = 0;
    for (let sample = 0; sample < 400; sample++) {
      const hot = new HotKeys(100);
      for (const window of drawnWindows(40, 20, zipfDraw(50, 1, random))) hot.add(window, 1, 0);
      const { low, high } = hot.hottest() ?? { low: 1, high: 0 };
      if ((low ?? 1) <= expected && expected <= (high ?? 0)) covered++;
    }
    expect(covered).toBeGreaterThan(370);
    expect(covered).toBeLessThan(394);
  });
});

describe('distinct keys', () => {
  const hashes = (count: number, random: () => number) =>
    Array.from({ length: count }, () => Math.floor(random() * HASH_RANGE));

  it('are those that were seen, where each was seen often', () => {
    const distinct = new DistinctKeys(1_000);
    for (const hash of hashes(300, randomFrom('few'))) distinct.add(hash, 10);
    expect(distinct.estimate()).toEqual({ value: 300, low: 300, high: 300 });
  });

  it('are estimated within 10% from a sample that misses a seventh of them, in a tenth of the memory', () => {
    const random = randomFrom('many');
    const all = hashes(20_000, random);
    const distinct = new DistinctKeys(2_000);
    for (let i = 0; i < 40_000; i++) distinct.add(all[pick(random, all.length)] as number, 1);
    const { value, low, high } = distinct.estimate() ?? { value: 0, low: 0, high: 0 };
    expect(Math.abs(value / 20_000 - 1)).toBeLessThan(0.1);
    expect(low).toBeLessThan(20_000);
    expect(high).toBeGreaterThan(20_000);
  });

  it('are not told from a sample in which nearly each came once', () => {
    const distinct = new DistinctKeys(1_000);
    for (const hash of hashes(900, randomFrom('once'))) distinct.add(hash, 1);
    expect(distinct.estimate()).toBeNull();
    expect(distinct.seen).toBe(900);
  });
});
