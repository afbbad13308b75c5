import { describe, expect, it } from 'vitest';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, perRate } from './fixture.ts';

/** $1 for each of `units`, of which it carries at most `most`. */
const limited = (name: string, most: number): SmallPlatform => ({
  name,
  assumptions: {
    units: { ...figure(20, 'count', 0, 100), source: `assumption:${name}` },
    most: figure(most, 'count'),
  },
  lines: [dollars('units')],
  limits: [{ name: 'units', demand: 'units', most: 'most' }],
});
const fixed = (name: string, amount: number): SmallPlatform => ({
  name,
  assumptions: { amount: figure(amount, 'count') },
  lines: [dollars('amount')],
});

const question = { samples: 20_000 };

/** Of the triangle from 0 to 100 with its peak at 20: the share below x, above 20. */
const below = (x: number): number => 1 - (100 - x) ** 2 / (100 * 80);

describe('samples that a platform does not carry', () => {
  const { uncertainty } = answered([limited('a', 50), fixed('b', 30)], { question });
  const [a] = uncertainty.platforms;

  it('are left out of its percentiles, and their share is said', () => {
    expect(Math.abs((a?.notCarried ?? 0) - (1 - below(50)))).toBeLessThan(0.01);
    // Below 50 lie 68.75%; nine tenths of those are 0.61875 of all: 100 − √(8000 × 0.38125).
    expect(Math.abs((a?.p90 ?? 0) - (100 - Math.sqrt(8000 * (1 - 0.9 * below(50)))))).toBeLessThan(1);
    expect(a?.p90).toBeLessThan(50);
  });

  it('are left out where two are compared', () => {
    const [pair] = uncertainty.cheaper;
    expect(Math.abs((pair?.notCarried ?? 0) - (1 - below(50)))).toBeLessThan(0.01);
    // Cheaper below 30, of those below 50.
    expect(Math.abs((pair?.share ?? 0) - below(30) / below(50))).toBeLessThan(0.01);
  });

  it('are not spoken of where there are none', () => {
    const all = answered([limited('a', 100), fixed('b', 30)], { question }).uncertainty;
    expect(all.platforms.some((one) => 'notCarried' in one)).toBe(false);
    expect(all.cheaper.some((one) => 'notCarried' in one)).toBe(false);
    expect(Math.abs((all.cheaper[0]?.share ?? 0) - below(30))).toBeLessThan(0.01);
  });

  it('leave the stated value where they are all of them', () => {
    // At its limit as stated, above it in every sample.
    const atLimit = limited('a', 20);
    const rising = { ...atLimit, assumptions: { ...atLimit.assumptions, units: figure(20, 'count', 20, 100) } };
    const { platforms, cheaper } = answered([rising, fixed('b', 30)], { question: { samples: 500 } }).uncertainty;
    expect(platforms[0]).toMatchObject({ p10: 20, p50: 20, p90: 20, notCarried: 1 });
    expect(cheaper[0]).toMatchObject({ share: null, tied: null, notCarried: 1 });
  });
});

describe('an end of a range that one of the two does not carry', () => {
  it('has no difference, and says so', () => {
    const { sensitivity } = answered([limited('a', 50), fixed('b', 30)], { question: { samples: 10 } });
    // b − a: 10 as it stands, 30 where a has none.
    expect(sensitivity?.bars).toMatchObject([{ atLow: 30, atHigh: 10, notCarriedAt: ['high'] }]);
    const all = answered([limited('a', 100), fixed('b', 30)], { question: { samples: 10 } }).sensitivity;
    expect(all?.bars[0]).toMatchObject({ atLow: 30, atHigh: -70 });
    expect(all?.bars[0]).not.toHaveProperty('notCarriedAt');
  });
});

describe('the range of a walk-away price', () => {
  it('is over the samples that both carry', () => {
    // b's price is paid 1 time: it flips at as much as a costs, which is at most 50 where it is carried.
    const prices = { other: { unit: 'count', tiers: [[null, '30']] } } as const;
    const b = { name: 'b', lines: [{ ...dollars('zones / zones'), price: 'other' }] };
    const found = answered([limited('a', 50), b], { question: { samples: 500 }, prices }).walkAway;
    const flip = found.find(({ priceKey }) => priceKey === 'other');
    expect(flip?.price).toBe('20');
    expect(flip?.high).toBeLessThan(50);
    // Without the limit a tenth of the samples lie above 100 − √800: 71.7.
    const free = answered([limited('a', 100), b], { question: { samples: 500 }, prices }).walkAway;
    expect(free.find(({ priceKey }) => priceKey === 'other')?.high).toBeGreaterThan(60);
  });
});

describe('the span of a break-even', () => {
  it('is all of the axis where both carry the lowest value of it, which is today’s', () => {
    // No compression is the lowest there is, so nothing lies below today; above 2 nothing is carried.
    const squeezed: SmallPlatform = {
      ...fixed('a', 10),
      limits: [{ name: 'compression', demand: 'compressionRatio', most: 'two' }],
      assumptions: { amount: figure(10, 'count'), two: figure(2, 'count') },
    };
    const pair = [squeezed, { name: 'b', lines: [perRate()] }];
    const found = answered(pair, { workload: { compressionRatio: 1 }, question: { samples: 10 } }).breakEven;
    const { searched = [0, 0] } = found.find(({ figure: axis }) => axis === 'compressionRatio') ?? {};
    expect(searched[0]).toBe(1);
    expect(searched[1]).toBeGreaterThan(1.95);
    expect(searched[1]).toBeLessThanOrEqual(2);
  });
});
