import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { shippedBillRules } from '../../../../src/cost-model/billing/rules/shipped-rules.ts';
import { desk } from './desk.ts';
import { ask, NOVEMBER_TOTAL, SCOPE } from './november.ts';

const at = desk();

describe('costs from Cost Explorer as a bill', () => {
  it('have every cent in a category or apart, by the rules that are shipped', async () => {
    await at.start();
    const source = await fetchCosts(ask(), at.settings());
    const bill = billOf({ sources: [source], rules: shippedBillRules(), scope: SCOPE });
    expect(bill.total).toBe(NOVEMBER_TOTAL);
    expect(bill.categories.map(({ category, amount }) => [category, amount])).toEqual([
      ['compute', '5.8752'], // 3.9168 on demand and 1.9584 that a savings plan covers
      ['object-requests', '0.0504'],
    ]);
    expect(bill.unclassified.amount).toBe('0');
    expect(bill.apart).toEqual({ tax: '0.41', credit: '-1', refund: '0', support: '29', commitments: '-1.9584' });
    // The negation is amortized to nothing, the covered hours to 1.2: 3.9168 + 1.2 + 0.0504 + 0.41 - 1 + 29.
    expect(bill.amortizedTotal).toBe('33.5772');
  });
});
