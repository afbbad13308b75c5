import { describe, expect, it } from 'vitest';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';
import { WorkbenchError } from '../../../src/errors.ts';

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
    [
      'a price that no number is',
      entry('    price: .inf\n'),
      'mine.yaml:11 prices[0].price is no finite number, where a number belongs',
    ],
    [
      'a price that nothing has',
      entry('    price: 1e300\n'),
      'mine.yaml:11 prices[0].price is 1e+300, more than 10000000',
    ],
    [
      'a month that no calendar has',
      entry('    price: 1\n').replace('2026-10-01', '2026-13-01'),
      'mine.yaml:5 date is "2026-13-01", which no calendar has',
    ],
    [
      'a day that its month does not have',
      entry('    price: 1\n').replace('date: 2026-10\n', 'date: 2026-02-30\n'),
      'mine.yaml:10 prices[0].date is "2026-02-30", which no calendar has',
    ],
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
      'mine.yaml:3 region is "mars-north-1", which is no region of AWS',
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

  it.each([
    ['a low above the high', '    price: 2\n    low: 3\n    high: 1\n', 'the low of "a.b", 3, is above its high, 1'],
    [
      'a price below its low',
      '    price: 2\n    low: 3\n',
      'the price of "a.b", 2, is not between its low and its high',
    ],
    [
      'a price above its high',
      '    price: 2\n    high: 1\n',
      'the price of "a.b", 2, is not between its low and its high',
    ],
    ['a range beside tiers', '    low: 1\n    tiers: [{ price: 2 }]\n', '"a.b" has a range beside its tiers'],
  ])('refuses %s', (_, lines, mistake) => {
    expect(mistakesOf(entry(lines))).toEqual([`mine.yaml:7 prices[0] ${mistake}`]);
  });

  it('refuses a range that is wrong in one of the tiers', () => {
    const tiers = '    tiers:\n      - { upTo: 10, price: 2, low: 1, high: 3 }\n      - { price: 1, low: 1.5 }\n';
    expect(mistakesOf(entry(tiers))).toEqual([
      'mine.yaml:13 prices[0].tiers[1] the price of "a.b", 1, is not between its low and its high',
    ]);
  });

  it('keeps the range of a price', () => {
    const [price] = readPriceBook(entry('    price: 0.2\n    low: 0.0000001\n    high: 0.3\n'), 'mine.yaml').prices;
    expect(price?.tiers[0]).toMatchObject({ unitPrice: '0.2', low: '0.0000001', high: '0.3' });
  });

  it('takes the price itself for the end of a range that is not given', () => {
    const [price] = readPriceBook(entry('    price: 0.2\n    low: 0.1\n'), 'mine.yaml').prices;
    expect(price?.tiers[0]).toMatchObject({ low: '0.1', high: '0.2' });
  });

  it('keeps what a thing costs on other terms, each with an origin of its own', () => {
    const options =
      '    price: 0.2\n    options:\n      committed-1y: { price: 0.12, source: an offer, date: 2026-09 }\n' +
      '      spot: { price: 0.07, low: 0.05, high: 0.1, assumption: spot }\n';
    expect(readPriceBook(entry(options), 'mine.yaml').prices[0]?.options).toEqual({
      'committed-1y': { upTo: null, unitPrice: '0.12', provenance: 'list-price', source: 'an offer', date: '2026-09' },
      spot: {
        upTo: null,
        unitPrice: '0.07',
        low: '0.05',
        high: '0.1',
        provenance: 'assumed',
        source: 'assumption:spot',
        date: 'undated',
      },
    });
  });

  it.each([
    ['without an origin', '{ price: 0.1 }', 'prices[0].options.spot "a.b" does not say where its price comes from'],
    ['without a price', '{ assumption: x }', 'prices[0].options.spot.price is missing'],
    ['below zero', '{ price: -1, assumption: x }', 'prices[0].options.spot.price is -1, less than 0'],
  ])('refuses an option %s', (_, option, mistake) => {
    expect(mistakesOf(entry(`    price: 0.2\n    options:\n      spot: ${option}\n`))).toEqual([
      expect.stringContaining(mistake),
    ]);
  });

  it('refuses terms that nothing is bought on', () => {
    const options = '    price: 0.2\n    options: { committed-5y: { price: 0.1, assumption: x } }\n';
    expect(mistakesOf(entry(options)).join()).toContain('committed-5y');
  });

  it.each(['eu-west-1', 'ap-southeast-2', 'us-gov-west-1', 'af-south-1', 'me-central-1', 'ap-northeast-3'])(
    'may be of %s',
    (region) => {
      expect(readPriceBook(entry('    price: 1\n').replace('us-east-1', region), 'mine.yaml').region).toBe(region);
    },
  );

  it.each(['europe-west1', 'eastus', 'us-east', 'us-east-1a', 'cn-north-1'])('is never of %s', (region) => {
    expect(mistakesOf(entry('    price: 1\n').replace('us-east-1', region))).toEqual([
      `mine.yaml:3 region is "${region}", which is no region of AWS`,
    ]);
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
