import { Decimal } from 'decimal.js';
import { evaluate } from '../../../cost-model/arithmetic/expression.ts';
import { LIMIT_NOISE } from '../../../cost-model/pricing/carrying-limits.ts';
import { PAYEES, type PaidTo } from '../../../cost-model/types/figures.ts';
import type { CostResult, LineItem } from '../../../cost-model/types/result.ts';
import { percent } from '../../format.ts';
import { titleOf } from '../../tables/cost/platforms.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../../words.ts';
import type { PlatformRows } from '../bill-rows.ts';
import { address, columnRange } from '../file/address.ts';
import { type Cell, formula, headRow, number, type Sheet, text } from '../file/cell.ts';
import { formulaText } from '../formula-text.ts';
import { HEAD_ROWS, type Layout, SHEETS } from '../layout.ts';
import { LINE_COLUMNS } from './lines.ts';

/** A row with a label, and one cell a platform. */
type RowOf = (rows: PlatformRows, column: number, row: number) => Cell;

/** What each platform comes to: a month by category and by who is paid, and what is paid once. Ranks nothing. */
export function summarySheet(cost: CostResult, platforms: readonly PlatformRows[], layout: Layout): Sheet {
  const used = new Set(
    cost.platforms.flatMap(({ lineItems, unpriced }) => [...lineItems, ...unpriced].map(({ category }) => category)),
  );
  const categories = CATEGORIES.filter((category) => used.has(category));
  const firstCategory = HEAD_ROWS + 1;
  const total = firstCategory + categories.length;
  const table: readonly (readonly [label: string, RowOf])[] = [
    ...categories.map((category): [string, RowOf] => [
      CATEGORY_TITLES[category],
      (rows, _, row) =>
        sumWhere(
          rows,
          { category: `$A${row}`, period: '"month"' },
          (item) => item.category === category && item.period === 'month',
        ),
    ]),
    [
      'Total a month',
      ({ platform }, column) =>
        formula(
          `SUM(${address(column, firstCategory)}:${address(column, total - 1)})`,
          Number(platform.total),
          'total',
        ),
    ],
    ['Is it all?', completeness],
    ['Paid once', (rows) => sumWhere(rows, { period: '"once"' }, ({ period }) => period === 'once')],
    ...PAYEES.map((paidTo): [string, RowOf] => [
      `A month to the ${paidTo}`,
      (rows) =>
        sumWhere(
          rows,
          { paidTo: `"${paidTo}"`, period: '"month"' },
          (item) => item.paidTo === paidTo && item.period === 'month',
        ),
    ]),
    ...taxRow(cost),
    ['Carries the workload', (rows) => carries(rows, cost, layout)],
    ['Total as delivered', ({ platform }) => number(Number(platform.total), 'money')],
    ['Changed since', (_, column, row) => formula(`${address(column, total)}-${address(column, row - 1)}`, 0, 'money')],
  ];
  return {
    name: SHEETS.summary,
    hidden: false,
    widths: [26, ...platforms.map(() => 24)],
    frozenRows: HEAD_ROWS,
    frozenColumns: 1,
    rows: [
      [text(`What a month costs, in ${cost.currency}`, 'title')],
      [
        text(
          `A model, not a bill and not a quote: AWS ${cost.region} only, ${cost.hoursPerMonth} hours a month, in its first month. Totals follow every change on the sheets ${SHEETS.inputs} and ${SHEETS.prices}.`,
          'small',
        ),
      ],
      headRow('', ...platforms.map(({ platform }) => titleOf(platform, cost))),
      ...table.map(([label, cellOf], at) => {
        const row = HEAD_ROWS + 1 + at;
        return [text(label, 'label'), ...platforms.map((rows, index) => cellOf(rows, index + 2, row))];
      }),
    ],
  };
}

const rangeOf = ({ firstRow, lastRow }: PlatformRows, column: keyof typeof LINE_COLUMNS): string =>
  columnRange(SHEETS.lines, LINE_COLUMNS[column], firstRow, lastRow);

/** Conditions on a platform's lines, each a column and what stands in it. */
type Conditions = Partial<Record<keyof typeof LINE_COLUMNS, string>>;

function sumText(rows: PlatformRows, conditions: Conditions): string {
  const written = Object.entries(conditions).map(
    ([column, criterion]) => `${rangeOf(rows, column as keyof typeof LINE_COLUMNS)},${criterion}`,
  );
  return `SUMIFS(${rangeOf(rows, 'amount')},${written.join(',')})`;
}

const amountOf = ({ platform }: PlatformRows, counts: (item: LineItem) => boolean): Decimal =>
  platform.lineItems.filter(counts).reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));

/** The amounts of a platform's lines that meet conditions. */
const sumWhere = (rows: PlatformRows, conditions: Conditions, counts: (item: LineItem) => boolean): Cell =>
  rows.lines.length === 0
    ? number(0, 'money')
    : formula(sumText(rows, conditions), amountOf(rows, counts).toNumber(), 'money');

/** Empty prices make a total a lower bound, by themselves, until they are filled in. */
function completeness(rows: PlatformRows): Cell {
  if (rows.lines.length === 0) return text('no lines');
  const missing = rows.platform.unpriced.length;
  const count = `SUM(${rangeOf(rows, 'noPrice')})`;
  return formula(
    `IF(${count}=0,"yes","no, a lower bound: "&${count}&" without a price")`,
    missing === 0 ? 'yes' : `no, a lower bound: ${missing} without a price`,
    'prose',
  );
}

function taxRow({ terms: { tax } }: CostResult): readonly (readonly [string, RowOf])[] {
  if (tax === null) return [];
  const { share } = tax;
  const isTaxed = ({ period, paidTo }: LineItem): boolean => period === 'month' && paidTo !== 'team';
  return [
    [
      `Tax on cloud and vendors, ${percent(share)}, outside the total`,
      (rows) => {
        if (rows.lines.length === 0) return number(0, 'money');
        const paidTo = (payee: PaidTo): string => sumText(rows, { paidTo: `"${payee}"`, period: '"month"' });
        const value = amountOf(rows, isTaxed).times(share).toNumber();
        return formula(`(${paidTo('cloud')}+${paidTo('vendor')})*${share}`, value, 'money');
      },
    ],
  ];
}

/** Platforms stand here because they carry the workload; an edited one may be too much. */
function carries({ platform }: PlatformRows, { figures }: CostResult, layout: Layout): Cell {
  const places = { figure: layout.cellOf, amounts: () => '0' };
  const limits = platform.limits ?? [];
  if (limits.length === 0) return text('no limit known');
  const met = limits.map(
    ({ demand, most }) => `${formulaText(demand, places)}<=(${formulaText(most, places)})*(1+${LIMIT_NOISE})`,
  );
  const isMet = limits.every(
    ({ demand, most }) => evaluate(demand, figures).value <= evaluate(most, figures).value * (1 + LIMIT_NOISE),
  );
  return formula(
    `IF(AND(${met.join(',')}),"yes","no, above its limits")`,
    isMet ? 'yes' : 'no, above its limits',
    'prose',
  );
}
