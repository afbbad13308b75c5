import type { ReconciledLine, Reconciliation } from '../../../cost-model/billing/types/reconciliation.ts';
import { rowTitle } from '../../bill-words/parts.ts';
import { groupedDigits } from '../../format.ts';
import { left, type Row, right, type Table, text } from '../../table.ts';
import { amount, changed, quantity } from './amounts.ts';

/**
 * The lines behind each row of a reconciliation, with what was counted on both sides. `why` says so in a column of its
 * own; a page says it below each line instead.
 */
export function reconciledLineTable(
  { target, rows, currency }: Reconciliation,
  index: number,
  { why = true }: { readonly why?: boolean } = {},
): Table | null {
  const groups = rows
    .filter(({ lines }) => lines.length > 0)
    .map(({ category, lines }) => ({
      title: rowTitle(category),
      provenance: null,
      rows: lines.map((line) => lineRow(line, currency, why)),
    }));
  if (groups.length === 0) return null;
  return {
    id: `bill-lines-${index}`,
    title: `The lines behind it: ${target}, a month`,
    columns: [
      left('Line'),
      right('Quantity modelled'),
      right('Quantity billed'),
      right('Modelled'),
      right('Billed'),
      right('by price'),
      right('by quantity'),
      right('on one side only'),
      ...(why ? [left('Why')] : []),
    ],
    groups,
    notes: [],
  };
}

const lineRow = (line: ReconciledLine, currency: string, why: boolean): Row => ({
  title: line.item,
  unit: line.unit,
  cells: [
    quantity(line.modelledQuantity, null, 'the model has no quantity of it'),
    quantity(line.billedQuantity, null, 'the bill says no quantity of it in this unit'),
    amount(line.modelled, currency),
    amount(line.billed, currency),
    changed(line.price, currency),
    changed(line.quantity, currency),
    changed(line.mix, currency),
    ...(why ? [text(groupedDigits(line.why))] : []),
  ],
});

/** What is modelled and on no bill: that it is absent there is no saving. */
export function notBilledTable({ target, notBilled, currency }: Reconciliation, index: number): Table | null {
  if (notBilled.length === 0) return null;
  return {
    id: `bill-not-billed-${index}`,
    title: `Modelled, and on no bill: ${target}`,
    columns: [left('Item'), left('Category'), right('Amount'), left('Paid'), left('Why')],
    groups: [
      {
        title: null,
        provenance: 'modelled',
        rows: notBilled.map((one) => ({
          title: one.item,
          unit: null,
          cells: [
            text(rowTitle(one.category)),
            amount(one.amount, currency),
            text(one.period === 'once' ? 'once' : 'a month'),
            text(one.why),
          ],
        })),
      },
    ],
    notes: ['These stand in no row above and in no difference.'],
  };
}
