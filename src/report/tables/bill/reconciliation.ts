import type { ReconciledRow, Reconciliation } from '../../../cost-model/billing/types/reconciliation.ts';
import { THIN_SPACE } from '../../../judge/format.ts';
import { rowTitle } from '../../bill-words/parts.ts';
import { monthWords, windowWords } from '../../bill-words/period.ts';
import { shownTotal } from '../../bill-words/shown-total.ts';
import { cents } from '../../money.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table } from '../../table.ts';
import { amount, changed, isZero } from './amounts.ts';

const NOT_MEASURED = 'nothing was measured of it that may stand for production';
const NOT_ALL_MEASURED = 'not everything in the total was measured';

const columnsOf = (scaling: Reconciliation['scaling']): Table['columns'] => [
  left('Category'),
  right('Modelled'),
  right('Measured, at list prices'),
  right(`Billed, ${windowWords(scaling)}`),
  right(`Billed, ${monthWords(scaling)}`),
  right('Difference'),
  right('by price'),
  right('by quantity'),
  right('on one side only'),
];

type Figures = Omit<ReconciledRow, 'category' | 'lines'>;

/** Modelled, measured and billed side by side, and what the difference is made of; `index` is of the target. */
export function reconciliationTable(reconciliation: Reconciliation, index: number): Table {
  const { target, rows, total, scaling, notes, currency } = reconciliation;
  return {
    id: `bill-reconciliation-${index}`,
    title: `Modelled, measured, billed: ${target}`,
    columns: columnsOf(scaling),
    groups: plainRows([
      ...rows.filter(isShown).map((row) => ({
        title: rowTitle(row.category),
        unit: null,
        cells: figureCells(row, currency, NOT_MEASURED),
      })),
      {
        title: 'Total',
        unit: null,
        total: true,
        cells: figureCells(shownTotal(reconciliation), currency, NOT_ALL_MEASURED),
      } satisfies Row,
    ]),
    notes: [
      `Modelled and measured are of ${monthWords(scaling)}. The difference is what is billed in such a month less what is modelled: what prices make of it, what quantities make of it, and what only one side has.`,
      ...(total.modelledIsLowerBound ? ['≥: something in it has no price yet, so the model is a lower bound.'] : []),
      ...whyNotUsed(reconciliation),
      scaling.method,
      ...(scaling.labels.length === 0 ? [] : [`The days of the bill: ${scaling.labels.join('; ')}.`]),
      ...notes,
    ],
  };
}

/** Reasons for which what was measured does not stand in the column, each once. */
function whyNotUsed({ total, measured }: Reconciliation): readonly string[] {
  if (total.measuredNotUsed == null) return [];
  const reasons = measured.flatMap(({ used, priceKey, because }) => (used || priceKey === null ? [] : because));
  return reasons.length === 0 ? [] : [`Measured and not used, because ${[...new Set(reasons)].join('; ')}.`];
}

/** What neither side has is left out, but for what no rule knew: that there is none of it is worth a row. */
const isShown = ({ category, modelled, billed, measured, lines }: ReconciledRow): boolean =>
  category === 'unclassified' || measured !== null || lines.length > 0 || !isZero(modelled) || !isZero(billed);

function figureCells(row: Figures, currency: string, unmeasured: string): readonly Cell[] {
  const bound = row.modelledIsLowerBound ? `≥${THIN_SPACE}` : '';
  return [
    amount(row.modelled, currency, `${bound}${cents(row.modelled, currency)}`),
    measuredCell(row, currency, unmeasured),
    amount(row.billedInWindow, currency),
    amount(row.billed, currency),
    ...[row.difference, row.price, row.quantity, row.mix].map((value) => changed(value, currency)),
  ];
}

function measuredCell(
  { measured, measuredIsPartial, measuredNotUsed }: Figures,
  currency: string,
  unmeasured: string,
): Cell {
  if (measured === null && measuredNotUsed != null && !isZero(measuredNotUsed)) {
    return amount(measuredNotUsed, currency, `${cents(measuredNotUsed, currency)}, not used`);
  }
  if (measured === null) return missing(unmeasured);
  return amount(measured, currency, measuredIsPartial ? `${cents(measured, currency)} of a part` : undefined);
}
