import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import { evaluateCases } from '../../../src/cost-model/model/evaluate-cases.ts';
import { platformId } from '../../../src/cost-model/platform-id.ts';
import type { PricedWorkload } from '../../../src/cost-model/pricing/price-workload.ts';
import { reprice } from '../../../src/cost-model/pricing/reprice.ts';
import type { Terms } from '../../../src/cost-model/types/prices.ts';
import type { PlatformCost } from '../../../src/cost-model/types/result.ts';
import { plus } from '../decimal-strings.ts';
import { everyPlatform } from '../every-platform.ts';
import { small } from '../small-platforms.ts';

const once = (cost: PricedWorkload, given: Record<string, number> = {}) =>
  evaluateCases(modelOf(cost), { count: 1, given }).platforms;

/** Pricing rounds quantities to 6 places, of which the dearest here costs some thousand dollars a unit. */
function expectSame(double: number | undefined, decimal: string): void {
  const wanted = Number(decimal);
  expect(Math.abs((double ?? NaN) - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted) + 0.005);
}

const amountOf = ({ lineItems }: PlatformCost, holds: (item: PlatformCost['lineItems'][number]) => boolean) =>
  plus(lineItems.filter(holds).map(({ amount }) => amount));

describe('a case without other values', () => {
  const cost = everyPlatform();

  it.each(cost.platforms.map((platform) => [platformId(platform), platform] as const))(
    'costs on %s what pricing says, in doubles',
    (id, priced) => {
      const [amounts] = once(cost).filter(({ platform }) => platform === id);
      expect(Math.abs((amounts?.total[0] ?? NaN) / Number(priced.total) - 1)).toBeLessThan(1e-9);
      expectSame(amounts?.once[0], priced.oneTime);
      for (const [category, sum] of Object.entries(amounts?.byCategory ?? {})) {
        expectSame(
          sum[0],
          amountOf(priced, (item) => item.period === 'month' && item.category === category),
        );
      }
      for (const paidTo of ['cloud', 'vendor', 'team'] as const) {
        const paid = (period: string) => amountOf(priced, (item) => item.period === period && item.paidTo === paidTo);
        expectSame(amounts?.byPayee[paidTo][0], paid('month'));
        expectSame(amounts?.onceByPayee[paidTo][0], paid('once'));
      }
      expect(amounts?.isLowerBound).toBe(priced.totalIsLowerBound);
    },
  );
});

describe('a case on other terms', () => {
  it('costs what pricing says, in another currency and less discounts', () => {
    const terms: Terms = {
      discounts: [{ of: { vendor: 'aws' }, share: 0.07, source: 'test' }],
      purchase: 'on-demand',
      currency: { currency: 'EUR', perUsd: '0.8731', date: '2026-11-20', source: 'test' },
      tax: null,
    };
    const cost = everyPlatform({ terms });
    const platforms = once(cost);
    expect(cost.currency).toBe('EUR');
    for (const [at, priced] of cost.platforms.entries()) {
      expect(Math.abs((platforms[at]?.total[0] ?? Number.NaN) / Number(priced.total) - 1)).toBeLessThan(1e-9);
    }
  });
});

describe('cases with other values', () => {
  const cost = everyPlatform();
  const ingress = [3, 40, 251, 900];
  const fanOut = [1, 7, 0.5, 12];
  const given = { averageIngress: ingress, peakIngress: ingress.map((rate) => 3 * rate), fanOut, hours: 744 };

  it.each([0, 1, 2, 3])('each cost what pricing again with them does: case %i', (at) => {
    const overrides = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        { value: typeof value === 'number' ? value : (value[at] ?? 0), source: 'test' },
      ]),
    );
    const again = reprice(cost, overrides);
    const { platforms } = evaluateCases(modelOf(cost), { count: 4, given });
    const carried = platforms.filter(({ isCarried }) => isCarried[at] === 1);
    expect(carried.map(({ platform }) => platform)).toEqual(again.platforms.map(platformId));
    for (const [index, { total }] of carried.entries()) expectSame(total[at], again.platforms[index]?.total ?? '');
  });

  it('give the same whether they are few or fill several blocks', () => {
    const rates = Float64Array.from({ length: 1300 }, (_, at) => 1 + at / 7);
    const { platforms } = evaluateCases(modelOf(cost), { count: 1300, given: { averageIngress: rates } });
    for (const at of [0, 511, 512, 1299]) {
      const alone = once(cost, { averageIngress: rates[at] as number });
      expect(platforms.map(({ total }) => total[at])).toEqual(alone.map(({ total }) => total[0]));
    }
  });
});

// Units of 1, so that every amount can be seen: quantity × price.
const prices = {
  tiered: {
    unit: 'count',
    tiers: [
      [10, '5'],
      [30, '3'],
      [null, '1'],
    ],
  },
  flat: { unit: 'count', tiers: [[null, '2']] },
  share: { unit: 'USD', tiers: [[null, '0.1']] },
} as const;

describe('lines of one price', () => {
  const platform = {
    name: 'p',
    lines: [
      { item: 'first', unit: 'count', quantity: 'fanOut', price: 'tiered' },
      { item: 'second', unit: 'count', quantity: 'partitions', price: 'tiered' },
    ],
  };

  it('fill its tiers one after the other', () => {
    const [amounts] = once(small([platform], { prices }), { fanOut: 4, partitions: 50 });
    // First: 4 × 5. Second: 6 × 5, then 20 × 3, then 24 × 1.
    expect(amounts?.byLine.map(([amount]) => amount)).toEqual([20, 30 + 60 + 24]);
  });

  it('that are paid once have the tiers anew', () => {
    const [first, second] = platform.lines;
    if (first === undefined || second === undefined) throw new Error('two lines');
    const cost = small([{ ...platform, lines: [first, { ...second, period: 'once' }] }], { prices });
    const [amounts] = once(cost, { fanOut: 10, partitions: 10 });
    expect([amounts?.total[0], amounts?.once[0]]).toEqual([50, 50]);
  });
});

describe('a line that sums amounts', () => {
  const lines = [
    { item: 'share', unit: 'USD', quantity: 'amounts(cloud)', price: 'share', paidTo: 'vendor' },
    { item: 'again', unit: 'USD', quantity: 'amounts(vendor)', price: 'share', paidTo: 'vendor' },
    { item: 'cloud', unit: 'count', quantity: 'fanOut', price: 'flat' },
    { item: 'vendor', unit: 'count', quantity: 'partitions', price: 'flat', paidTo: 'vendor' },
  ] as const;

  it('comes last and does not count its like', () => {
    const [amounts] = once(small([{ name: 'p', lines }], { prices }), { fanOut: 10, partitions: 100 });
    // 10 and 100 at $2; a tenth of $20 and of $200, whatever their order.
    expect(amounts?.total[0]).toBeCloseTo(20 + 200 + 2 + 20, 12);
    expect(amounts?.byPayee.vendor[0]).toBeCloseTo(222, 12);
  });
});

describe('a price that is unknown', () => {
  const cost = small(
    [
      {
        name: 'p',
        lines: [
          { item: 'known', unit: 'count', quantity: 'fanOut', price: 'flat' },
          { item: 'unknown', unit: 'count', quantity: 'partitions', price: 'nobody-knows' },
        ],
      },
    ],
    { prices },
  );

  it('is in no sum, which is a lower bound', () => {
    const [amounts] = once(cost, { fanOut: 3 });
    expect(amounts?.total[0]).toBe(6);
    expect(amounts?.isLowerBound).toBe(true);
  });

  it('may be given', () => {
    const [amounts] = once(cost, { fanOut: 3, partitions: 5, 'price/nobody-knows/0': 7 });
    expect(amounts?.total[0]).toBe(41);
    expect(amounts?.isLowerBound).toBe(false);
  });
});

describe('rounding up', () => {
  const cost = small(
    [
      {
        name: 'p',
        lines: [{ item: 'whole', unit: 'count', quantity: 'ceil(fanOut * connections)', price: 'flat' }],
      },
    ],
    { prices },
  );

  it.each([
    [3, 0.1 + 0.2, 1], // 0.9000000000000001 is below 1 anyway
    [10, 0.1 + 0.2, 3], // 3.0000000000000004 is 3
    [1, 3.000001, 4],
    [1, 3, 3],
    [1e6, 7.0000000000001, 7_000_000], // the 13th digit is noise
    [1e6, 7.000001, 7_000_001],
  ])('of %d × %d buys %d', (fanOut, connections, whole) => {
    const [amounts] = once(cost, { fanOut, connections });
    expect(amounts?.total[0]).toBe(2 * whole);
  });
});

describe('what cannot be', () => {
  const cost = small([{ name: 'p', lines: [{ item: 'rest', unit: 'count', quantity: '1 - fanOut', price: 'flat' }] }], {
    prices,
    workload: { fanOut: 1 },
  });

  it('is no number where a quantity would be negative', () => {
    const given = { fanOut: [0.5, 2] };
    const [amounts] = evaluateCases(modelOf(cost), { count: 2, given }).platforms;
    expect([...(amounts?.total ?? [])]).toEqual([1, NaN]);
  });

  it.each(['fanOutt', 'seconds', 'price/none/0'])('is refused: giving "%s", which is no input', (name) => {
    expect(() => once(cost, { [name]: 1 })).toThrow(ReferenceError);
  });
});
