import type { Bill } from '../../../../cost-model/billing/types/bill.ts';
import { APART_TITLES, APARTS, UNCLASSIFIED_TITLE } from '../../../bill-words/parts.ts';
import { periodWords } from '../../../bill-words/period.ts';
import { CATEGORY_TITLES } from '../../../words.ts';
import { address } from '../../file/address.ts';
import { type Cell, EMPTY, formula, headRow, number, optional, type Sheet, text } from '../../file/cell.ts';
import { HEAD_ROWS } from '../../layout.ts';
import { overDays } from './days.ts';
import { BILL_SHEETS } from './names.ts';

/** Parts of the bill; categories are sums over the days, and the total is the sum of the parts. */
export function partsSheet(bill: Bill): Sheet {
  const { categories, unclassified, apart, total, currency, sources } = bill;
  const first = HEAD_ROWS + 1;
  const parts: readonly (readonly Cell[])[] = [
    ...categories.map(({ category, amount, amortized, lines }, at) => [
      text(CATEGORY_TITLES[category], 'label'),
      bill.days.length === 0 ? number(Number(amount), 'money') : formula(overDays(bill, at), Number(amount), 'money'),
      optional(amortized === null ? null : Number(amortized), 'money'),
      number(lines),
    ]),
    ...[
      [UNCLASSIFIED_TITLE, unclassified.amount] as const,
      ...APARTS.map((part) => [APART_TITLES[part], apart[part]] as const),
    ].map(([title, amount]) => [text(title, 'label'), number(Number(amount), 'money')]),
  ];
  const totalRow = first + parts.length;
  return {
    name: BILL_SHEETS.bill,
    hidden: false,
    widths: [44, 18, 22, 12, 60],
    frozenRows: HEAD_ROWS,
    rows: [
      [text(`What was billed for ${periodWords(bill.period)}`, 'title')],
      [text(`In ${currency}. The parts add up to the total of the sources.`, 'small')],
      headRow('Part', 'Billed', 'With commitments spread', 'Lines'),
      ...parts,
      [
        text('Total', 'label'),
        formula(`SUM(${address(2, first)}:${address(2, totalRow - 1)})`, Number(total), 'total'),
        optional(bill.amortizedTotal === null ? null : Number(bill.amortizedTotal), 'total'),
      ],
      [
        text('Total of the sources', 'label'),
        formula(
          `SUM(${address(2, totalRow + unclassifiedRows(bill) + 5)}:${address(2, totalRow + unclassifiedRows(bill) + 4 + sources.length)})`,
          Number(total),
          'money',
        ),
      ],
      [],
      headRow('What no rule knows, biggest first', 'Billed', '', 'Lines'),
      ...unclassified.top.map(({ provider, service, usageType, operation, amount, lines }) => [
        text([provider, service, usageType, operation].filter(Boolean).join(' · ')),
        number(Number(amount), 'money'),
        EMPTY,
        number(lines),
      ]),
      headRow('Source', 'Billed', 'Digest', 'Lines', 'To see the same'),
      ...sources.map((source) => [
        text(source.source),
        number(Number(source.total), 'money'),
        text(source.digest),
        number(source.lines),
        text(source.repeatable),
      ]),
    ],
  };
}

const unclassifiedRows = ({ unclassified }: Bill): number => unclassified.top.length;
