import { sum } from '../../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../../cost-model/billing/types/bill.ts';
import { isSpreadShown, partsOf, partsSentences } from '../../bill-words/bill-parts.ts';
import { periodWords } from '../../bill-words/period.ts';
import { exact } from '../../format.ts';
import { type Cell, left, plainRows, right, type Table } from '../../table.ts';
import { amount, amountOr, count } from './amounts.ts';

const NOT_SPREAD = 'a source does not say it with commitments spread';

/** Every part of the bill, as it was invoiced in its days and with commitments spread, and that they add up. */
export function partsTable(bill: Bill): Table {
  const { currency, total, amortizedTotal, period } = bill;
  const isSpread = isSpreadShown(bill);
  const cells = (billed: string, amortized: string | null): readonly Cell[] => [
    amount(billed, currency),
    ...(isSpread ? [amountOr(amortized, currency, NOT_SPREAD)] : []),
  ];
  return {
    id: 'bill-parts',
    title: `Parts of the bill: ${periodWords(period)}`,
    columns: [left('Part'), right('Billed'), ...(isSpread ? [right('With commitments spread')] : [])],
    groups: plainRows(
      [
        ...partsOf(bill).map((part) => ({ title: part.title, unit: null, cells: cells(part.amount, part.amortized) })),
        { title: 'Total', unit: null, total: true, cells: cells(total, amortizedTotal) },
      ],
      'billed',
    ),
    notes: partsSentences(bill),
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
