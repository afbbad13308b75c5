import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ExportOptions } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { scope } from '../row.ts';

/** A folder of its own for a test file's exports. */
export function exportFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const put = (name: string, content: string | Uint8Array): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return name;
  };
  return {
    folder,
    put,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    options: (given: Partial<ExportOptions> = {}): ExportOptions => ({ scope, from: folder, ...given }),
  };
}

const cell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const csv = (lines: readonly Readonly<Record<string, string>>[]): string => {
  const names = Object.keys(lines[0] ?? {});
  return [names.join(','), ...lines.map((line) => names.map((name) => cell(line[name] ?? '')).join(','))]
    .join('\n')
    .concat('\n');
};

let numbered = 0;

/** A line of CUR 2.0 with a number of its own. */
export const curLine = (given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  identity_line_item_id: `line-${++numbered}`,
  identity_time_interval: '2026-11-03T00:00:00Z/2026-11-03T01:00:00Z',
  bill_invoice_id: 'INV-1',
  line_item_usage_account_id: '123456789012',
  line_item_usage_start_date: '2026-11-03T07:00:00Z',
  line_item_product_code: 'AmazonEC2',
  line_item_usage_type: 'BoxUsage:m7g.large',
  line_item_operation: 'RunInstances',
  line_item_usage_amount: '1',
  line_item_unblended_cost: '0.0816',
  line_item_line_item_type: 'Usage',
  line_item_currency_code: 'USD',
  product_region_code: 'us-east-1',
  pricing_unit: 'Hrs',
  pricing_public_on_demand_cost: '0.0816',
  resource_tags: '{"user_team":"kafka"}',
  ...given,
});

export const exportCsv = (...lines: readonly Readonly<Record<string, string>>[]): string => csv(lines);

export const without = (
  columns: readonly string[],
  lines: readonly Readonly<Record<string, string>>[],
): readonly Readonly<Record<string, string>>[] =>
  lines.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => !columns.includes(name))));

/** A line of FOCUS 1.2 as AWS writes it. */
export const focusLine = (given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  BilledCost: '0.0816',
  BillingAccountId: '123456789012',
  BillingCurrency: 'USD',
  ChargeCategory: 'Usage',
  ChargeClass: 'NULL',
  ChargeDescription: '$0.0816 per hour',
  ChargePeriodStart: '2026-11-03T07:00:00Z',
  ChargePeriodEnd: '2026-11-03T08:00:00Z',
  CommitmentDiscountCategory: '',
  CommitmentDiscountId: '',
  CommitmentDiscountStatus: '',
  EffectiveCost: '0.0816',
  InvoiceId: 'INV-1',
  ListCost: '0.0816',
  PricingQuantity: '1',
  PricingUnit: 'Hrs',
  ProviderName: 'Amazon Web Services',
  RegionId: 'us-east-1',
  ResourceId: 'i-1',
  ServiceCategory: 'Compute',
  ServiceName: 'Amazon Elastic Compute Cloud',
  SkuId: 'NULL',
  SubAccountId: '123456789012',
  Tags: '{"user:team":"kafka"}',
  x_Operation: 'RunInstances',
  x_UsageType: 'BoxUsage:m7g.large',
  ...given,
});

/** Writes what a query gives, as Parquet. */
export async function writeParquet(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}
