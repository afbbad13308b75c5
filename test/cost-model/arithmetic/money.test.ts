import { describe, expect, it } from 'vitest';
import { billable, sum, throughTiers } from '../../../src/cost-model/arithmetic/money.ts';
import { measure } from '../../../src/cost-model/arithmetic/units.ts';
import type { PriceTier } from '../../../src/cost-model/types/prices.ts';
import { plus, times } from '../decimal-strings.ts';
import { book } from '../fixture.ts';

const tier = (upTo: number | null, unitPrice: string): PriceTier => ({
  upTo,
  unitPrice,
  provenance: 'list-price',
  source: 'a page',
  date: '2026-01',
});
const tiers = [tier(100, '0.03'), tier(250.5, '0.02'), tier(null, '0.001')];
const price = { unit: 'GiB-month', tiers };
const quantitiesOf = (quantity: number, used?: string) =>
  throughTiers(measure<string>(quantity, 'GiB-month'), price, used).map((share) => share.quantity);

describe('tiers of a price', () => {
  it.each([
    [99.999999, ['99.999999']],
    [100, ['100']],
    [100.000001, ['100', '0.000001']],
    [250.5, ['100', '150.5']],
    [250.500001, ['100', '150.5', '0.000001']],
    [0, ['0']],
  ])('split %d into %j', (quantity, expected) => {
    expect(quantitiesOf(quantity)).toEqual(expected);
  });

  it('continue where an earlier line of the same price ended', () => {
    expect(quantitiesOf(200, '60')).toEqual(['40', '150.5', '9.5']);
    expect(quantitiesOf(1, '100')).toEqual(['1']);
    expect(throughTiers(measure<string>(1, 'GiB-month'), price, '100')[0]?.tier.unitPrice).toBe('0.02');
  });

  it('add up to the quantity, and their amounts to what each would cost alone', () => {
    for (let quantity = 0.25; quantity < 400; quantity += 7.123457) {
      const shares = throughTiers(measure<string>(quantity, 'GiB-month'), price);
      expect(plus(shares.map((share) => share.quantity))).toBe(billable(quantity));
      for (const share of shares) expect(times(share.quantity, share.tier.unitPrice)).toBe(share.amount);
    }
  });

  it('give the $1,215.00 of the worked example in the Amazon S3 FAQ for 52,900 GB-months', () => {
    const storage = book.prices.find(({ key }) => key === 'aws.s3.standard.storage');
    // 100 GB for 15 days and 100 TB for 16 days of March, as the FAQ converts them: 2^30 bytes to a GB.
    const byteHours = 107_374_182_400 * 15 * 24 + 109_951_162_777_600 * 16 * 24;
    const gigabyteMonths = measure<string>(byteHours / 2 ** 30 / 744, 'GiB-month');
    const shares = throughTiers(gigabyteMonths, { unit: 'GiB-month', tiers: storage?.tiers ?? [] });
    expect(shares.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      ['51200', '1177.6'],
      ['1700', '37.4'],
    ]);
  });
});

describe('money', () => {
  it('is written without an exponent, however small or large', () => {
    const tiny = throughTiers(measure<string>(0.000001, 'GiB-month'), {
      unit: 'GiB-month',
      tiers: [tier(null, '0.0000001')],
    });
    expect(tiny[0]?.amount).toBe('0.0000000000001');
    expect(billable(1e21)).toBe('1000000000000000000000');
    expect(billable(1e-9)).toBe('0');
  });

  it('adds without loss where doubles would not', () => {
    expect(sum(Array<string>(10).fill('0.1'))).toBe('1');
    expect(sum(['9007199254740993', '0.000001'])).toBe('9007199254740993.000001');
    expect(sum([])).toBe('0');
  });
});
