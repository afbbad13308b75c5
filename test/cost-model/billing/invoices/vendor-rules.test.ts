import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../../src/cost-model/billing/classify/classify.ts';
import { shippedBillRules } from '../../../../src/cost-model/billing/rules/shipped-rules.ts';
import { readPriceBook } from '../../../../src/cost-model/prices/price-book.ts';
import { row } from '../row.ts';

const BOOKS = new URL('../../../../price-books/', import.meta.url);
const VENDORS = ['confluent', 'warpstream', 'automq'];

const rules = shippedBillRules();

const booked = readdirSync(BOOKS)
  .filter((file) => VENDORS.some((vendor) => file.startsWith(vendor)))
  .flatMap((file) => readPriceBook(readFileSync(new URL(file, BOOKS), 'utf8'), file).prices);

const placeOf = (provider: string, usageType: string, unit: string | null, more: object = {}) => {
  const [found] = classify([row({ provider, service: 'KAFKA', usageType, unit, ...more })], rules);
  const rule = found?.rule ?? null;
  return rule === null ? null : [Object.values(rule.into)[0], rule.price?.key ?? null, rule.price?.perUnit ?? null];
};

describe('the rules for vendors', () => {
  it('lead to every price of their books, in its unit', () => {
    const ruled = new Map(
      rules.flatMap(({ price }) => (price === undefined ? [] : [[price.key, price.unit] as const])),
    );
    expect(booked.length).toBeGreaterThan(10);
    expect(booked.filter(({ key, unit }) => ruled.get(key) !== unit).map(({ key }) => key)).toEqual([]);
  });

  it.each([
    ['confluent', 'KAFKA_NUM_CKUS', 'Hour', 'dedicated', ['vendor', 'confluent.dedicated.cku', '1']],
    ['confluent', 'KAFKA_NETWORK_READ', 'GB', 'basic', ['vendor', 'confluent.basic.out', '1']],
    ['confluent', 'KAFKA_STORAGE', 'GB-month', 'freight', ['vendor', 'confluent.freight.storage', '1']],
    ['confluent', 'KAFKA_STORAGE', 'petabytes', 'freight', ['vendor', null, null]],
    ['confluent', 'KAFKA_NETWORK_READ', 'GB', null, ['vendor', null, null]],
    ['confluent', 'FLINK_NUM_CFUS', 'CFU-hour', null, ['ecosystem', null, null]],
    ['confluent', 'SCHEMA_REGISTRY', null, null, ['ecosystem', null, null]],
    ['warpstream', 'Cluster Minutes', 'minutes', 'pro', ['vendor', 'warpstream.cluster.pro', '0.0666666666666666667']],
    ['warpstream', 'Cluster Minutes', '15-minute interval', 'dev', ['vendor', 'warpstream.cluster.dev', '1']],
    ['warpstream', 'Cluster Minutes', 'hours', 'fundamentals', ['vendor', 'warpstream.cluster.fundamentals', '4']],
    ['warpstream', 'Uncompressed GiB Written', 'GiB', null, ['vendor', 'warpstream.written', '1']],
    ['warpstream', 'Uncompressed GiB Stored', 'GiB-month', null, ['vendor', 'warpstream.stored', '1']],
    ['automq', 'Ingress', 'GiB', null, ['vendor', 'automq.byoc.ingress', '1']],
    ['automq', 'Retention', 'compressed GiB-month', null, ['vendor', 'automq.byoc.retention', '1']],
    ['automq', 'Cluster', 'hours', null, ['vendor', 'automq.byoc.cluster', '1']],
  ])('place %s %s in %s of %s', (provider, meter, unit, operation, place) => {
    expect(placeOf(provider, meter, unit, { operation })).toEqual(place);
  });

  it.each(VENDORS)('set what is no consumption of %s apart, whatever its meter', (vendor) => {
    const apart = (['Credit', 'Refund', 'Tax', 'Support'] as const).map(
      (lineItemType) => placeOf(vendor, 'KAFKA_BASE', null, { lineItemType })?.[0],
    );
    expect(apart).toEqual(['credit', 'refund', 'tax', 'support']);
  });

  it('know no meter that nobody described', () => {
    expect(placeOf('confluent', 'SOMETHING_NEW', 'GB')).toBeNull();
  });
});
