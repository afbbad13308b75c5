import { describe, expect, it } from 'vitest';
import { calendarMonth, fiscalQuarter } from '../../../src/cost-model/business/fiscal-calendar.ts';

describe('a fiscal year', () => {
  it.each([
    // As the calendar's.
    [1, '2027-01', 'FY2027 Q1'],
    [1, '2027-12', 'FY2027 Q4'],
    // From April, as in Japan and India: it ends in March of the year that names it.
    [4, '2027-03', 'FY2027 Q4'],
    [4, '2027-04', 'FY2028 Q1'],
    [4, '2027-12', 'FY2028 Q3'],
    [4, '2028-01', 'FY2028 Q4'],
    // From October, as in the federal government of the United States.
    [10, '2026-09', 'FY2026 Q4'],
    [10, '2026-10', 'FY2027 Q1'],
    [10, '2027-01', 'FY2027 Q2'],
    [12, '2026-12', 'FY2027 Q1'],
  ])('that begins in month %i has %s in %s', (startsIn, calendar, quarter) => {
    expect(fiscalQuarter(calendar, startsIn)).toBe(quarter);
  });
});

it('months run on over the end of a year', () => {
  expect([1, 2, 3, 14].map((month) => calendarMonth('2026-11', month))).toEqual([
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-12',
  ]);
});
