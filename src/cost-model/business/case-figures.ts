import { difference, toCents } from '../arithmetic/money.ts';
import type { BusinessCase, CaseMonth, CaseQuarter } from '../types/business.ts';
import { PAYEES } from '../types/figures.ts';
import type { Question } from '../types/request.ts';
import { calendarMonth, fiscalQuarter } from './fiscal-calendar.ts';
import { sumToCents, together, totalOf } from './invoices.ts';
import type { MonthFlow } from './month-flow.ts';

/** Every amount below is a sum of the flows' invoices, so that months, quarters, payees and totals add up exactly. */
export function caseMonths(
  flows: readonly MonthFlow[],
  { firstMonth, fiscalYearStartsIn }: Pick<Question, 'firstMonth' | 'fiscalYearStartsIn'>,
): readonly CaseMonth[] {
  let cumulative = '0.00';
  return flows.map(({ stay, move }, at) => {
    const calendar = calendarMonth(firstMonth, at + 1);
    const parts = { stay: totalOf(stay), move: totalOf(together(Object.values(move))) };
    const saved = toCents(difference(parts.stay, parts.move));
    cumulative = sumToCents([cumulative, saved]);
    return {
      month: at + 1,
      calendar,
      quarter: fiscalQuarter(calendar, fiscalYearStartsIn),
      ...parts,
      moveParts: {
        running: totalOf(move.running),
        overlap: totalOf(move.overlap),
        once: totalOf(move.once),
        shortfall: totalOf(move.shortfall),
        tax: totalOf(move.tax),
      },
      difference: saved,
      cumulative,
    };
  });
}

/** The first and the last one may be of fewer than three months. */
export function caseQuarters(months: readonly CaseMonth[]): readonly CaseQuarter[] {
  const quarters = [...new Set(months.map(({ quarter }) => quarter))];
  return quarters.map((quarter) => ({ quarter, ...caseTotals(months.filter((month) => month.quarter === quarter)) }));
}

export function caseTotals(months: readonly CaseMonth[]): BusinessCase['totals'] {
  const stay = sumToCents(months.map((month) => month.stay));
  const move = sumToCents(months.map((month) => month.move));
  return { stay, move, difference: toCents(difference(stay, move)) };
}

export function byPayee(flows: readonly MonthFlow[]): BusinessCase['byPayee'] {
  const stay = together(flows.map((flow) => flow.stay));
  const move = together(flows.flatMap((flow) => Object.values(flow.move)));
  return PAYEES.map((paidTo) => ({ paidTo, stay: stay[paidTo], move: move[paidTo] }));
}
