import { describe, expect, it } from 'vitest';
import { datesToCome, strangePrices } from '../../../src/cost-model/prices/book-fit.ts';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';

const bookOf = (date: string, entries: string) =>
  readPriceBook(`name: Mine\nvendor: aws\nregion: us-east-1\ncurrency: USD\ndate: ${date}\nprices:\n${entries}`, 'm');
const priced = (key: string, unit: string, date: string) =>
  `  - { key: ${key}, unit: ${unit}, price: 1, source: a page, date: ${date} }\n`;

describe('a date in a price book', () => {
  const at = '2026-11-21T09:00:00Z';
  const pathsOf = (date: string, entries: string) => datesToCome(bookOf(date, entries), at).map(({ path }) => path);

  it('is not one that is still to come, of the book or of a price', () => {
    expect(pathsOf('2026-11-22', priced('a.b', 'GiB', '2026-12'))).toEqual([['date'], ['prices', 0]]);
    const option =
      '  - { key: a.b, unit: GiB, assumption: x, price: 1, options: { spot: { price: 1, source: p, date: 2027-01 } } }\n';
    expect(pathsOf('2026-11', option)).toEqual([['prices', 0]]);
  });

  it('may be today, this month, or tomorrow where tomorrow has begun somewhere', () => {
    expect(pathsOf('2026-11-21', priced('a.b', 'GiB', '2026-11'))).toEqual([]);
    expect(datesToCome(bookOf('2026-11-22', priced('a.b', 'GiB', '2026-11')), '2026-11-21T10:30:00Z')).toEqual([]);
  });
});

describe('a price of a book', () => {
  const asked = { units: new Map([['aws.s3.standard.put', 'thousand requests']]), shipped: new Set(['aws.old']) };
  const strange = (key: string, unit: string) =>
    strangePrices(bookOf('2026-11', priced(key, unit, '2026-11')), asked).map(({ path, what, todo }) => [
      path.join('.'),
      what,
      todo,
    ]);

  it('that no platform asks for is told with the key that was meant', () => {
    expect(strange('aws.s3.standrad.put', 'thousand requests')).toEqual([
      ['prices.0.key', '"aws.s3.standrad.put" is used by no platform', 'Did you mean "aws.s3.standard.put"?'],
    ]);
    expect(strange('something.else', 'GiB')[0]?.[2]).toContain('Remove it');
  });

  it('that is for something else is told with what is asked for', () => {
    expect(strange('aws.s3.standard.put', 'GiB')).toEqual([
      ['prices.0.unit', expect.stringContaining('is GiB'), 'Give the price per thousand requests.'],
    ]);
  });

  it('is right where its key and unit are, and where a shipped book has its key', () => {
    expect(strange('aws.s3.standard.put', 'thousand requests')).toEqual([]);
    expect(strange('aws.old', 'whatever')).toEqual([]);
  });
});
