import type { RunSpend } from '../../../cost-model/billing/types/run-spend.ts';
import { withStop } from '../../cost-words/sentence.ts';
import { exact } from '../../format.ts';
import { unitPrice } from '../../money.ts';
import { type Cell, left, missing, right, type Table, text } from '../../table.ts';
import { amount } from './amounts.ts';

const NO_BILL = 'no bill that covers its days was imported';

const capitalized = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** What each repetition consumed, beside what was billed in its days; null where none is priced. */
export function spendTable(spend: readonly RunSpend[]): Table | null {
  if (spend.length === 0) return null;
  return {
    id: 'run-spend',
    title: 'What each repetition consumed',
    columns: [
      left('Repetition'),
      right('Consumed, at list prices'),
      right('Billed to the target on its days'),
      left('Priced as'),
    ],
    groups: [
      {
        title: null,
        provenance: null,
        rows: spend.map((one) => ({
          title: titleOf(one),
          unit: null,
          cells: [
            everyDigit(one.total, one, one.isLowerBound ? 'at least ' : ''),
            one.billed === null ? missing(NO_BILL) : amount(one.billed, one.currency),
            text(one.basis),
          ],
        })),
      },
    ],
    notes: [
      ...new Set(spend.flatMap(({ notes }) => notes)),
      ...(spend.some(({ billed }) => billed !== null)
        ? ['A bill counts whole days: it holds everything that its target did on them, not this run alone.']
        : []),
    ],
  };
}

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
    notes: [...new Set(spend.map(({ basis }) => withStop(capitalized(basis))))],
  };
}

const titleOf = ({ target, repetition }: RunSpend): string => `${target}, repetition ${repetition}`;

/** A repetition costs cents: an amount to the cent would be nothing. */
const everyDigit = (value: string, { currency }: RunSpend, before = ''): Cell =>
  amount(value, currency, `${before}${unitPrice(value, currency)}`);
