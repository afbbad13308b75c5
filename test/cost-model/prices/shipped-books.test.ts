import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';

const FOLDER = new URL('../../../price-books/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const read = (file: string) => readPriceBook(readFileSync(new URL(file, FOLDER), 'utf8'), file);

const prices = shippedPriceBooks().flatMap((book) => book.prices);
const price = (key: string) => prices.find((one) => one.key === key);

describe.each(files)('the shipped book %s', (file) => {
  it('is of the region and of the date that its name says', () => {
    const { region, date } = read(file);
    expect(file.endsWith(`-${region}-${date}.yaml`)).toBe(true);
  });

  it('calls a price list price only with a dated source, no later than the book', () => {
    const { date, prices } = read(file);
    for (const tier of prices.flatMap(({ tiers, options }) => [...tiers, ...Object.values(options ?? {})])) {
      if (tier.provenance === 'list-price') {
        expect(tier.date).toMatch(/^20\d\d-\d\d/);
        expect(tier.date <= date).toBe(true);
      } else {
        expect(tier.source).toMatch(/^assumption:/);
        expect(tier.date).toBe('undated');
      }
    }
  });

  it('names only keys of its vendor', () => {
    const { vendor, prices } = read(file);
    for (const { key } of prices) expect(key.split('.')[0]).toBe(vendor);
  });
});

describe('the shipped books', () => {
  it('are the newest of each kind, and no key is in two of them', () => {
    const books = shippedPriceBooks();
    expect(books.map(({ vendor, date }) => `${vendor} ${date}`).toSorted()).toEqual([
      'aiven 2026-11-21',
      'aws 2026-11-21',
      'aws 2026-11-21',
      'confluent 2026-11-21',
      'redpanda 2026-11-21',
      'warpstream 2026-11-21',
    ]);
    expect(new Set(prices.map(({ key }) => key)).size).toBe(prices.length);
  });

  it('have the S3 tiers that were never confirmed as assumptions', () => {
    expect(price('aws.s3.standard.storage')?.tiers.map(({ upTo, provenance }) => [upTo, provenance])).toEqual([
      [51_200, 'list-price'],
      [512_000, 'assumed'],
      [null, 'assumed'],
    ]);
  });

  // The vendor's page counts in TiB, the book in GiB: 1 TiB = 1,024 GiB.
  it.each([
    ['warpstream.written', 'uncompressed GiB', [50, 300, 1550, 7800], ['0.01', '0.0075', '0.0055', '0.004', '0.003']],
    [
      'warpstream.stored',
      'uncompressed GiB-month',
      [50, 300, 800, 1800],
      ['0.01', '0.0085', '0.0075', '0.006', '0.004'],
    ],
  ])('break %s where its vendor does', (key, unit, breaksTib, unitPrices) => {
    expect(price(key)?.unit).toBe(unit);
    expect(price(key)?.tiers.map(({ upTo }) => upTo)).toEqual([...breaksTib.map((tib) => tib * 1024), null]);
    expect(price(key)?.tiers.map(({ unitPrice }) => unitPrice)).toEqual(unitPrices);
  });

  it('never call a price of an unverified list of plans, or one without a source, a list price', () => {
    const unverified = prices.filter(({ key }) =>
      /^warpstream\.|^aws\.s3\.express|^aws\.support|\.dedicated\./.test(key),
    );
    expect(unverified.length).toBeGreaterThan(10);
    for (const { tiers } of unverified) expect(tiers.every(({ provenance }) => provenance === 'assumed')).toBe(true);
  });

  it('have no price where none was found', () => {
    expect(prices.filter(({ key }) => /^automq\.|\.tiered\.retrieval$|^confluent\.dedicated\.in/.test(key))).toEqual(
      [],
    );
  });
});

describe('the template for an offer', () => {
  const text = readFileSync(new URL('examples/automq-byoc.yaml', FOLDER), 'utf8');

  it('is no price book as it stands', () => {
    expect(parse(text)).toBeNull();
  });

  it('becomes one when its blanks are filled in', () => {
    const book = text.slice(text.indexOf('# name:'));
    const filled = book
      .replace(/^# ?/gm, '')
      .replace(/date: …/g, 'date: 2026-11-01')
      .replace(/price: …/g, 'price: 0.01')
      .replace(/…/g, 'our offer');
    expect(readPriceBook(filled, 'mine.yaml').prices.map(({ unit }) => unit)).toEqual([
      'compressed GiB',
      'compressed GiB',
      'compressed GiB-month',
      'cluster-hour',
    ]);
  });
});
