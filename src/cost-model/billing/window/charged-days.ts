import { dayAfter, hullOf } from '../days.ts';
import { type BillRow, CONSUMPTION } from '../types/row.ts';
import type { Period } from '../types/source.ts';

type Charge = Pick<BillRow, 'day' | 'until' | 'lineItemType'>;

export const isConsumption = ({ lineItemType }: Pick<BillRow, 'lineItemType'>): boolean =>
  CONSUMPTION.includes(lineItemType);

/** The days that a row is of: usage as long as it lasts; fees, taxes, support and the like on their first day. */
export const chargedDays = (row: Charge): Period => ({
  start: row.day,
  end: isConsumption(row) ? row.until : dayAfter(row.day),
});

/**
 * From the first day that rows are of until before the first that none is; of fees alone as long as they last, so that a
 * month's is none of a day. null of no rows.
 */
export const windowOf = (rows: readonly Charge[]): Period | null =>
  hullOf(rows.some(isConsumption) ? rows.map(chargedDays) : rows.map(({ day, until }) => ({ start: day, end: until })));

/** What stands on its first day only: said of the rows that last longer. */
export function longRows(rows: readonly (Charge & Pick<BillRow, 'lines'>)[]): readonly string[] {
  const long = rows.filter((row) => isConsumption(row) && row.until > dayAfter(row.day));
  const [count, all] = [long, rows].map((some) => some.reduce((total, { lines }) => total + lines, 0));
  return count === 0
    ? []
    : [`${count} of ${all} lines are of several days: day by day each stands on the first of them`];
}
