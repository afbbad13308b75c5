import { Decimal } from 'decimal.js';
import { sum } from '../../../cost-model/arithmetic/money.ts';
import type { RunSpend } from '../../../cost-model/billing/types/run-spend.ts';
import { withStop } from '../../cost-words/sentence.ts';
import { exact } from '../../format.ts';
import { cents, unitPrice } from '../../money.ts';
import { type Cell, left, missing, type Row, right, type Table, text } from '../../table.ts';
import { amount } from './amounts.ts';

const DIGITS = 5;
const NO_BILL = 'no bill of it that covers its days was imported';

/** What each repetition consumed, and once a target what was billed on their days; null where none is priced. */
export function spendTable(spend: readonly RunSpend[]): Table | null {
  if (spend.length === 0) return null;
  const isBilled = spend.some(({ billed }) => billed !== null);
  return {
    id: 'run-spend',
    title: 'What each repetition consumed, at list prices',
    columns: [left('Repetition'), right('Amount')],
    groups: [...Map.groupBy(spend, ({ target }) => target)].map(([target, own]) => ({
      title: target,
      provenance: null,
      rows: [...repetitionRows(own), ...(isBilled ? own.slice(0, 1).map(billedRow) : [])],
    })),
    notes: [
      ...basesOf(spend),
      ...new Set(spend.flatMap(({ notes }) => notes)),
      isBilled
        ? 'A bill counts whole days: it holds everything that its target did on them, not this run alone.'
        : 'No bill that covers the run’s days was imported.',
    ],
  };
}

function repetitionRows(own: readonly RunSpend[]): readonly Row[] {
  const [first] = own;
  const rows = own.map(
    (one): Row => ({
      title: `Repetition ${one.repetition}`,
      unit: null,
      cells: [inShort(one.total, one, one.isLowerBound ? 'at least ' : '')],
    }),
  );
  if (first === undefined || own.length === 1) return rows;
  const before = own.some(({ isLowerBound }) => isLowerBound) ? 'at least ' : '';
  const total = inShort(sum(own.map((one) => one.total)), first, before);
  return [...rows, { title: `All ${own.length} repetitions`, unit: null, total: true, cells: [total] }];
}

const billedRow = ({ billed, currency }: RunSpend): Row => ({
  title: 'Billed on the run’s days, for all that it did on them',
  unit: null,
  cells: [billed === null ? missing(NO_BILL) : amount(billed, currency)],
});

const basesOf = (spend: readonly RunSpend[]): readonly string[] => [
  ...new Set(spend.map(({ basis }) => withStop(`Priced as ${basis}`))),
];

/** The lines behind each of them. */
export function spendLineTable(spend: readonly RunSpend[]): Table | null {
  if (spend.length === 0) return null;
  return {
    id: 'run-spend-lines',
    title: 'What each repetition consumed, line by line',
    columns: [left('Item'), right('Quantity'), right('Unit price'), right('Amount'), left('Price from')],
    groups: spend.map((one) => ({
      title: titleOf(one),
      provenance: 'list-price' as const,
      rows: [
        ...one.lines.map((line) => ({
          title: line.item,
          unit: null,
          cells: [
            {
              kind: 'figure' as const,
              value: line.quantity,
              text: `${exact(line.quantity)} ${line.unit}`,
              unit: line.unit,
            },
            amount(line.unitPrice, one.currency, unitPrice(line.unitPrice, one.currency)),
            everyDigit(line.amount, one),
            text(line.priceSource),
          ],
        })),
        {
          title: one.isLowerBound ? 'Sum, at least' : 'Sum',
          unit: null,
          total: true,
          cells: [text(''), text(''), everyDigit(one.total, one), text('')],
        },
      ],
    })),
    notes: basesOf(spend),
  };
}

const titleOf = ({ target, repetition }: RunSpend): string => `${target}, repetition ${repetition}`;

/** A repetition costs cents: an amount to the cent would be nothing. */
function inShort(value: string, { currency }: RunSpend, before = ''): Cell {
  const isSmall = new Decimal(value).lt(1);
  const words = isSmall
    ? unitPrice(new Decimal(value).toSignificantDigits(DIGITS).toFixed(), currency)
    : cents(value, currency);
  return amount(value, currency, `${before}${words}`);
}

/** In the lines behind it everything can be checked by hand. */
const everyDigit = (value: string, { currency }: RunSpend, before = ''): Cell =>
  amount(value, currency, `${before}${unitPrice(value, currency)}`);
