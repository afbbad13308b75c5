import { describe, expect, it } from 'vitest';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { book, bookText } from '../fixture.ts';

const HEAD = `name: Mine
vendor: aws
region: us-east-1
currency: USD
date: 2026-10-01
prices:
`;
const entry = (lines: string): string =>
  `${HEAD}  - key: a.b\n    unit: GiB-month\n    source: a page\n    date: 2026-10\n${lines}`;

function mistakesOf(text: string): readonly string[] {
  try {
    readPriceBook(text, 'mine.yaml');
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.exitStatus).toBe(2);
    return error.problems.map(({ what, todo, at }) => {
      expect(todo).not.toBe('');
      return `${at?.file}:${at?.line} ${at?.key ?? ''} ${what}`;
    });
  }
  return [];
}

describe('a price book', () => {
  it('keeps numbers as they were written, as plain decimals', () => {
    const read = readPriceBook(entry('    price: 0.0000004\n'), 'mine.yaml');
    expect(read.prices[0]?.tiers).toEqual([
      { upTo: null, unitPrice: '0.0000004', provenance: 'list-price', source: 'a page', date: '2026-10' },
    ]);
  });

  it.each([
    ['a negative price', entry('    price: -1\n'), 'mine.yaml:11 prices[0].price is -1, less than 0'],
    ['a missing price', entry(''), 'mine.yaml:7 prices[0] no price for "a.b"'],
    [
      'a price that is no number',
      entry('    price: cheap\n'),
      'mine.yaml:11 prices[0].price is "cheap", where a number belongs',
    ],
    [
      'a price beside tiers',
      entry('    price: 1\n    tiers: [{ price: 1 }]\n'),
      'mine.yaml:7 prices[0] "a.b" has a price and tiers',
    ],
    [
      'overlapping tiers',
      entry('    tiers:\n      - { upTo: 10, price: 2 }\n      - { upTo: 10, price: 1 }\n      - { price: 1 }\n'),
      'mine.yaml:13 prices[0].tiers[1].upTo tiers of "a.b" overlap: one ends at 10, the one before at 10',
    ],
    [
      'tiers out of order',
      entry('    tiers:\n      - { upTo: 20, price: 2 }\n      - { upTo: 10, price: 1 }\n      - { price: 1 }\n'),
      'mine.yaml:13 prices[0].tiers[1].upTo tiers of "a.b" overlap: one ends at 10, the one before at 20',
    ],
    [
      'a gap after the last tier',
      entry('    tiers:\n      - { upTo: 10, price: 2 }\n'),
      'mine.yaml:12 prices[0].tiers[0].upTo the last tier of "a.b" ends',
    ],
    [
      'an endless tier before the last',
      entry('    tiers:\n      - { price: 2 }\n      - { price: 1 }\n'),
      'mine.yaml:12 prices[0].tiers[0] a tier of "a.b" before the last has no end',
    ],
    [
      'an unknown region',
      entry('    price: 1\n').replace('us-east-1', 'mars-north-1'),
      'mine.yaml:3 region is "mars-north-1", which is not one of its values',
    ],
    [
      'an unknown currency',
      entry('    price: 1\n').replace('USD', 'EUR'),
      'mine.yaml:4 currency is "EUR", which is not one of its values',
    ],
    [
      'a price from nowhere',
      entry('    price: 1\n').replace('    source: a page\n', ''),
      'mine.yaml:7 prices[0] "a.b" does not say where its price comes from',
    ],
    [
      'a source beside an assumption',
      entry('    price: 1\n    assumption: mine\n'),
      'mine.yaml:7 prices[0] "a.b" does not say where its price comes from',
    ],
  ])('refuses %s', (_, text, mistake) => {
    expect(mistakesOf(text)).toEqual([mistake]);
  });

  it('refuses two prices for one key, at the second', () => {
    const twice = `${entry('    price: 1\n')}  - { key: a.b, unit: GiB-month, price: 2, assumption: x }\n`;
    expect(mistakesOf(twice)).toEqual(['mine.yaml:12 prices[1].key two prices for "a.b"']);
  });

  it('refuses misspelt keys', () => {
    expect(mistakesOf(entry('    price: 1\n    pric: 2\n')).join()).toContain('pric');
  });

  it('reports every mistake of the file at once', () => {
    const text = `${entry('    price: -1\n').replace('USD', 'EUR')}  - { key: a.b, unit: GiB, tiers: [{ upTo: 1, price: 1 }] }\n`;
    expect(mistakesOf(text).map((mistake) => mistake.split(' ').slice(0, 2).join(' '))).toEqual([
      'mine.yaml:4 currency',
      'mine.yaml:11 prices[0].price',
      'mine.yaml:12 prices[1].tiers[0].upTo',
      'mine.yaml:12 prices[1].tiers[0]',
      'mine.yaml:12 prices[1].key',
    ]);
  });

  it('refuses broken YAML and files that hold something else', () => {
    expect(mistakesOf('prices: [')[0]).toMatch(/^mine\.yaml:1 /);
    expect(mistakesOf('')).not.toEqual([]);
    expect(mistakesOf('just a sentence')).not.toEqual([]);
  });
});

describe('the shipped AWS book', () => {
  it('calls a price list price only with a dated source', () => {
    const tiers = book.prices.flatMap((price) => price.tiers);
    for (const { provenance, source, date } of tiers) {
      if (provenance === 'list-price') expect(date).toMatch(/^20\d\d-\d\d/);
      else expect(source).toMatch(/^assumption:/);
    }
  });

  it('has the S3 tiers that were never confirmed as assumptions', () => {
    const storage = book.prices.find(({ key }) => key === 'aws.s3.standard.storage');
    expect(storage?.tiers.map(({ upTo, provenance }) => [upTo, provenance])).toEqual([
      [51_200, 'list-price'],
      [512_000, 'assumed'],
      [null, 'assumed'],
    ]);
  });

  it('is in the region and of the date that its name says', () => {
    expect(bookText).toContain(`region: ${book.region}`);
    expect([book.vendor, book.region, book.date].join('-')).toBe('aws-us-east-1-2026-07-20');
  });
});
