import { describe, expect, it } from 'vitest';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { parseDiscounts } from '../../../src/cost-model/prices/discounts.ts';
import { parseCurrency, parsePurchase, parseTax } from '../../../src/cost-model/prices/money-terms.ts';
import { WorkbenchError } from '../../../src/errors.ts';

const books = shippedPriceBooks();

function refusals(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.exitStatus).toBe(2);
    return error.problems.map(({ what, todo }) => `${what} → ${todo}`);
  }
  return [];
}

describe('--discount', () => {
  it('is off a vendor, a key or the keys below it, in the order given', () => {
    expect(parseDiscounts(['confluent=20%', 'aws.ec2=7.5%', 'aws.s3.standard.put=100%'], books)).toEqual([
      { of: { vendor: 'confluent' }, share: 0.2, source: 'flag:--discount confluent=20%' },
      { of: { key: 'aws.ec2' }, share: 0.075, source: 'flag:--discount aws.ec2=7.5%' },
      { of: { key: 'aws.s3.standard.put' }, share: 1, source: 'flag:--discount aws.s3.standard.put=100%' },
    ]);
  });

  it('says its source after a colon', () => {
    expect(parseDiscounts(['aws=12%:contract 7: appendix'], books)).toEqual([
      { of: { vendor: 'aws' }, share: 0.12, source: 'contract 7: appendix' },
    ]);
  });

  it('is refused where it is off nothing, all at once, with what was probably meant', () => {
    const said = refusals(() => parseDiscounts(['confluet=20%', 'aws=10%', 'aws.s3.standrd=5%', 'aws.ec=1%'], books));
    expect(said).toHaveLength(3);
    expect(said[0]).toContain('no price book has a vendor or a key "confluet" → Did you mean "confluent"?');
    expect(said[1]).toContain('Did you mean "aws.s3.standard"?');
    expect(said[2]).toContain('no price book has a vendor or a key "aws.ec"');
  });

  it.each(['aws', 'aws=20', 'aws=-5%', '=5%', 'aws=five%', 'aws=101%'])('is never %s', (text) => {
    expect(refusals(() => parseDiscounts([text], books))).toHaveLength(1);
  });
});

describe('--purchase', () => {
  it('is one of the terms that a book may have, and lists them where it is not', () => {
    expect(parsePurchase('committed-3y')).toBe('committed-3y');
    expect(refusals(() => parsePurchase('reserved'))).toEqual([
      'nothing is bought "reserved" → Write on-demand, committed-1y, committed-3y or spot.',
    ]);
  });
});

describe('--currency', () => {
  it('is a rate of a day from a source', () => {
    expect(parseCurrency('EUR=0.92@2026-11-01:European Central Bank: reference')).toEqual({
      currency: 'EUR',
      perUsd: '0.92',
      date: '2026-11-01',
      source: 'European Central Bank: reference',
    });
  });

  it.each([
    ['EUR=0.92', 'no exchange rate with a day and a source'],
    ['EUR=0.92@2026-11-01', 'no exchange rate with a day and a source'],
    ['EUR=-1@2026-11-01:x', 'no exchange rate'],
    ['XQQ=2@2026-11-01:x', 'there is no currency "XQQ"'],
    ['USD=1@2026-11-01:x', 'prices are in USD already'],
    ['EUR=0.0@2026-11-01:x', 'cannot be 0 EUR'],
    ['EUR=0.9@2026-02-30:x', '"2026-02-30" is no day'],
    ['EUR=0.9@2026-13-01:x', '"2026-13-01" is no day'],
  ])('is never %s', (text, what) => {
    expect(refusals(() => parseCurrency(text))).toEqual([expect.stringContaining(what)]);
  });
});

describe('--tax', () => {
  it('is a share with a source', () => {
    expect(parseTax('19%:VAT, Germany')).toEqual({ share: 0.19, source: 'VAT, Germany' });
    expect(parseTax('8.875%:sales tax')).toEqual({ share: 0.08875, source: 'sales tax' });
  });

  it.each(['19%', '19:VAT', '-1%:VAT', '120%:VAT', '%:VAT'])('is never %s', (text) => {
    expect(refusals(() => parseTax(text))).toHaveLength(1);
  });
});
