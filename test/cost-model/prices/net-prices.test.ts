import { describe, expect, it } from 'vitest';
import { LIST_PRICES, netPrices } from '../../../src/cost-model/prices/net-prices.ts';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';
import type { Discount, ExchangeRate, Terms } from '../../../src/cost-model/types/prices.ts';
import { times } from '../decimal-strings.ts';

const bookOf = (prices: string, vendor = 'aws') =>
  readPriceBook(
    `name: Mine\nvendor: ${vendor}\nregion: us-east-1\ncurrency: USD\ndate: 2026-10-01\nprices:\n${prices}`,
    'mine.yaml',
  );

const BOOK = bookOf(`
  - { key: aws.ec2.big, unit: instance-hour, price: 0.2, source: list, date: 2026-10, options: { committed-1y: { price: 0.13, source: offer, date: 2026-09 } } }
  - { key: aws.ec2.small, unit: instance-hour, price: 0.1, source: list, date: 2026-10 }
  - { key: aws.ec2x, unit: instance-hour, price: 1, source: list, date: 2026-10 }
  - key: aws.s3.storage
    unit: GiB-month
    tiers: [{ upTo: 51200, price: 0.023, source: list, date: 2026-10 }, { price: 0.022, low: 0.02, high: 0.023, assumption: more }]
  - key: aws.support
    unit: USD
    tiers: [{ upTo: 10000, price: 0.1, assumption: s1 }, { price: 0.07, assumption: s2 }]
`);
const OTHER = bookOf('  - { key: other.hour, unit: hour, price: 1, source: list, date: 2026-10 }\n', 'other');

const net = (terms: Partial<Terms>, books = [BOOK, OTHER]) => netPrices(books, { ...LIST_PRICES, ...terms });
const unitPrices = (terms: Partial<Terms>, key: string) =>
  net(terms)
    .byKey.get(key)
    ?.tiers.map(({ unitPrice }) => unitPrice);
const off = (of: Discount['of'], share: number): Discount => ({ of, share, source: 'our contract' });
const EUR: ExchangeRate = { currency: 'EUR', perUsd: '0.92', date: '2026-11-01', source: 'central bank' };

describe('list prices', () => {
  it('are what the books say, to the letter', () => {
    const { byKey, why } = net({});
    expect(why.size).toBe(0);
    expect(byKey.get('aws.s3.storage')).toMatchObject({
      vendor: 'aws',
      unit: 'GiB-month',
      tiers: [
        { upTo: 51_200, unitPrice: '0.023', listPrice: '0.023', provenance: 'list-price', source: 'list' },
        { upTo: null, unitPrice: '0.022', low: '0.02', high: '0.023', provenance: 'assumed' },
      ],
    });
  });

  it('give way to a later book’s, tiers, options and all', () => {
    const mine = bookOf(
      '  - { key: aws.s3.storage, unit: GiB-month, price: 0.019, source: contract, date: 2026-11 }\n',
    );
    expect(
      net({}, [BOOK, mine])
        .byKey.get('aws.s3.storage')
        ?.tiers.map(({ unitPrice }) => unitPrice),
    ).toEqual(['0.019']);
    expect(net({}, [mine, BOOK]).byKey.get('aws.s3.storage')?.tiers).toHaveLength(2);
  });
});

describe('a discount', () => {
  it('off a vendor is off all of its prices and nobody else’s', () => {
    const terms = { discounts: [off({ vendor: 'aws' }, 0.2)] };
    expect(unitPrices(terms, 'aws.ec2.big')).toEqual([times('0.2', '0.8')]);
    expect(unitPrices(terms, 'aws.s3.storage')).toEqual([times('0.023', '0.8'), times('0.022', '0.8')]);
    expect(unitPrices(terms, 'other.hour')).toEqual(['1']);
  });

  it('off a key is off those below it, and not off another that only begins alike', () => {
    const terms = { discounts: [off({ key: 'aws.ec2' }, 0.1)] };
    expect(unitPrices(terms, 'aws.ec2.big')).toEqual([times('0.2', '0.9')]);
    expect(unitPrices(terms, 'aws.ec2x')).toEqual(['1']);
    expect(unitPrices(terms, 'aws.s3.storage')).toEqual(['0.023', '0.022']);
  });

  it('does not add to another: the last one that applies holds', () => {
    const all = off({ vendor: 'aws' }, 0.2);
    const some = off({ key: 'aws.ec2' }, 0.5);
    expect(unitPrices({ discounts: [all, some] }, 'aws.ec2.big')).toEqual([times('0.2', '0.5')]);
    expect(unitPrices({ discounts: [some, all] }, 'aws.ec2.big')).toEqual([times('0.2', '0.8')]);
  });

  it('makes a list price somebody’s own, says whose, and keeps the list price beside it', () => {
    const [tier] = net({ discounts: [off({ key: 'aws.ec2.big' }, 0.07)] }).byKey.get('aws.ec2.big')?.tiers ?? [];
    expect(tier).toMatchObject({
      provenance: 'assumed',
      listPrice: '0.2',
      unitPrice: times('0.2', '0.93'),
      source: 'list, less 7% (our contract)',
    });
  });

  it('is off the range of a price, too', () => {
    const tier = net({ discounts: [off({ vendor: 'aws' }, 0.5)] }).byKey.get('aws.s3.storage')?.tiers[1];
    expect(tier).toMatchObject({ low: times('0.02', '0.5'), high: times('0.023', '0.5') });
  });

  it('off a vendor leaves a share of what is spent as it is, which one off its key does not', () => {
    expect(unitPrices({ discounts: [off({ vendor: 'aws' }, 0.5)] }, 'aws.support')).toEqual(['0.1', '0.07']);
    const own = { discounts: [off({ key: 'aws.support' }, 0.5)] };
    expect(unitPrices(own, 'aws.support')).toEqual([times('0.1', '0.5'), times('0.07', '0.5')]);
  });
});

describe('a commitment', () => {
  it('takes the price of the option, which a discount is then off', () => {
    expect(unitPrices({ purchase: 'committed-1y' }, 'aws.ec2.big')).toEqual(['0.13']);
    const both: Partial<Terms> = { purchase: 'committed-1y', discounts: [off({ vendor: 'aws' }, 0.1)] };
    expect(unitPrices(both, 'aws.ec2.big')).toEqual([times('0.13', '0.9')]);
  });

  it('leaves an instance without that option unpriced, never at its price on demand', () => {
    const { byKey, why } = net({ purchase: 'committed-1y' });
    expect(byKey.has('aws.ec2.small')).toBe(false);
    expect(why.get('aws.ec2.small')).toBe('"aws.ec2.small" has no committed-1y price in any book');
  });

  it('changes nothing that is not billed by the hour of an instance', () => {
    expect(unitPrices({ purchase: 'committed-3y' }, 'aws.s3.storage')).toEqual(['0.023', '0.022']);
  });

  it('is found in a later book, and lost to a later one without it', () => {
    const later = bookOf('  - { key: aws.ec2.big, unit: instance-hour, price: 0.19, source: list, date: 2026-11 }\n');
    expect(net({ purchase: 'committed-1y' }, [BOOK, later]).why.has('aws.ec2.big')).toBe(true);
    const { byKey, why } = net({ purchase: 'committed-1y' }, [later, BOOK]);
    expect([byKey.has('aws.ec2.big'), why.has('aws.ec2.big')]).toEqual([true, false]);
  });
});

describe('another currency', () => {
  it('converts every price and its range after the discount, and says at which rate of which day', () => {
    const terms = { currency: EUR, discounts: [off({ key: 'aws.s3' }, 0.1)] };
    const [, second] = net(terms).byKey.get('aws.s3.storage')?.tiers ?? [];
    expect(second).toMatchObject({
      unitPrice: times(times('0.022', '0.9'), '0.92'),
      low: times(times('0.02', '0.9'), '0.92'),
      listPrice: '0.022',
      source: 'assumption:more, less 10% (our contract), at 0.92 EUR a US dollar (central bank, 2026-11-01)',
    });
  });

  it('keeps where tiers of a quantity end', () => {
    expect(net({ currency: EUR }).byKey.get('aws.s3.storage')?.tiers[0]?.upTo).toBe(51_200);
  });

  it('keeps a share of what is spent, and converts the amounts at which its tiers end', () => {
    const support = net({ currency: EUR }).byKey.get('aws.support');
    expect(support?.unit).toBe('EUR');
    // 10,000 dollars are 9,200 euros.
    expect(support?.tiers.map(({ upTo, unitPrice }) => [upTo, unitPrice])).toEqual([
      [9200, '0.1'],
      [null, '0.07'],
    ]);
  });
});
