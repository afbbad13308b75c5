import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRIC_METERS, METRIC_QUERIES } from '../../../../src/cost-model/billing/cloudwatch/metric-queries.ts';
import { readPriceBook } from '../../../../src/cost-model/prices/price-book.ts';

const BOOKS = join(import.meta.dirname, '../../../../price-books');
const unitOf = new Map(
  readdirSync(BOOKS)
    .filter((file) => file.startsWith('aws-'))
    .flatMap((file) => readPriceBook(readFileSync(join(BOOKS, file), 'utf8'), file).prices)
    .map(({ key, unit }) => [key, unit]),
);

/** How many of a metric's units one of a price's is, by hand. */
const IN_UNITS: Readonly<Record<string, number>> = {
  'Count in thousand requests': 1_000,
  'Bytes in GiB-month': 1_073_741_824,
  'Bytes in GiB': 1_073_741_824,
};

describe('what is asked of CloudWatch', () => {
  it('is paid for by prices that the books hold, in their units', () => {
    for (const { metric, statistic, price } of METRIC_METERS) {
      const units = METRIC_QUERIES.filter((query) => query.name === metric && query.statistic === statistic);
      const conversions = units.map(({ unit }) => `${unit} in ${unitOf.get(price.key)}`);
      expect(conversions.length, metric).toBeGreaterThan(0);
      for (const conversion of conversions) expect(Number(price.perUnit) * (IN_UNITS[conversion] ?? 0), metric).toBe(1);
    }
  });

  it('asks no metric twice, and pays no price by two meters', () => {
    const metrics = METRIC_QUERIES.map(({ namespace, metric, statistic }) => `${namespace} ${metric} ${statistic}`);
    expect(new Set(metrics).size).toBe(metrics.length);
    expect(new Set(METRIC_METERS.map(({ price }) => price.key)).size).toBe(METRIC_METERS.length);
  });
});
