import { readFileSync } from 'node:fs';
import { dayAfter } from '../../../src/cost-model/billing/days.ts';
import { readBillRules } from '../../../src/cost-model/billing/rules/bill-rules.ts';
import type { BillRow } from '../../../src/cost-model/billing/types/row.ts';
import type { BillingScope, SourceRows } from '../../../src/cost-model/billing/types/source.ts';

/** The rules for AWS as they are shipped, and those for everybody. */
export const awsRules = ['aws.yaml', 'every-provider.yaml'].flatMap((file) =>
  readBillRules(readFileSync(new URL(`../../../billing-rules/${file}`, import.meta.url), 'utf8'), file),
);

/** One line of a bill that says nothing but what it is given. */
export const row = (given: Partial<BillRow>): BillRow => ({
  day: '2026-11-03',
  until: dayAfter(given.day ?? '2026-11-03'),
  hour: null,
  provisional: false,
  provider: 'aws',
  service: 'AmazonEC2',
  usageType: '',
  operation: null,
  lineItemType: 'Usage',
  region: null,
  account: null,
  tag: null,
  resource: null,
  shared: null,
  currency: 'USD',
  quantity: null,
  unit: null,
  unblended: '0',
  amortized: null,
  list: null,
  lines: 1,
  ...given,
});

export const source = (rows: readonly BillRow[], given: Partial<SourceRows> = {}): SourceRows => ({
  source: 'cur',
  digest: 'a'.repeat(64),
  repeatable: 'november.csv',
  period: { start: '2026-11-01', end: '2026-12-01' },
  rows,
  losses: [],
  requests: { count: 0, usd: '0' },
  ...given,
});

export const scope: BillingScope = { target: 'blue', accounts: [], tags: {}, region: null, resources: {} };
