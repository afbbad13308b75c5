import { sum } from '../../../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../../../cost-model/billing/types/bill.ts';
import { type BillPart, partsOf } from '../../../bill-words/bill-parts.ts';
import { paidByOthers } from '../../../bill-words/paid-by-others.ts';
import { periodWords } from '../../../bill-words/period.ts';
import { address } from '../../file/address.ts';
import { type Cell, EMPTY, formula, headRow, number, optional, type Sheet, text } from '../../file/cell.ts';
import { HEAD_ROWS } from '../../layout.ts';
import { overDays } from './days.ts';
import { BILL_SHEETS } from './names.ts';

const money = (value: string): Cell => number(Number(value), 'money');

/** The amount column; A is 1. */
const BILLED = 2;
const SPREAD = 3;

/** Parts of the bill, each a sum over the days, and their sum; below, what no rule knows, and the sources, which add up to the same. */
export function partsSheet(bill: Bill): Sheet {
  const parts = partsOf(bill);
  const total = HEAD_ROWS + parts.length + 1;
  return {
    name: BILL_SHEETS.bill,
    hidden: false,
    widths: [44, 18, 22, 12, 60],
    frozenRows: HEAD_ROWS,
    rows: [
      [text(`What was billed for ${periodWords(bill.period)}`, 'title')],
      [
        text(
          `In ${bill.currency}. The parts add up to the total of the sources${bill.shared.length === 0 ? '' : ', less what other targets pay of shared costs'}.`,
          'small',
        ),
      ],
      headRow('Part', 'Billed', 'With commitments spread', 'Lines'),
      ...parts.map((part) => partRow(part, bill)),
      [
        text('Total', 'label'),
        sumOf(BILLED, HEAD_ROWS + 1, parts.length, bill.total, 'total'),
        bill.amortizedTotal === null ? EMPTY : sumOf(SPREAD, HEAD_ROWS + 1, parts.length, bill.amortizedTotal, 'total'),
      ],
      [],
      ...unclassifiedRows(bill),
      ...sourceRows(bill, total + 2 + unclassifiedRows(bill).length),
    ],
  };
}

const sumOf = (column: number, first: number, count: number, value: string, style: 'money' | 'total'): Cell =>
  formula(`SUM(${address(column, first)}:${address(column, first + count - 1)})`, Number(value), style);

function partRow({ name, title, amount, amortized, lines }: BillPart, bill: Bill): readonly Cell[] {
  const days = overDays(bill, name);
  return [
    text(title, 'label'),
    days === null ? money(amount) : formula(days, Number(amount), 'money'),
    optional(amortized === null ? null : Number(amortized), 'money'),
    ...(lines === null ? [] : [number(lines)]),
  ];
}

const unclassifiedRows = ({ unclassified: { top } }: Bill): Sheet['rows'] => [
  headRow('What no rule knows, biggest first', 'Billed', 'With commitments spread', 'Lines'),
  ...top.map(({ provider, service, usageType, operation, amount, amortized, lines }) => [
    text([provider, service, usageType, operation].filter(Boolean).join(' · ')),
    money(amount),
    optional(amortized == null ? null : Number(amortized), 'money'),
    number(lines),
  ]),
];

/** `head` is the row of their titles. */
function sourceRows(bill: Bill, head: number): Sheet['rows'] {
  const { sources } = bill;
  const others = paidByOthers(bill);
  const total = sum([...sources.map((source) => source.total), ...others.map(({ amount }) => amount)]);
  return [
    headRow('Source', 'Billed', 'Digest', 'Lines', 'To see the same'),
    ...sources.map((source) => [
      text(source.source),
      money(source.total),
      text(source.digest),
      number(source.lines),
      text(source.repeatable),
    ]),
    ...others.map(({ title, amount }) => [text(title), money(amount)]),
    [text('Total of the sources', 'label'), sumOf(BILLED, head + 1, sources.length + others.length, total, 'total')],
  ];
}
