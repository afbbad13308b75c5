import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import type { SharedCosts } from '../../../../src/cost-model/billing/shared-costs/shared-costs.ts';
import { awsRules, row, scope, source } from '../row.ts';

const nat = row({
  shared: 0,
  usageType: 'NatGateway-Hours',
  quantity: '720',
  unit: 'Hrs',
  unblended: '100',
  amortized: '100',
});
const own = row({ usageType: 'BoxUsage:m7g.large', unblended: '7' });
const byBytes = (weights: SharedCosts['weights']): SharedCosts => ({
  by: 'written bytes',
  of: { usageType: 'NatGateway-.*' },
  weights,
});

const billTo = (target: string, shared: readonly SharedCosts[]) =>
  billOf({ sources: [source([nat, own])], rules: awsRules, scope: { ...scope, target }, shared });

describe('shared costs', () => {
  it('are split by weights, and what is not shared stays whole', () => {
    const { total, categories, shared, usage, sources } = billTo('blue', [byBytes({ blue: '30', green: '90' })]);
    // a quarter of 100, and 7
    expect(total).toBe('32');
    expect(categories.map(({ category, amount }) => [category, amount])).toEqual([
      ['compute', '7'],
      ['network', '25'],
    ]);
    expect(usage.find(({ priceKey }) => priceKey === 'aws.nat.hour')?.quantity).toBe('180');
    expect(shared).toEqual([{ by: 'written bytes', share: '0.25', amount: '25', others: '75' }]);
    // What the source has, less what others pay of it: 107 − 75 = 32.
    expect(sources[0]?.total).toBe('107');
  });

  it('give all targets together what was billed, even where a share has no end', () => {
    const thirds = byBytes({ blue: '1', green: '1', red: '1' });
    const parts = ['blue', 'green', 'red'].map((target) => billTo(target, [thirds]).shared[0]?.amount ?? '');
    expect(parts).toEqual(['33.333333333333', '33.333333333333', '33.333333333334']);
  });

  it('are refused where the target has no weight, or a weight is none', () => {
    expect(() => billTo('blue', [byBytes({ green: '1' })])).toThrow(
      'costs shared by written bytes: blue has no weight',
    );
    expect(() => billTo('blue', [byBytes({ blue: '0' })])).toThrow('the weight of blue is "0"');
    expect(() => billTo('blue', [byBytes({ blue: '-1' })])).toThrow('the weight of blue is "-1"');
  });

  it('are split by the key that each is of, and a key that is of none is not listed', () => {
    const all: SharedCosts = { by: 'clusters', of: { service: '.*' }, weights: { blue: '1', green: '1' } };
    const other = { ...nat, shared: 1, unblended: '7' };
    const { shared, total } = billOf({
      sources: [source([nat, other, own])],
      rules: awsRules,
      scope,
      shared: [byBytes({ blue: '1', green: '3' }), all, byBytes({ blue: '1' })],
    });
    expect(shared.map(({ amount }) => amount)).toEqual(['25', '3.5']);
    // 25 + 3.5 + 7
    expect(total).toBe('35.5');
  });
});
