import type { Bill } from '../../../../cost-model/billing/types/bill.ts';
import { type DayPartName, dayParts } from '../../../bill-words/day-parts.ts';
import { address, columnRange } from '../../file/address.ts';
import { formula, headRow, number, type Sheet, text } from '../../file/cell.ts';
import { HEAD_ROWS } from '../../layout.ts';
import { BILL_SHEETS } from './names.ts';

/** The first column of amounts; A is 1 and holds the day. */
const FIRST = 3;

/** What of a part was billed on all days, as a formula over this sheet; null where no day has it. */
export function overDays({ days }: Bill, name: DayPartName): string | null {
  const at = dayParts(days).findIndex((part) => part.name === name);
  return at < 0 ? null : `SUM(${columnRange(BILL_SHEETS.days, FIRST + at, HEAD_ROWS + 1, HEAD_ROWS + days.length)})`;
}

/** Every day by its parts; the day's sum is live. */
export function daysSheet({ days, currency }: Bill): Sheet {
  const parts = dayParts(days);
  return {
    name: BILL_SHEETS.days,
    hidden: false,
    widths: [14, 18, ...parts.map(() => 18), 16],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Billed day by day', 'title')],
      [text(`In ${currency}; days are UTC. Provisional days may still change.`, 'small')],
      headRow('Day', 'State', ...parts.map(({ title }) => title), 'Total'),
      ...days.map((day, at) => {
        const row = HEAD_ROWS + 1 + at;
        return [
          text(day.day),
          text(day.provisional ? 'may still change' : 'final'),
          ...parts.map(({ on }) => number(Number(on(day) ?? 0), 'money')),
          formula(`SUM(${address(FIRST, row)}:${address(FIRST + parts.length - 1, row)})`, Number(day.amount), 'money'),
        ];
      }),
    ],
  };
}
