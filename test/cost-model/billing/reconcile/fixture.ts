import type { Bill, BilledUsage } from '../../../../src/cost-model/billing/types/bill.ts';
import type { Apart } from '../../../../src/cost-model/billing/types/rule.ts';
import type { PricedWorkload } from '../../../../src/cost-model/pricing/price-workload.ts';
import { CATEGORIES } from '../../../../src/cost-model/types/shape.ts';
import { plus } from '../../decimal-strings.ts';
import { figure, small } from '../../small-platforms.ts';

/**
 * A month of 720 hours: 10 instances at 0.10 an hour are 720; 200 GiB, of which the first 100 at 0.50 and the rest at
 * 0.25, are 75; a vendor takes 0.02 for each of 1000 GiB, 20; a meter without a price; the team 4 hours at 100.
 */
export const modelled = (change: Parameters<typeof small>[1]['terms'] = {}): PricedWorkload =>
  small(
    [
      {
        name: 'one',
        assumptions: {
          instances: figure(10, 'instance'),
          kept: figure(200, 'GiB'),
          moved: figure(1000, 'GiB'),
          worked: figure(4, 'engineer-hour'),
        },
        lines: [
          { item: 'Machines', unit: 'instance-hour', quantity: 'instances * hours', price: 'machine' },
          {
            item: 'Disks',
            category: 'broker-storage',
            unit: 'GiB-month',
            quantity: 'kept * month',
            price: 'disk',
          },
          { item: 'Meter', category: 'vendor', paidTo: 'vendor', unit: 'GiB', quantity: 'moved', price: 'meter' },
          {
            item: 'Secret meter',
            category: 'vendor',
            paidTo: 'vendor',
            unit: 'GiB',
            quantity: 'moved',
            price: 'secret',
          },
          {
            item: 'People',
            category: 'labor',
            paidTo: 'team',
            unit: 'engineer-hour',
            quantity: 'worked',
            price: 'person',
          },
        ],
      },
    ],
    {
      prices: {
        machine: { unit: 'instance-hour', tiers: [[null, '0.1']] },
        disk: {
          unit: 'GiB-month',
          tiers: [
            [100, '0.5'],
            [null, '0.25'],
          ],
        },
        meter: { unit: 'GiB', tiers: [[null, '0.02']] },
        person: { unit: 'engineer-hour', tiers: [[null, '100']] },
      },
      terms: change,
    },
  );

export const usage = (said: Partial<BilledUsage> & Pick<BilledUsage, 'amount'>): BilledUsage => ({
  rule: 'rule',
  category: 'compute',
  usageType: 'Usage',
  priceKey: null,
  quantity: null,
  unit: null,
  list: null,
  ...said,
});

interface Said {
  readonly usage?: readonly BilledUsage[];
  readonly apart?: Partial<Record<Apart, string>>;
  readonly unclassified?: Bill['unclassified'];
  readonly period?: Partial<Bill['period']>;
  readonly days?: Bill['days'];
  readonly currency?: string;
}

/** A bill whose categories are the sums of its usage; November 2026, 720 hours, unless it says another window. */
export function billOf({
  usage: lines = [],
  apart = {},
  unclassified,
  period,
  days = [],
  currency = 'USD',
}: Said): Bill {
  const aside = { tax: '0', credit: '0', refund: '0', support: '0', commitments: '0', ...apart };
  const rest = unclassified ?? { amount: '0', top: [] };
  return {
    schemaVersion: 1,
    currency,
    period: { start: '2026-11-01', end: '2026-12-01', provisional: false, ...period },
    total: plus([...lines.map(({ amount }) => amount), rest.amount, ...Object.values(aside)]),
    categories: CATEGORIES.flatMap((category) => {
      const own = lines.filter((line) => line.category === category);
      if (own.length === 0) return [];
      return { category, amount: plus(own.map(({ amount }) => amount)), amortized: null, lines: own.length };
    }),
    unclassified: rest,
    apart: aside,
    amortizedTotal: null,
    days,
    rules: [],
    usage: lines,
    sources: [],
    shared: [],
    losses: [],
  };
}
