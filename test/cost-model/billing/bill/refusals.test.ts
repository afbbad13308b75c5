import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import type { SourceRows } from '../../../../src/cost-model/billing/types/source.ts';
import { awsRules, row, scope, source } from '../row.ts';

const bill = (...sources: readonly SourceRows[]) => billOf({ sources, rules: awsRules, scope });

const first = source([row({ unblended: '1' })], { digest: '1', repeatable: 'a.csv' });

describe('a bill is refused', () => {
  it('of two currencies, with where each is', () => {
    const euros = source([row({ day: '2026-11-04', currency: 'EUR' })], { digest: '2', repeatable: 'b.csv' });
    expect(() => bill(first, euros)).toThrow(
      'two currencies do not make one total: USD in cur (a.csv); EUR in cur (b.csv)',
    );
  });

  it('of one source twice, with both names', () => {
    expect(() => bill(first, { ...first, repeatable: 'copy.csv' })).toThrow(
      'cur (a.csv) and cur (copy.csv) are the same and would count twice',
    );
  });

  it('of the same days of a provider from two sources, with both names and the first day', () => {
    const explorer = source([row({ day: '2026-11-02' }), row({}), row({ day: '2026-11-04' })], {
      source: 'cost-explorer',
      digest: '2',
      repeatable: 'aws ce get-cost-and-usage',
    });
    const two = source([row({}), row({ day: '2026-11-04' })], { digest: '3', repeatable: 'a.csv' });
    expect(() => bill(two, explorer)).toThrow(
      'cur (a.csv) and cost-explorer (aws ce get-cost-and-usage) both have what aws billed for 2026-11-03 and 1 more: it would count twice',
    );
  });

  it('of a day that a line of a month in another source has too', () => {
    const month = source([row({ day: '2026-11-01', until: '2026-12-01' })], { digest: '2', repeatable: 'month.csv' });
    expect(() => bill(first, month)).toThrow(
      'cur (a.csv) and cur (month.csv) both have what aws billed for 2026-11-03: it would count twice',
    );
  });

  it('with a source named by its days where what repeats it is long', () => {
    const asked = { ...first, digest: '2', source: 'cost-explorer', repeatable: `aws ce ${'x'.repeat(80)}` };
    expect(() => bill(first, asked)).toThrow(
      'cur (a.csv) and cost-explorer of 2026-11-01 until before 2026-12-01 both have what aws billed',
    );
  });

  it('of nothing', () => {
    expect(() => bill(source([]))).toThrow('nothing was billed to blue in cur (november.csv)');
    expect(() => bill()).toThrow('nothing was billed to blue in no source');
  });

  it('with everything that is wrong at once', () => {
    expect(() => bill(first, { ...first, rows: [row({ currency: 'EUR' })] })).toThrow(/two currencies.*are the same/);
  });
});

describe('a bill is made', () => {
  it('of one provider on other days and of another on the same', () => {
    const later = source([row({ day: '2026-12-01', unblended: '2' })], {
      digest: '2',
      period: { start: '2026-12-01', end: '2027-01-01' },
      losses: ['no tags'],
    });
    const vendor = source([row({ provider: 'somebody', unblended: '4' })], { digest: '3', losses: ['no tags'] });
    const { total, period, sources, losses } = bill(first, later, vendor);
    expect(total).toBe('7');
    expect(period).toMatchObject({ start: '2026-11-01', end: '2027-01-01' });
    expect(sources.map((of) => of.total)).toEqual(['1', '2', '4']);
    expect(losses).toEqual(['no tags']);
  });
});
