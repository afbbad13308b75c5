import type { CostsAsk } from '../../../../src/cost-model/billing/cost-explorer/costs-ask.ts';
import type { BillingScope } from '../../../../src/cost-model/billing/types/source.ts';
import type { Line } from './strict-cost-explorer.ts';

export const SCOPE: BillingScope = { target: 'blue', accounts: [], tags: {}, region: null, resources: {} };

export const ask = (given: Partial<CostsAsk> = {}): CostsAsk => ({
  scope: SCOPE,
  period: { start: '2026-11-01', end: '2026-11-03' },
  hourly: false,
  splitTag: null,
  ...given,
});

const blue = { tags: { cluster: 'blue' } };
const compute = { service: 'Amazon Elastic Compute Cloud - Compute', usageType: 'BoxUsage:m7g.large', unit: 'Hrs' };

/**
 * Two days, and a third that must not count. 2 x 24 h x 0.0816 = 3.9168; S3 0.05 + 0.0004; the covered hours stand at
 * 1.9584 and their negation at -1.9584; tax 0.41, credit -1.00, support 29.00. In all: 3.9168 + 0.0504 + 0.41 - 1 + 29
 * = 32.3772 unblended.
 */
export const NOVEMBER: readonly Line[] = [
  { at: '2026-11-01', ...compute, ...blue, cost: '1.9584', quantity: '24' },
  { at: '2026-11-02', ...compute, ...blue, cost: '1.9584', quantity: '24' },
  { at: '2026-11-01', ...blue, cost: '0.05', quantity: '10000' },
  { at: '2026-11-01', usageType: 'Requests-Tier2', cost: '0.0004', quantity: '1000', tags: { cluster: 'green' } },
  {
    at: '2026-11-02',
    ...compute,
    ...blue,
    recordType: 'SavingsPlanCoveredUsage',
    cost: '1.9584',
    amortized: '1.2',
    quantity: '24',
  },
  { at: '2026-11-02', ...compute, recordType: 'SavingsPlanNegation', cost: '-1.9584', amortized: '0' },
  { at: '2026-11-02', service: 'Tax', usageType: '', recordType: 'Tax', cost: '0.41' },
  { at: '2026-11-02', recordType: 'Credit', cost: '-1.0000000000' },
  { at: '2026-11-01', service: 'AWS Support (Developer)', usageType: '', recordType: 'Support', cost: '29' },
  { at: '2026-11-03', ...compute, ...blue, cost: '1000' },
];
export const NOVEMBER_TOTAL = '32.3772';
