import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { reconcile } from '../../../../src/cost-model/billing/reconcile/reconcile.ts';
import type { BillRow } from '../../../../src/cost-model/billing/types/row.ts';
import type { BillRule } from '../../../../src/cost-model/billing/types/rule.ts';
import { row, scope, source } from '../row.ts';
import { modelled } from './fixture.ts';

const RULES: readonly BillRule[] = [
  {
    name: 'machine',
    provider: 'aws',
    usageType: 'BoxUsage',
    billedIn: 'Hrs',
    into: { category: 'compute' },
    price: { key: 'machine', unit: 'instance-hour', perUnit: '1' },
  },
  { name: 'fee', provider: 'aws', lineItemType: ['RIFee', 'SavingsPlanRecurringFee'], into: { apart: 'commitments' } },
];

/** The 7200 hours that are modelled at 0.10, covered; half of what they would cost is paid for the reservation. */
const covered = (given: Partial<BillRow>): BillRow =>
  row({ usageType: 'BoxUsage', lineItemType: 'DiscountedUsage', quantity: '7200', unit: 'Hrs', ...given });

const reconciled = (...rows: readonly BillRow[]) =>
  reconcile({
    cost: modelled(),
    platform: 'one/only',
    target: 'blue',
    bill: billOf({ sources: [source(rows)], rules: RULES, scope }),
    measured: [],
  });
const compute = ({ rows }: ReturnType<typeof reconciled>) => rows.find(({ category }) => category === 'compute');

describe('usage that a reservation covers', () => {
  it('is set beside the model at what it costs with the reservation spread, not as free of charge', () => {
    const spread = reconciled(covered({ unblended: '0', amortized: '360' }));
    expect(spread.view).toBe('amortized');
    // 360 − 720 of modelled hours, all of it price: half of the list price is paid.
    expect(compute(spread)).toMatchObject({ modelled: '720', billed: '360', price: '-360', quantity: '0', mix: '0' });
    expect(spread.notes[0]).toContain('spread over what they cover');
    expect(spread.total.billedInWindow).toBe('360');
  });

  it('has what of the fee covered nothing under commitments', () => {
    const spread = reconciled(
      covered({ unblended: '0', amortized: '360' }),
      row({ lineItemType: 'RIFee', unblended: '400', amortized: '40' }),
    );
    expect(spread.rows.find(({ category }) => category === 'commitments')).toMatchObject({ billed: '40' });
    expect(spread.total.billed).toBe('400');
  });

  it('whose cost the bill does not say is compared as billed, and that this is no price is said', () => {
    const billed = reconciled(covered({ unblended: '0', amortized: null }));
    expect(billed.view).toBe('unblended');
    expect(compute(billed)).toMatchObject({ billed: '0', price: '-720' });
    expect(billed.notes[0]).toContain('The effects of price are therefore none that anybody pays');
  });
});

describe('usage that nothing covers', () => {
  it('needs no word, whether its amortized cost is known or not', () => {
    const usage = { usageType: 'BoxUsage', quantity: '7200', unit: 'Hrs', unblended: '720' };
    for (const amortized of ['720', null]) {
      const { notes, total } = reconciled(row({ ...usage, amortized }));
      expect(total.billed).toBe('720');
      expect(notes.join(' ')).not.toMatch(/spread/);
    }
  });
});
