import { Decimal } from 'decimal.js';
import type { ReconciledRow, Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import { rowTitle } from '../../report/bill-words/parts.ts';
import { monthWords, windowWords } from '../../report/bill-words/period.ts';
import { shownTotal } from '../../report/bill-words/shown-total.ts';
import { cents, change } from '../../report/money.ts';
import { wrap } from '../../report/terminal-text.ts';
import { table, widthOf } from '../output.ts';

type Figures = Omit<ReconciledRow, 'category' | 'lines'>;

interface Column {
  readonly title: string;
  readonly write: (figures: Figures, currency: string) => string;
}

const changeOf =
  (part: 'difference' | 'price' | 'quantity' | 'mix'): Column['write'] =>
  (figures, currency) =>
    change(figures[part], currency, cents);

const MEASURED: Column = { title: 'measured', write: measuredWords };
const EFFECTS: readonly Column[] = [
  { title: 'by price', write: changeOf('price') },
  { title: 'by quantity', write: changeOf('quantity') },
  { title: 'one side only', write: changeOf('mix') },
];
const COLUMNS: readonly Column[] = [
  {
    title: 'modelled',
    write: ({ modelled, modelledIsLowerBound }, currency) =>
      `${modelledIsLowerBound ? '≥ ' : ''}${cents(modelled, currency)}`,
  },
  MEASURED,
  { title: 'in its days', write: ({ billedInWindow }, currency) => cents(billedInWindow, currency) },
  { title: 'billed', write: ({ billed }, currency) => cents(billed, currency) },
  { title: 'difference', write: changeOf('difference') },
  ...EFFECTS,
];

/** What is left out first where the terminal is narrow, and what then. */
const LEFT_OUT: readonly (readonly Column[])[] = [[], EFFECTS, [...EFFECTS, MEASURED]];

/** Modelled, measured and billed, and what the difference is made of, in as many columns as the terminal has room for. */
export function reconciliationText(reconciliation: Reconciliation, width: number): string {
  const { target, platform, currency, scaling, total, notes } = reconciliation;
  const drawn = LEFT_OUT.map((leftOut) => ({ leftOut, text: tableText(reconciliation, leftOut) }));
  const fits = ({ text }: (typeof drawn)[number]): boolean => text.split('\n').every((line) => widthOf(line) <= width);
  const { leftOut, text } = drawn.find(fits) ?? drawn.at(-1) ?? { leftOut: [], text: '' };
  return [
    `${target} beside ${platform}, in ${currency}`,
    text,
    [
      `In its days: what was billed for ${windowWords(scaling)}, as it is. All else is ${monthWords(scaling)}.`,
      ...(leftOut.length === 0
        ? []
        : [`Left out for want of room: ${leftOut.map(({ title }) => title).join(', ')}; --json has them.`]),
      scaling.method,
      ...(scaling.labels.length === 0 ? [] : [`The days of the bill: ${scaling.labels.join('; ')}.`]),
      ...(total.measuredNotUsed == null || leftOut.includes(MEASURED)
        ? []
        : ['In brackets: measured, and not used; bill reconcile --json says why.']),
      ...notes,
    ]
      .flatMap((note) => wrap(note, width))
      .join('\n'),
  ].join('\n\n');
}

function tableText(reconciliation: Reconciliation, leftOut: readonly Column[]): string {
  const { rows, currency } = reconciliation;
  const columns = COLUMNS.filter((column) => !leftOut.includes(column));
  const cells = (figures: Figures): readonly string[] => columns.map(({ write }) => write(figures, currency));
  const shown = rows.filter(({ lines, category }) => lines.length > 0 || category === 'unclassified');
  return table(
    [
      ['', ...columns.map(({ title }) => title)],
      ...shown.map((row) => [rowTitle(row.category), ...cells(row)]),
      ['Total', ...cells(shownTotal(reconciliation))],
    ],
    { align: ['left', ...columns.map(() => 'right' as const)] },
  );
}

function measuredWords({ measured, measuredIsPartial, measuredNotUsed }: Figures, currency: string): string {
  if (measured !== null) return `${cents(measured, currency)}${measuredIsPartial ? ' of a part' : ''}`;
  return measuredNotUsed == null || new Decimal(measuredNotUsed).isZero()
    ? '–'
    : `(${cents(measuredNotUsed, currency)})`;
}
