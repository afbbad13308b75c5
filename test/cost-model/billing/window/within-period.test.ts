import { describe, expect, it } from 'vitest';
import { windowOf } from '../../../../src/cost-model/billing/window/charged-days.ts';
import { withinPeriod } from '../../../../src/cost-model/billing/window/within-period.ts';
import { row, source } from '../row.ts';

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
