import { describe, expect, it } from 'vitest';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { pairModel } from '../../../src/cost-model/answers/differences.ts';
import { pairOf } from '../../../src/cost-model/answers/pair-of.ts';
import { walkAwaysOf } from '../../../src/cost-model/answers/walk-away.ts';
import { toCents } from '../../../src/cost-model/arithmetic/money.ts';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import { platformId } from '../../../src/cost-model/platform-id.ts';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import type { CostAnswers, WalkAway } from '../../../src/cost-model/types/answers.ts';
import type { PriceBook, Terms } from '../../../src/cost-model/types/prices.ts';
import type { Overrides } from '../../../src/cost-model/types/request.ts';
import { everyPlatform } from '../every-platform.ts';
import type { SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate, priced } from './fixture.ts';

/** $partitions a month. */
const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
const of = ({ walkAway }: CostAnswers, key: string): WalkAway | undefined =>
  walkAway.find(({ priceKey }) => priceKey === key);

describe('the price at which the answer flips', () => {
  const metered: SmallPlatform = { name: 'metered', lines: [dollars('producers'), perRate('rateOfB')] };
  const workload = { ...ingress(8), partitions: 100, producers: 20 };

  it('is what is left to pay, over what is bought', () => {
    // 20 + 8·p = 100.
    expect(of(answered([flat, metered], { workload }), 'rateOfB')).toMatchObject({
      platform: 'metered/only',
      against: 'flat/only',
      unit: 'MiB/second-month',
      today: '3',
      price: '10',
      why: null,
    });
  });

  it('is none where no price of 0 or more does it', () => {
    const dear = answered([flat, metered], { workload: { ...workload, producers: 200 } });
    expect(of(dear, 'rateOfB')).toMatchObject({
      price: null,
      low: null,
      why: 'flat (small) is the cheaper one at every price of 0 or more',
    });
  });

  it('counts a price that both pay for by what each buys of it', () => {
    // 100·p against 20·p + 3 × 8: p = 0.3.
    expect(of(answered([flat, metered], { workload }), 'dollar')).toMatchObject({ price: '0.3' });
  });

  it('replaces every tier of a price, and is set against their average', () => {
    const prices = {
      rateOfB: {
        unit: 'MiB/second-month',
        tiers: [
          [2, '9'],
          [null, '1'],
        ],
      },
    } as const;
    // Today 2 × 9 + 6 × 1 = 24 for 8 of them.
    expect(of(answered([flat, metered], { workload, prices }), 'rateOfB')).toMatchObject({ today: '3', price: '10' });
  });

  it('has the range that an uncertain price of the other side gives it', () => {
    const ranges = { dollar: { low: '0.5', high: '2' } };
    const [found] = [of(answered([flat, metered], { workload, ranges }), 'rateOfB')];
    // (100 − 20)·d ÷ 8 = 10·d; d from the triangle 0.5, 1, 2: 10th percentile 0.5 + √(0.1·1.5·0.5) = 0.7739,
    // 90th 2 − √(0.1·1.5·1) = 1.6127.
    expect((found?.low ?? 0) / 7.739).toBeCloseTo(1, 1);
    expect((found?.high ?? 0) / 16.127).toBeCloseTo(1, 1);
  });

  it('is the same for what shares of spend follow from it', () => {
    // A tenth of everything paid to the cloud: (20 + 8·p) × 1.1 = 100 at p = 8.86363…
    const prices = { share: { unit: 'USD', tiers: [[null, '0.1']] } } as const;
    const supported: SmallPlatform = {
      ...metered,
      lines: [...metered.lines, { item: 'support', unit: 'USD', quantity: 'amounts(cloud)', price: 'share' }],
    };
    const { price } = of(answered([flat, supported], { workload, prices }), 'rateOfB') ?? {};
    expect(Number(price)).toBeCloseTo(70.9090909 / 8, 3);
  });

  it('does not exist for a price that changes nothing', () => {
    const idle: SmallPlatform = { ...metered, lines: [...metered.lines, { ...dollars('connections'), price: 'idle' }] };
    const prices = { idle: { unit: 'count', tiers: [[null, '5']] } } as const;
    const none = answered([flat, idle], { workload: { ...workload, connections: 0 }, prices });
    expect(of(none, 'idle')).toMatchObject({ price: null, why: 'what both cost in a month does not differ with it' });
  });
});

describe('a price that nobody knows', () => {
  const workload = { ...ingress(8), partitions: 100, producers: 4, connections: 5 };
  const one: SmallPlatform = { name: 'one', lines: [perRate(), { ...dollars('producers'), price: 'mystery' }] };
  const two: SmallPlatform = { ...one, lines: [...one.lines, { ...dollars('connections'), price: 'riddle' }] };

  it('has one although nothing may be ranked, where it is the only one', () => {
    // 8 + 4·p = 100.
    const answers = answered([flat, one], { workload });
    expect(of(answers, 'mystery')).toMatchObject({ today: null, price: '23', why: null });
    expect(answers.saving).toMatchObject({ perMonth: null, share: null });
    expect(answers.breakEven.every(({ why }) => why !== null)).toBe(true);
  });

  it('has none beside another one', () => {
    const answers = answered([flat, two], { workload });
    expect(of(answers, 'mystery')).toMatchObject({ price: null, why: 'connections: no price is known for it either' });
    expect(of(answers, 'riddle')).toMatchObject({ price: null, why: 'producers: no price is known for it either' });
    expect(of(answers, 'dollar')?.price).toBeNull();
  });

  it('makes both totals the same to the cent once it is put in', () => {
    const price = Number(of(answered([flat, one], { workload }), 'mystery')?.price);
    const overrides = { 'price/mystery/0': { value: price, source: 'test' } };
    expect(priced([flat, one], { workload, overrides }).platforms.map(({ total }) => toCents(total))).toEqual([
      '100.00',
      '100.00',
    ]);
  });
});

describe('every walk-away price of the platforms', () => {
  const baseline = 'apache-kafka/block-storage';
  const cost = everyPlatform();
  const candidates = cost.platforms.map(platformId).filter((id) => id !== baseline);
  const walkAways = (candidate: string): readonly WalkAway[] =>
    walkAwaysOf({
      priced: pairOf(cost, [baseline, candidate]),
      pair: pairModel(modelOf(cost), baseline, candidate),
      samples: {},
      count: 0,
    });

  it.each(candidates)('of %s, put into the price book, makes both totals the same to the cent', (candidate) => {
    for (const { priceKey, price } of walkAways(candidate)) {
      if (price === null) continue;
      const tiers = cost.prices[priceKey]?.tiers.map(({ figure }) => figure) ?? [`price/${priceKey}/0`];
      const overrides: Overrides = Object.fromEntries(
        tiers.map((figure) => [figure, { value: Number(price), low: null, high: null, source: 'walk-away' }]),
      );
      const totals = everyPlatform({ overrides })
        .platforms.filter((platform) => [baseline, candidate].includes(platformId(platform)))
        .map(({ total }) => toCents(total));
      expect([priceKey, totals[0]]).toEqual([priceKey, totals[1]]);
    }
  });

  it('is there for several of them', () => {
    const found = candidates.filter((candidate) => walkAways(candidate).some(({ price }) => price !== null));
    expect(found.length).toBeGreaterThan(5);
  });
});

describe('under terms, every walk-away price of the platforms', () => {
  const baseline = 'apache-kafka/block-storage';
  const aBank = { currency: 'EUR', perUsd: '0.8629', date: '2026-11-20', source: 'a bank' };
  const terms: Terms = {
    ...LIST_PRICES,
    discounts: [
      { of: { key: 'aws' }, share: 0.2, source: 'agreement' },
      { of: { key: 'warpstream' }, share: 0.15, source: 'agreement' },
    ],
    currency: aBank,
  };

  /** The book of one more price, of the same vendor; another book's of the same key is replaced by it. */
  const listing = (key: string, unit: string, vendor: string | null, listPrice: string): PriceBook => ({
    name: 'put back',
    vendor: vendor ?? 'somebody',
    region: 'us-east-1',
    currency: 'USD',
    date: '2026-11-21',
    prices: [
      {
        key,
        unit: unit === 'EUR' ? 'USD' : unit,
        note: null,
        tiers: [{ upTo: null, unitPrice: listPrice, provenance: 'list-price', source: 'test', date: '2026-11-21' }],
      },
    ],
  });

  it.each([
    ['a discount', 'warpstream/s3', { ...terms, currency: null }],
    ['a currency', 'amazon-msk/express', { ...terms, discounts: [] }],
    ['both', 'warpstream/s3', terms],
  ])('listed in a book, with %s, makes both totals the same to the cent (%s)', (_, candidate, given) => {
    const cost = everyPlatform({ terms: given });
    const pair = pairModel(modelOf(cost), baseline, candidate);
    const found = walkAwaysOf({ priced: pairOf(cost, [baseline, candidate]), pair, samples: {}, count: 0 });
    const put = found.filter(({ listPrice }) => listPrice !== null && listPrice !== undefined);
    expect(put.length).toBeGreaterThan(0);
    for (const { priceKey, unit, listPrice } of put) {
      const book = listing(priceKey, unit, cost.prices[priceKey]?.vendor ?? null, listPrice ?? '');
      const totals = everyPlatform({ terms: given, books: [...shippedPriceBooks(), book] })
        .platforms.filter((platform) => [baseline, candidate].includes(platformId(platform)))
        .map(({ total }) => toCents(total));
      expect([priceKey, totals[0]]).toEqual([priceKey, totals[1]]);
    }
  });

  it('is listed as it is paid where there are no terms', () => {
    const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
    const metered: SmallPlatform = { name: 'metered', lines: [dollars('producers'), perRate('rateOfB')] };
    const workload = { ...ingress(8), partitions: 100, producers: 20 };
    const listed = (given: Partial<Terms>) => of(answered([flat, metered], { workload, terms: given }), 'rateOfB');
    expect(listed({})).toMatchObject({ price: '10', listPrice: '10' });
    // Everything half as much in euros: the same $10 are 5 of them; then less a fifth, 10 ÷ 0.8.
    const half = { ...aBank, perUsd: '0.5' };
    expect(listed({ currency: half })).toMatchObject({ price: '5', listPrice: '10' });
    const fifth = [{ of: { key: 'rateOfB' }, share: 0.2, source: 'agreement' }];
    expect(listed({ currency: half, discounts: fifth })).toMatchObject({ price: '5', listPrice: '12.5' });
    const free = [{ of: { key: 'rateOfB' }, share: 1, source: 'agreement' }];
    expect(listed({ discounts: free })).toMatchObject({ price: '10', listPrice: null });
  });
});
