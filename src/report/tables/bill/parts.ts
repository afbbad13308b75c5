import { sum } from '../../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../../cost-model/billing/types/bill.ts';
import { APART_TITLES, APARTS, UNCLASSIFIED_TITLE } from '../../bill-words/parts.ts';
import { periodWords } from '../../bill-words/period.ts';
import { exact } from '../../format.ts';
import { left, missing, plainRows, type Row, right, type Table } from '../../table.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import { amount, amountOr, count } from './amounts.ts';

const NOT_SPREAD = 'a source does not say it with commitments spread';
const ONLY_CATEGORIES = 'spread over what commitments cover, which is in the categories';
const NO_COUNT = 'counted for categories only';

/** Every part of the bill, as it was invoiced in its days, and that they add up to its total. */
export function partsTable(bill: Bill): Table {
  const { currency, categories, unclassified, apart, total, amortizedTotal, period } = bill;
  const parts = [...categories.map((part) => part.amount), unclassified.amount, ...APARTS.map((part) => apart[part])];
  const otherRow = (title: string, value: string): Row => ({
    title,
    unit: null,
    cells: [amount(value, currency), missing(ONLY_CATEGORIES), missing(NO_COUNT)],
  });
  return {
    id: 'bill-parts',
    title: `What was billed for ${periodWords(period)}`,
    columns: [left('Part'), right('Billed'), right('With commitments spread'), right('Lines')],
    groups: plainRows(
      [
        ...categories.map(
          (part): Row => ({
            title: CATEGORY_TITLES[part.category],
            unit: null,
            cells: [
              amount(part.amount, currency),
              amountOr(part.amortized, currency, NOT_SPREAD),
              count(part.lines, 'lines'),
            ],
          }),
        ),
        otherRow(UNCLASSIFIED_TITLE, unclassified.amount),
        ...APARTS.map((part) => otherRow(APART_TITLES[part], apart[part])),
        {
          title: 'Total',
          unit: null,
          total: true,
          cells: [amount(total, currency), amountOr(amortizedTotal, currency, NOT_SPREAD), missing(NO_COUNT)],
        },
      ],
      'billed',
    ),
    notes: [`The parts add up to ${exact(sum(parts))} ${currency}; the bill's total is ${exact(total)} ${currency}.`],
  };
}

/** The biggest lines that no rule knows; null where every cent has its place. */
export function unclassifiedTable({ unclassified: { amount: all, top }, currency }: Bill): Table | null {
  if (top.length === 0) return null;
  const shown = sum(top.map((line) => line.amount));
  return {
    id: 'bill-unclassified',
    title: 'What no rule knows, biggest first',
    columns: [left('Line'), right('Billed'), right('Lines')],
    groups: plainRows(
      top.map((line) => ({
        title: [line.provider, line.service, line.usageType, line.operation].filter(Boolean).join(' · '),
        unit: null,
        cells: [amount(line.amount, currency), count(line.lines, 'lines')],
      })),
      'billed',
    ),
    notes: [
      `${exact(shown)} of the ${exact(all)} ${currency} that are unclassified. A rule of your own gives them a category: workbench bill import --rules FILE.`,
    ],
  };
}
