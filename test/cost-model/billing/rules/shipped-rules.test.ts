import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { classify } from '../../../../src/cost-model/billing/classify/classify.ts';
import { billRulesWith, shippedBillRules } from '../../../../src/cost-model/billing/rules/shipped-rules.ts';
import { row } from '../row.ts';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the shipped rules', () => {
  it('are read, those of every provider, and no name stands twice', () => {
    const rules = shippedBillRules();
    expect(rules.map(({ provider }) => provider)).toContain('aws');
    const names = rules.map(({ provider, name }) => `${provider} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('come after one of your own, which decides', () => {
    const own =
      "name: Ours\nprovider: aws\nrules:\n  - { name: ours, usageType: 'NatGateway-.*', into: { category: ecosystem } }\n";
    writeFileSync(join(folder, 'ours.yaml'), own);
    const rules = billRulesWith(['ours.yaml'], folder);
    const names = classify([row({ usageType: 'NatGateway-Hours' }), row({ usageType: 'LCUUsage' })], rules);
    expect(names.map(({ rule }) => rule?.name)).toEqual(['ours', 'load-balancer-other']);
  });

  it('are not looked for where a file is missing: that is said', () => {
    expect(() => billRulesWith(['none.yaml'], folder)).toThrow('the rules in none.yaml cannot be read: ENOENT');
  });
});
