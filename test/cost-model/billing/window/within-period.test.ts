import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { windowMonth } from '../../../../src/cost-model/billing/reconcile/window-month.ts';
import { billedOn } from '../../../../src/cost-model/billing/run-spend/billed-on.ts';
import { windowOf } from '../../../../src/cost-model/billing/window/charged-days.ts';
import { withinPeriod } from '../../../../src/cost-model/billing/window/within-period.ts';
import { awsRules, row, scope, source } from '../row.ts';

const NOVEMBER = { start: '2026-11-01', end: '2026-12-01' };
const day = (date: string, unblended: string) => row({ day: date, unblended, usageType: 'BoxUsage:m7g.large' });
const month = (given: Parameters<typeof row>[0] = {}) =>
  row({ day: '2026-11-01', until: '2026-12-01', usageType: 'BoxUsage:m7g.large', unblended: '58.75', ...given });

const days = source([day('2026-11-01', '1'), day('2026-11-02', '2'), day('2026-11-03', '4')], {
  period: { start: '2026-11-01', end: '2026-11-04' },
});

describe('the days of a source', () => {
  it('are those of the period, whose end is no part of it, and what is left out is said', () => {
    const within = withinPeriod(days, { start: '2026-11-02', end: '2026-11-03' });
    expect(within.rows.map(({ unblended }) => unblended)).toEqual(['2']);
    expect(within.period).toEqual({ start: '2026-11-02', end: '2026-11-03' });
    expect(within.losses).toEqual([expect.stringContaining('USD 5.00 of other days is left out')]);
    expect(within.digest).not.toBe(days.digest);
  });

  it('are all that were asked for, also those on which nothing was charged', () => {
    const asked = { start: '2026-10-15', end: '2027-01-01' };
    expect(withinPeriod(days, asked).period).toEqual(asked);
    expect(withinPeriod(days, null)).toBe(days);
  });

  it('that the source does not have are refused with those that it has', () => {
    expect(() => withinPeriod(days, { start: '2026-12-05', end: '2026-12-06' })).toThrow(
      'cur has nothing from 2026-12-05 until before 2026-12-06; it is of 2026-11-01 until before 2026-11-04',
    );
  });

  it('that usage of a month is only partly of are refused, with days that cut nothing', () => {
    const monthly = source([month(), day('2026-12-01', '3')], { period: { start: '2026-11-01', end: '2026-12-02' } });
    for (const cut of [
      { start: '2026-11-01', end: '2026-11-08' },
      { start: '2026-11-08', end: '2026-12-01' },
    ]) {
      expect(() => withinPeriod(monthly, cut)).toThrow(
        expect.objectContaining({
          message: expect.stringContaining('usage (1 line, USD 58.75) that lasts beyond'),
          problems: [expect.objectContaining({ todo: expect.stringContaining('--start 2026-11-01 --end 2026-12-01') })],
        }),
      );
    }
  });

  it('have the fees and taxes that stand on them, whole, which is said', () => {
    const fee = month({ lineItemType: 'Fee', unblended: '250' });
    const within = withinPeriod(source([fee, ...days.rows]), { start: '2026-11-01', end: '2026-11-03' });
    expect(within.rows.map(({ unblended }) => unblended)).toEqual(['250', '1', '2']);
    expect(within.losses.join(' ')).toContain('USD 250.00 (Fee) is of more days than these');
  });
});

describe('a window that nobody asked for', () => {
  it('is of as many days as its usage lasts, of which a fee has its first', () => {
    expect(windowOf([month()])).toEqual(NOVEMBER);
    expect(windowOf([day('2026-11-03', '1'), month({ lineItemType: 'Tax' })])).toEqual({
      start: '2026-11-01',
      end: '2026-11-04',
    });
    expect(windowOf([month({ lineItemType: 'Fee' })])).toEqual(NOVEMBER);
    expect(windowOf([])).toBeNull();
  });
});

describe('a month of a bill with a line a month', () => {
  const bill = billOf({ sources: [source([month()])], rules: awsRules, scope });
  const window = windowMonth(bill, 730);

  it('is November’s 720 hours as 730: 58.75 are 59.57, not thirty times as much', () => {
    // 58.75 × 730 ÷ 720
    expect(window.monthly(bill.total, null)).toBe('59.5659722222');
  });

  it('has no day without a line', () => {
    expect(window.scaling.labels).toEqual([]);
    expect(bill.days).toMatchObject([{ day: '2026-11-01', until: '2026-12-01', amount: '58.75', other: '0' }]);
  });

  it('says nothing of single days', () => {
    expect(billedOn(bill, '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z')).toBeNull();
    const daily = billOf({ sources: [days], rules: awsRules, scope });
    expect(billedOn(daily, '2026-11-01T10:00:00Z', '2026-11-02T11:00:00Z')).toBe('3');
  });
});

describe('a month of six hours', () => {
  it('is made of those six, and called shorter than a day', () => {
    const sixHours = source([day('2026-11-03', '6')], { period: { start: '2026-11-03', end: '2026-11-04' }, hours: 6 });
    const bill = billOf({ sources: [sixHours], rules: awsRules, scope });
    const window = windowMonth(bill, 730);
    expect(bill.period).toMatchObject({ hours: 6 });
    expect(window.monthly('6', null)).toBe('730');
    // Six hours of the 720 of November are a hundred and twentieth of it.
    expect(window.monthly('1', 'GiB-month')).toBe('120');
    expect(window.scaling.labels).toContain('shorter than a day');
    expect(window.scaling.method).toContain('6 hours of it: × 730 h ÷ 6 h');
  });
});
