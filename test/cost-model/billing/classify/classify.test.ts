import { describe, expect, it } from 'vitest';
import { classify } from '../../../../src/cost-model/billing/classify/classify.ts';
import type { BillRule } from '../../../../src/cost-model/billing/types/rule.ts';
import { row } from '../row.ts';

const rule = (name: string, given: Partial<BillRule>): BillRule => ({
  name,
  provider: 'aws',
  into: { category: 'network' },
  ...given,
});

const names = (rules: readonly BillRule[], ...usageTypes: readonly string[]) =>
  classify(
    usageTypes.map((usageType) => row({ usageType })),
    rules,
  ).map(({ rule: found }) => found?.name ?? null);

describe('classification', () => {
  it('takes the first rule that matches, and none where none does', () => {
    const rules = [rule('a', { usageType: 'Nat.*' }), rule('b', { usageType: '.*Bytes' })];
    expect(names(rules, 'NatGateway-Bytes', 'VpcEndpoint-Bytes', 'LCUUsage')).toEqual(['a', 'b', null]);
  });

  it('reads a pattern over the whole value, alternatives included', () => {
    const rules = [rule('a', { usageType: 'In|Out' })];
    expect(names(rules, 'In', 'Out', 'Inside', 'RunOut')).toEqual(['a', 'a', null, null]);
  });

  it('matches a usage type without its prefix, once', () => {
    const rules = [rule('a', { usageType: 'LCUUsage', usageTypePrefix: '([A-Z]{3}[0-9]|EU)-' })];
    expect(names(rules, 'LCUUsage', 'EUC1-LCUUsage', 'EU-LCUUsage', 'EUC1-EU-LCUUsage', 'X-LCUUsage')).toEqual([
      'a',
      'a',
      'a',
      null,
      null,
    ]);
  });

  it('needs every condition, and takes what is not known for no match', () => {
    const rules = [rule('a', { usageType: 'LCUUsage', operation: 'Load.*', billedIn: 'Hrs' })];
    const matched = (given: Parameters<typeof row>[0]) =>
      classify([row({ usageType: 'LCUUsage', ...given })], rules)[0]?.rule?.name ?? null;
    expect(matched({ operation: 'LoadBalancing', unit: 'Hrs' })).toBe('a');
    expect(matched({ operation: 'LoadBalancing', unit: 'GB' })).toBeNull();
    expect(matched({ operation: null, unit: 'Hrs' })).toBeNull();
    expect(matched({ operation: 'LoadBalancing' })).toBeNull();
  });

  it('takes rules of every provider for the lines of all, and a name of one provider for its own', () => {
    const rules = [
      rule('own', { lineItemType: ['Tax'], into: { category: 'vendor' } }),
      rule('tax', { provider: '*', lineItemType: ['Tax'], into: { apart: 'tax' } }),
    ];
    const rows = ['aws', 'nobody has rules for it'].map((provider) => row({ provider, lineItemType: 'Tax' }));
    expect(classify(rows, rules).map(({ rule: found }) => found?.name)).toEqual(['own', 'tax']);
  });

  it.each(['Tax', 'Credit', 'Refund', 'Support', 'Adjustment'] as const)(
    'leaves a line of type %s to rules that name the type, whatever it was charged on',
    (lineItemType) => {
      const on = row({ usageType: 'X', lineItemType });
      expect(classify([on], [rule('a', { usageType: 'X' })])[0]?.rule).toBeNull();
      const named = rule('b', { usageType: 'X', lineItemType: [lineItemType] });
      expect(classify([on], [rule('a', { usageType: 'X' }), named])[0]?.rule?.name).toBe('b');
    },
  );

  it('tells lines apart that differ only in their type', () => {
    const rules = [rule('tax', { lineItemType: ['Tax'], into: { apart: 'tax' } }), rule('a', { usageType: 'X' })];
    const rows = [row({ usageType: 'X' }), row({ usageType: 'X', lineItemType: 'Tax' }), row({ usageType: 'X' })];
    expect(classify(rows, rules).map(({ rule: found }) => found?.name)).toEqual(['a', 'tax', 'a']);
  });
});
