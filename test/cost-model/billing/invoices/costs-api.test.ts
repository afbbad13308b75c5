import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { invoiceMapping } from '../../../../src/cost-model/billing/invoices/mapping/shipped-mappings.ts';
import { readInvoices } from '../../../../src/cost-model/billing/invoices/read-invoices.ts';
import { shippedBillRules } from '../../../../src/cost-model/billing/rules/shipped-rules.ts';
import { scope } from '../row.ts';
import { folderWith } from './files.ts';

/** In the shape of `GET /billing/v1/costs`; the amounts are ours. */
const cost = (id: string, line_type: string, more: object) => ({
  api_version: 'billing/v1',
  kind: 'Cost',
  id,
  start_date: '2026-11-01',
  end_date: '2026-11-02',
  granularity: 'DAILY',
  network_access_type: 'INTERNET',
  product: 'KAFKA',
  line_type,
  resource: { id: 'lkc-1', display_name: 'orders', environment: { id: 'env-1' } },
  ...more,
});

const COSTS = [
  cost('d-1', 'KAFKA_NUM_CKUS', {
    amount: 50,
    original_amount: 54,
    discount_amount: 4,
    quantity: 24,
    unit: 'Hour',
    price: 2.25,
  }),
  cost('d-2', 'KAFKA_NETWORK_WRITE', { amount: 5.05, original_amount: 5.05, quantity: 101, unit: 'GB', price: 0.05 }),
  cost('d-3', 'KAFKA_STORAGE', {
    amount: 0.8,
    original_amount: 0.8,
    quantity: 7300,
    unit: 'GB-hour',
    price: 0.00010959,
  }),
  cost('d-4', 'CONNECT_CAPACITY', {
    product: 'CONNECT',
    amount: 1.25,
    original_amount: 1.25,
    quantity: 24,
    unit: 'Hour',
  }),
  cost('d-5', 'SOMETHING_NEW', { amount: 0.75, original_amount: 0.75 }),
  cost('d-6', 'SUPPORT', { product: 'SUPPORT_CLOUD_BASIC', amount: 3.1, original_amount: 3.1, resource: undefined }),
  cost('d-7', 'PROMO_CREDIT', { amount: -10, original_amount: -10, description: 'CODE', resource: undefined }),
];

const page = (data: readonly unknown[], next = '') =>
  JSON.stringify({ api_version: 'billing/v1', data, metadata: { next } });

const read = (files: Readonly<Record<string, string>>, resources: Readonly<Record<string, readonly string[]>> = {}) =>
  readInvoices(Object.keys(files), {
    mapping: invoiceMapping('confluent-costs-api', '/'),
    scope: { ...scope, resources },
    from: folderWith(files),
  });

describe('costs of a costs API', () => {
  it('become a bill whose parts add up, by category and with the price of the cluster type', () => {
    const source = read({ 'a.json': page(COSTS) }, { ClusterType: ['enterprise'] });
    const bill = billOf({ sources: [source], rules: shippedBillRules(), scope });
    // 50 + 5.05 + 0.8 + 1.25 + 0.75 + 3.1 − 10
    expect(bill.total).toBe('50.95');
    expect(bill.categories.map(({ category, amount }) => [category, amount])).toEqual([
      ['vendor', '55.85'],
      ['ecosystem', '1.25'],
    ]);
    expect(bill.unclassified.amount).toBe('0.75');
    expect(bill.apart).toMatchObject({ support: '3.1', credit: '-10', tax: '0' });
    const usage = new Map(bill.usage.map(({ priceKey, quantity, unit, list }) => [priceKey, { quantity, unit, list }]));
    expect(usage.get('confluent.enterprise.ecku')).toEqual({ quantity: '24', unit: 'eCKU-hour', list: '54' });
    expect(usage.get('confluent.enterprise.in')).toEqual({ quantity: '101', unit: 'GiB', list: '5.05' });
    // 7300 GB-hours are 10 GB for a month of 730 hours.
    expect(Number(usage.get('confluent.enterprise.storage')?.quantity)).toBeCloseTo(10, 9);
  });

  it('have no price of the model where the target does not say its type', () => {
    const source = read({ 'a.json': page(COSTS) });
    const bill = billOf({ sources: [source], rules: shippedBillRules(), scope });
    expect(bill.usage.every(({ priceKey }) => priceKey === null)).toBe(true);
    expect(bill.categories[0]).toMatchObject({ category: 'vendor', amount: '55.85' });
    expect(source.losses.join('\n')).toContain('`resources.ClusterType` of blue is not given');
  });

  it('leave out what is of other clusters or of none where the target names its own, and say how much that is', () => {
    const other = cost('d-8', 'KAFKA_BASE', { amount: 7, resource: { id: 'lkc-2' } });
    const source = read({ 'a.json': page([...COSTS, other]) }, { ClusterId: ['lkc-1'], ClusterType: ['basic'] });
    expect(source.rows.some(({ resource }) => resource !== 'lkc-1')).toBe(false);
    // 7 of lkc-2, and 3.1 − 10 of none
    expect(source.losses).toContain('3 lines of other clusters are left out, USD 0.10; 2 of them name no cluster');
  });

  it('that are of none of the clusters are refused', () => {
    expect(() => read({ 'a.json': page(COSTS) }, { ClusterId: ['lkc-9'] })).toThrow('no line of confluent is of lkc-9');
  });

  it('keep every digit of a number that no double holds', () => {
    const text = page(COSTS.slice(0, 1)).replace('"amount":50', '"amount":12345678901.123456789012');
    expect(read({ 'a.json': text }).rows[0]?.unblended).toBe('12345678901.123456789012');
  });

  it('of several pages are one source, and are refused without the last page or with one line twice', () => {
    const first = page(COSTS.slice(0, 3), 'https://api.confluent.cloud/billing/v1/costs?page_token=x');
    expect(read({ '1.json': first, '2.json': page(COSTS.slice(3)) }).rows).toHaveLength(7);
    expect(() => read({ '1.json': first })).toThrow('1.json: another page follows, and the last one is not given');
    expect(() => read({ '1.json': first, '2.json': page(COSTS.slice(2)) })).toThrow(
      '1.json and 2.json have 1 lines in common, which would count twice',
    );
  });

  it('are read as a bare list too; what is no JSON or has no list is refused', () => {
    expect(read({ 'a.json': JSON.stringify(COSTS) }).rows).toHaveLength(7);
    expect(() => read({ 'a.json': page(COSTS).slice(0, -5) })).toThrow('a.json is no JSON, or cut off');
    expect(() => read({ 'a.json': '{"errors":[{"status":"401"}]}' })).toThrow('a.json has no list of lines under data');
  });

  it('without an amount, as old organizations get them, are refused and not taken for nothing', () => {
    const text = page([COSTS[0], cost('d-9', 'KAFKA_BASE', { quantity: 24, price: 0.1 })]);
    expect(() => read({ 'a.json': text })).toThrow('amount is empty');
  });
});
