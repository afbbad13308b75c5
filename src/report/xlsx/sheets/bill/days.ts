import type { Bill } from '../../../../cost-model/billing/types/bill.ts';
import { CATEGORY_TITLES } from '../../../words.ts';
import { address, columnRange } from '../../file/address.ts';
import { formula, headRow, number, type Sheet, text } from '../../file/cell.ts';
import { HEAD_ROWS } from '../../layout.ts';
import { BILL_SHEETS } from './names.ts';

/** The first column of amounts; A is 1 and holds the day. */
const FIRST = 3;

/** What of a category was billed on all days, as a formula over this sheet; `at` counts its categories. */
export const overDays = ({ days }: Bill, at: number): string =>
  `SUM(${columnRange(BILL_SHEETS.days, FIRST + at, HEAD_ROWS + 1, HEAD_ROWS + days.length)})`;

/** Every day by category; what is in no category stands beside them, and the day's sum is live. */
export function daysSheet(bill: Bill): Sheet {
  const categories = bill.categories.map(({ category }) => category);
  const other = FIRST + categories.length;
  return {
    name: BILL_SHEETS.days,
    hidden: false,
    widths: [14, 18, ...categories.map(() => 18), 22, 16],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Billed day by day', 'title')],
      [text(`In ${bill.currency}; days are UTC. Provisional days may still change.`, 'small')],
      headRow(
        'Day',
        'State',
        ...categories.map((category) => CATEGORY_TITLES[category]),
        'Unclassified, tax, credits and the like',
        'Total',
      ),
      ...bill.days.map(({ day, provisional, amount, byCategory, other: rest }, at) => {
        const row = HEAD_ROWS + 1 + at;
        return [
          text(day),
          text(provisional ? 'may still change' : 'final'),
          ...categories.map((category) => number(Number(byCategory[category] ?? 0), 'money')),
          number(Number(rest), 'money'),
          formula(`SUM(${address(FIRST, row)}:${address(other, row)})`, Number(amount), 'money'),
        ];
      }),
    ],
  };
}
