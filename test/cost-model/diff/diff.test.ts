import { describe, expect, it } from 'vitest';
import { diffText } from '../../../src/commands/cost/diff.ts';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { diffCosts } from '../../../src/cost-model/diff/diff.ts';
import type { CostDiff, LineDiff } from '../../../src/cost-model/diff/types.ts';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import type { CostShape, QuantityLine } from '../../../src/cost-model/types/shape.ts';
import { PRODUCTION_DEFAULTS } from '../../../src/scenarios/production.ts';
import { bytesPerSecond, MIB, milliseconds } from '../../../src/units.ts';
import { plus, times } from '../decimal-strings.ts';
import { everyPlatform } from '../every-platform.ts';
import { DAY_MS, demo, price } from '../fixture.ts';

const minus = (a: string, b: string) => plus([a, times(b, '-1')]);

/** Whatever changed, the parts add up to the difference, line by line, by category and in total. */
function expectExact(diff: CostDiff): void {
  for (const { month, once, lines, categories } of diff.platforms) {
    for (const line of lines) {
      if (line.difference === null) continue;
      expect(plus([line.byPrice ?? '', line.byQuantity ?? ''])).toBe(line.difference);
      expect(minus(line.after ?? '0', line.before ?? '0')).toBe(line.difference);
    }
    for (const [period, total] of [['month', month] as const, ['once', once] as const]) {
      const of = lines.filter((line) => line.period === period).map(({ difference }) => difference ?? '0');
      if (total.difference !== null) expect(plus(['0', ...of])).toBe(plus([total.difference]));
      const groups = categories.filter((group) => group.period === period);
      expect(plus(['0', ...groups.map(({ difference }) => difference)])).toBe(plus(['0', ...of]));
      for (const group of groups) expect(plus([group.byPrice, group.byQuantity])).toBe(plus([group.difference]));
    }
  }
}

const lineNamed = (diff: CostDiff, start: string): LineDiff | undefined =>
  diff.platforms.flatMap(({ lines }) => lines).find(({ item }) => item.startsWith(start));

const bookWith = (lines: string) =>
  readPriceBook(
    `name: Mine\nvendor: aws\nregion: us-east-1\ncurrency: USD\ndate: 2026-11-20\nprices:\n${lines}`,
    'mine.yaml',
  );

const books = shippedPriceBooks();
const tiered = price('tiered', { books });

describe('the difference of two results', () => {
  it('is nothing for the same request', () => {
    const every = everyPlatform();
    const diff = diffCosts(every, everyPlatform());
    expect([diff.platforms, diff.changed]).toEqual([[], []]);
    expect(diffText(diff)).toBe('Both say the same.');
  });

  it('is in one currency only', () => {
    const terms = {
      discounts: [],
      purchase: 'on-demand',
      currency: { currency: 'EUR', perUsd: '0.9', date: '2026-11-01', source: 'bank' },
      tax: null,
    } as const;
    expect(() => diffCosts(everyPlatform(), everyPlatform({ terms }))).toThrow(
      'one result is in USD, the other in EUR',
    );
  });
});

describe('another price book', () => {
  const mine = bookWith(
    '  - { key: aws.s3.standard.storage, unit: GiB-month, price: 0.02, source: our offer, date: 2026-11-20 }\n',
  );
  const diff = diffCosts(tiered, price('tiered', { books: [...books, mine] }));

  it('changes by price alone, tier by tier', () => {
    expectExact(diff);
    const line = lineNamed(diff, 'Old segments');
    // 59,062.5 GiB: 51,200 at 0.023 and 7,862.5 at 0.022 were 1,350.575; at 0.02 they are 1,181.25.
    expect([line?.before, line?.after].map((amount) => plus([amount ?? '']))).toEqual(['1350.575', '1181.25']);
    expect(line).toMatchObject({ change: 'changed', byPrice: '-169.325', byQuantity: '0', isComputedAnew: false });
    expect(diff.platforms[0]?.lines).toHaveLength(1);
  });

  it('says which tiers of which price changed, with both sources', () => {
    expect(lineNamed(diff, 'Old segments')?.because).toEqual([
      'price/aws.s3.standard.storage/0',
      'price/aws.s3.standard.storage/1',
      'price/aws.s3.standard.storage/2',
    ]);
    expect(diff.changed.map(({ name }) => name)).toEqual(lineNamed(diff, 'Old segments')?.because);
    expect(diff.changed[0]).toMatchObject({
      before: { value: 0.023, source: 'infracost s3_bucket_test.golden', date: '2024-07-01', upTo: '51200' },
      after: { value: 0.02, source: 'our offer', date: '2026-11-20', upTo: null },
    });
    expect(diff.changed[1]).toMatchObject({ before: { value: 0.022 }, after: null });
  });
});

describe('another workload', () => {
  const diff = diffCosts(tiered, price('tiered', { books, workload: { fanOut: 5 } }));

  it('changes by quantity alone, and for the input that changed, not for what follows from it', () => {
    expectExact(diff);
    const consumers = lineNamed(diff, 'Consumers');
    // 100 MiB/s for 2,628,000 s are 256,640.625 GiB; two more readers, two thirds from other zones, both ways, at 0.01.
    const more = times(times('256640.625', '2'), '0.02');
    const thirds = Number(more) * (2 / 3);
    expect(Number(consumers?.difference)).toBeCloseTo(thirds, 4);
    expect(consumers).toMatchObject({ byPrice: '0', because: ['fanOut'] });
    expect(diff.changed).toEqual([
      {
        name: 'fanOut',
        before: expect.objectContaining({ value: 3, source: 'scenario:production.fanOut' }),
        after: expect.objectContaining({ value: 5 }),
      },
    ]);
  });

  it('goes on in the tiers where lines of the same price before it stopped', () => {
    const line = (item: string): QuantityLine => ({
      category: 'object-capacity',
      period: 'month',
      paidTo: 'cloud',
      item,
      price: { book: 'aws.s3.standard.storage' },
      unit: 'GiB-month',
      quantity: 'averageIngress * retention / mibPerGib * month',
      explanation: 'Everything:',
    });
    const quantities = [line('First half'), line('Second half')];
    const cost: CostShape = { variants: [{ name: 'v', title: 'in halves', assumptions: {}, derived: [], quantities }] };
    const of = (days: number) =>
      price('tiered', { books, cost, workload: { retentionMs: milliseconds(days * DAY_MS) } });
    const longer = diffCosts(of(4), of(5));
    expectExact(longer);
    // 33,750 GiB each at four days, 42,187.5 at five. The first half stays below 51,200 at 0.023; of the second 17,450
    // were there, and are 9,012.5 when the first half takes more: 401.35 + 16,300 × 0.022 became 207.2875 + 33,175 × 0.022.
    expect(longer.platforms[0]?.lines.map(({ byPrice, byQuantity }) => [byPrice, byQuantity])).toEqual([
      ['0', times('8437.5', '0.023')],
      ['0', minus(plus(['207.2875', times('33175', '0.022')]), plus(['401.35', times('16300', '0.022')]))],
    ]);
  });

  it('leaves out lines that it does not touch', () => {
    expect(lineNamed(diff, 'Old segments')).toBeUndefined();
    expect(lineNamed(diff, 'Replication')).toBeUndefined();
  });
});

describe('another workload at other prices', () => {
  const mine = bookWith(
    '  - key: aws.s3.standard.storage\n    unit: GiB-month\n    source: our offer\n    date: 2026-11-20\n' +
      '    tiers: [{ upTo: 100000, price: 0.02 }, { price: 0.01 }]\n',
  );
  const doubled = { retentionMs: milliseconds(14 * DAY_MS) };
  const diff = diffCosts(tiered, price('tiered', { books: [...books, mine], workload: doubled }));

  it('is split at the old price and the new quantity, and adds up to the last decimal', () => {
    expectExact(diff);
    // 118,125 GiB at the old price: 51,200 × 0.023 + 66,925 × 0.022 = 2,649.95; at the new: 2,000 + 181.25.
    expect(lineNamed(diff, 'Old segments')).toMatchObject({
      difference: minus('2181.25', '1350.575'),
      byQuantity: minus('2649.95', '1350.575'),
      byPrice: minus('2181.25', '2649.95'),
      because: expect.arrayContaining([
        'retention',
        'price/aws.s3.standard.storage/0',
        'price/aws.s3.standard.storage/1',
      ]),
    });
  });

  it('is exact on every platform, with what follows from spending', () => {
    const every = everyPlatform();
    const workload = { ...PRODUCTION_DEFAULTS, ...demo, averageIngress: bytesPerSecond(73 * MIB), fanOut: 4 };
    const other = diffCosts(every, everyPlatform({ workload, books: [...books, mine] }));
    expectExact(other);
    expect(other.platforms.length).toBeGreaterThan(15);
    const support = other.platforms.flatMap(({ lines }) => lines).find(({ item }) => item.startsWith('Support by'));
    expect(support?.because).toContain('averageIngress');
  });
});

describe('what only one of the two has', () => {
  const only = (result: CostResult, keep: (item: string) => boolean): CostResult => ({
    ...result,
    platforms: result.platforms.map((platform) => {
      const lineItems = platform.lineItems.filter(({ item }) => keep(item));
      return {
        ...platform,
        lineItems,
        total: plus(lineItems.filter(({ period }) => period === 'month').map(({ amount }) => amount)),
      };
    }),
  });
  const without = only(tiered, (item) => !item.startsWith('Replication'));

  it('is a new line or one that is gone, all of it by quantity', () => {
    const [added, removed] = [diffCosts(without, tiered), diffCosts(tiered, without)];
    for (const diff of [added, removed]) expectExact(diff);
    const line = lineNamed(added, 'Replication');
    expect(line).toMatchObject({ change: 'new', before: null, byPrice: '0', byQuantity: line?.after });
    expect(lineNamed(removed, 'Replication')).toMatchObject({ change: 'gone', after: null, byPrice: '0' });
  });

  it('is a platform that is new or gone, with the reason where there is one, and no difference', () => {
    const none: CostResult = { ...tiered, platforms: [], notPriced: [{ platform: 'tiered', why: 'too small' }] };
    const [gone] = diffCosts(tiered, none).platforms;
    expect(gone).toMatchObject({
      change: 'gone',
      why: 'too small',
      month: { after: null, difference: null },
      lines: [],
    });
    const diff = diffCosts(none, tiered);
    expect(diff.platforms[0]).toMatchObject({ change: 'new', month: { before: null, difference: null } });
    expect(diffText(diff)).toContain('priced now, not before, too small');
  });
});

describe('a price that is missing', () => {
  const fewer = books.map((book) => ({
    ...book,
    prices: book.prices.filter(({ key }) => key !== 'aws.s3.standard.get'),
  }));
  const unpriced = price('tiered', { books: fewer });

  it('on one side is no difference of its amount, and none of the total', () => {
    const diff = diffCosts(unpriced, tiered);
    expect(lineNamed(diff, 'Historical reads')).toMatchObject({
      change: 'priced now',
      before: null,
      difference: null,
      byPrice: null,
      byQuantity: null,
    });
    expect(diff.platforms[0]).toMatchObject({ isLowerBound: true, month: { difference: null }, categories: [] });
    expect(lineNamed(diffCosts(tiered, unpriced), 'Historical reads')?.change).toBe('priced no more');
    expect(diffText(diff)).toContain('not known');
  });

  it('on both sides is said where its quantity changed', () => {
    const more = price('tiered', { books: fewer, workload: { fanOut: 4 } });
    expect(lineNamed(diffCosts(unpriced, more), 'Historical reads')).toMatchObject({
      change: 'unpriced',
      difference: null,
      because: ['fanOut'],
    });
    const prices = { 'price/aws.s3.standard.put/0': { value: 0.01, source: 'offer' } };
    const other = diffCosts(unpriced, price('tiered', { books: fewer, overrides: prices }));
    expect(lineNamed(other, 'Historical reads')).toBeUndefined();
    expect(other.platforms[0]?.month.difference).toBeNull();
  });
});

describe('the text of a difference', () => {
  const text = diffText(diffCosts(tiered, price('tiered', { books, workload: { fanOut: 5 } })));

  it('has totals, lines, and both values of every input that changed', () => {
    expect(text).toMatch(/: changed, \$[\d.\s]+ → \$[\d.\s]+ \(\+\$[\d.\s]+\) a month/);
    expect(text).toMatch(
      /changed +Consumers from other zones +\$[\d.\s]+ +\$[\d.\s]+ +\+\$[\d.\s]+ +\$0\.00 +\+\$[\d.\s]+ +fan out/,
    );
    expect(text).toMatch(/fan out +3 \(scenario:production\.fanOut\) +5 \(scenario:production\.fanOut\)/);
  });
});
