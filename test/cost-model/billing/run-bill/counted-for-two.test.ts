import { describe, expect, it } from 'vitest';
import { refuseCountedForTwo } from '../../../../src/cost-model/billing/run-bill/counted-for-two.ts';
import type { BillRow } from '../../../../src/cost-model/billing/types/row.ts';
import type { SavedSource } from '../../../../src/cost-model/billing/types/saved-billing.ts';
import type { BillingScope, SourceRows } from '../../../../src/cost-model/billing/types/source.ts';
import { awsRules, row, scope, source } from '../row.ts';

const saved = (
  target: string,
  narrow: Partial<BillingScope>,
  rows: readonly BillRow[],
  given: Partial<SourceRows> = {},
): SavedSource => ({
  formatVersion: 2,
  kind: 'source',
  scope: { ...scope, target, ...narrow },
  shared: [],
  rules: awsRules,
  source: source(rows, { digest: target, repeatable: `${target}.csv`, ...given }),
});

const line = (given: Partial<BillRow> = {}) => row({ account: '1', region: 'eu-west-1', unblended: '1', ...given });
const tags = (cluster: string) => ({ tags: { cluster } });
const refused = (...all: readonly SavedSource[]) => expect(() => refuseCountedForTwo(all));

const TWICE = 'would count for blue and for green: what aws billed for 2026-11-03 has';

describe('the same lines for two targets are refused', () => {
  it.each<[string, SavedSource, SavedSource]>([
    ['where neither says what is its own', saved('blue', {}, [line()]), saved('green', {}, [line()])],
    ['where one is within the other by a tag', saved('blue', {}, [line()]), saved('green', tags('green'), [line()])],
    [
      'where one has a tag more',
      saved('blue', tags('a'), [line()]),
      saved('green', { tags: { cluster: 'a', team: 'b' } }, [line()]),
    ],
    [
      'where the account of one holds what the other is tagged with',
      saved('blue', { accounts: ['1', '2'] }, [line()]),
      saved('green', tags('green'), [line()]),
    ],
    [
      'from another kind of source',
      saved('blue', { accounts: ['1'] }, [line()]),
      saved('green', { accounts: ['1'] }, [line({ account: null, region: null })], { source: 'cost-explorer' }),
    ],
    [
      'on one day of a line of a month',
      saved('blue', {}, [line({ day: '2026-11-01', until: '2026-12-01' })]),
      saved('green', {}, [line()]),
    ],
    [
      'where one shares what the other has whole',
      saved('blue', { accounts: ['1'] }, [line()]),
      saved('green', { accounts: ['2'] }, [line({ shared: 0 }), line({ account: '2', usageType: 'x' })]),
    ],
  ])('%s', (_, blue, green) => {
    refused(blue, green).toThrow(TWICE);
    refused(green, blue).toThrow('would count for green and for blue');
  });

  it('of an invoice by its clusters, not by tags that no invoice has', () => {
    const invoice = (target: string, resource: string | null, shared: number | null = null) =>
      saved(target, tags(target), [row({ provider: 'vendor', resource, shared })], { source: 'invoice:vendor' });
    refused(invoice('blue', null), invoice('green', null)).toThrow('what vendor billed for 2026-11-03');
    refused(invoice('blue', 'c-1'), invoice('green', 'c-2')).not.toThrow();
    refused(invoice('blue', null, 0), invoice('green', null, 0)).not.toThrow();
  });
});

describe('lines of two targets are let be', () => {
  it.each<[string, SavedSource, SavedSource]>([
    ['of two values of a tag', saved('blue', tags('blue'), [line()]), saved('green', tags('green'), [line()])],
    [
      'of two accounts',
      saved('blue', { accounts: ['1'] }, [line()]),
      saved('green', { accounts: ['2'] }, [line({ account: '2' })]),
    ],
    [
      'of two regions',
      saved('blue', { region: 'eu-west-1' }, [line()]),
      saved('green', { region: 'us-east-1' }, [line({ region: 'us-east-1' })]),
    ],
    ['of two days', saved('blue', {}, [line()]), saved('green', {}, [line({ day: '2026-11-04' })])],
    ['of two providers', saved('blue', {}, [line()]), saved('green', {}, [line({ provider: 'vendor' })])],
    [
      'that both share',
      saved('blue', tags('blue'), [line({ shared: 0 })]),
      saved('green', tags('green'), [line({ shared: 0 })]),
    ],
  ])('%s', (_, blue, green) => refused(blue, green).not.toThrow());
});
