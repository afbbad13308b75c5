import { sum } from '../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import { APART_TITLES, APARTS, rowTitle, UNCLASSIFIED_TITLE } from '../../report/bill-words/parts.ts';
import { periodWords } from '../../report/bill-words/period.ts';
import { exact } from '../../report/format.ts';
import { cents, change } from '../../report/money.ts';
import { wrap } from '../../report/terminal-text.ts';
import { CATEGORY_TITLES } from '../../report/words.ts';
import { table } from '../output.ts';

/** Of what no rule knows, as many lines as a screen has room for. */
const SHOWN = 5;

/** A bill by its parts, that they add up, and what is lost. */
export function billText(bill: Bill, target: string, width: number): string {
  const { currency, categories, unclassified, apart, total, period, days, losses } = bill;
  const rows = [
    ...categories.map(({ category, amount }) => [CATEGORY_TITLES[category], amount] as const),
    [UNCLASSIFIED_TITLE, unclassified.amount] as const,
    ...APARTS.map((part) => [APART_TITLES[part], apart[part]] as const),
  ];
  const provisional = days.filter((day) => day.provisional).length;
  const shown = unclassified.top.slice(0, SHOWN);
  return [
    `Billed to ${target} for ${periodWords(period)}${provisional === 0 ? '' : ` (${provisional} of ${days.length} days may still change)`}`,
    table(
      [
        ['', currency],
        ...rows.map(([title, amount]) => [title, cents(amount, currency)]),
        ['Total', cents(total, currency)],
      ],
      { align: ['left', 'right'] },
    ),
    `The parts add up to ${exact(sum(rows.map(([, amount]) => amount)))}; the bill's total is ${exact(total)}.`,
    ...(shown.length === 0
      ? []
      : [
          `What no rule knows, biggest first${unclassified.top.length > SHOWN ? ` (${SHOWN} of ${unclassified.top.length})` : ''}:`,
          table(
            shown.map(({ service, usageType, operation, amount, lines }) => [
              [service, usageType, operation].filter(Boolean).join(' '),
              cents(amount, currency),
              `${lines} lines`,
            ]),
            { align: ['left', 'right', 'right'] },
          ),
        ]),
    ...(losses.length === 0 ? [] : [losses.flatMap((loss) => wrap(loss, width)).join('\n')]),
  ].join('\n\n');
}

/** Modelled, measured and billed; what the difference is made of where the terminal is wide enough. */
export function reconciliationText(reconciliation: Reconciliation, width: number): string {
  const { target, platform, currency, rows, total, scaling, notes } = reconciliation;
  const shown = rows.filter(({ lines, category }) => lines.length > 0 || category === 'unclassified');
  const cells = (row: Omit<(typeof rows)[number], 'category' | 'lines'>, wide: boolean): readonly string[] => [
    `${row.modelledIsLowerBound ? '≥ ' : ''}${cents(row.modelled, currency)}`,
    measuredWords(row, currency),
    cents(row.billed, currency),
    change(row.difference, currency, cents),
    ...(wide ? [row.price, row.quantity, row.mix].map((amount) => change(amount, currency, cents)) : []),
  ];
  const drawn = (wide: boolean): string =>
    table(
      [
        [
          'a month',
          'modelled',
          'measured',
          'billed',
          'difference',
          ...(wide ? ['by price', 'by quantity', 'one side only'] : []),
        ],
        ...shown.map((row) => [rowTitle(row.category), ...cells(row, wide)]),
        ['Total', ...cells(total, wide)],
      ],
      { align: ['left', ...Array<'right'>(7).fill('right')] },
    );
  const wide = drawn(true);
  const fits = wide.split('\n').every((line) => line.length <= width);
  return [
    `${target} beside ${platform}, in ${currency}`,
    fits ? wide : drawn(false),
    [
      scaling.method,
      ...(scaling.labels.length === 0 ? [] : [`The days of the bill: ${scaling.labels.join('; ')}.`]),
      ...(total.measuredNotUsed == null
        ? []
        : ['In brackets: measured, and not used; bill reconcile --json says why.']),
      ...notes,
    ]
      .flatMap((note) => wrap(note, width))
      .join('\n'),
  ].join('\n\n');
}

const measuredWords = (
  {
    measured,
    measuredIsPartial,
    measuredNotUsed,
  }: Pick<Reconciliation['total'], 'measured' | 'measuredIsPartial' | 'measuredNotUsed'>,
  currency: string,
): string => {
  if (measured !== null) return `${cents(measured, currency)}${measuredIsPartial ? ' of a part' : ''}`;
  return measuredNotUsed == null ? '–' : `(${cents(measuredNotUsed, currency)})`;
};
