import type { CostResult } from '../../../cost-model/types/result.ts';
import { titleOf } from '../../tables/cost/platforms.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import type { BilledLine, PlatformRows } from '../bill-rows.ts';
import { address, columnRange, reference } from '../file/address.ts';
import { type Cell, EMPTY, formula, headRow, number, type Sheet, text } from '../file/cell.ts';
import { formulaText } from '../formula-text.ts';
import { HEAD_ROWS, type Layout, PRICE_COLUMNS, SHEETS } from '../layout.ts';

/** A is 1. */
export const LINE_COLUMNS = {
  category: 2,
  period: 4,
  paidTo: 5,
  lineQuantity: 7,
  before: 9,
  quantity: 10,
  price: 11,
  amount: 12,
  noPrice: 13,
} as const;

const HEADS = [
  'Platform',
  'Category',
  'Item',
  'Period',
  'Paid to',
  'Tier',
  'Quantity of the line',
  'Unit',
  'Of these tiers used before',
  'Quantity in this tier',
  'Price',
  'Amount',
  'Price missing',
  'Price key',
  'What is counted',
];

/** Every line of every platform: quantity, its split over the tiers, price and amount, all of them formulas. */
export function linesSheet(cost: CostResult, platforms: readonly PlatformRows[], layout: Layout): Sheet {
  return {
    name: SHEETS.lines,
    hidden: false,
    widths: [34, 20, 40, 8, 8, 6, 18, 18, 16, 18, 14, 16, 9, 34, 80],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Lines', 'title')],
      [text(`Quantity × price = amount, in ${cost.currency}. A line has a row for every tier of its price.`, 'small')],
      headRow(...HEADS),
      ...platforms.flatMap((rows) =>
        rows.lines.flatMap((line) => lineRows(line, rows, { title: titleOf(rows.platform, cost), layout })),
      ),
    ],
  };
}

const cell = (column: keyof typeof LINE_COLUMNS, row: number): string => address(LINE_COLUMNS[column], row);

function lineRows(
  billed: BilledLine,
  rows: PlatformRows,
  { title, layout }: { readonly title: string; readonly layout: Layout },
): readonly (readonly Cell[])[] {
  const { line, firstRow, quantity, tiers } = billed;
  const written = `ROUND(${formulaText(line.expression, { figure: layout.cellOf, amounts: amountsBefore(rows) })},6)`;
  const shares = tiers ?? [null];
  return shares.map((share, tier) => {
    const row = firstRow + tier;
    const price = priceOf(billed, tier, layout);
    return [
      text(title),
      text(CATEGORY_TITLES[line.category]),
      text(line.item),
      text(line.period),
      text(line.paidTo),
      number(tier + 1),
      formula(tier === 0 ? written : cell('lineQuantity', firstRow), quantity, 'quantity'),
      text(line.unit),
      beforeCell(billed),
      formula(tierQuantity(row, shares.length, tier, price.bounds), share?.quantity ?? quantity, 'quantity'),
      formula(`IF(${price.cell}="","",${price.cell})`, price.value ?? '', 'price'),
      formula(
        `IF(${cell('price', row)}="","",${cell('quantity', row)}*${cell('price', row)})`,
        share?.amount ?? '',
        'money',
      ),
      formula(`IF(${cell('price', row)}="",1,0)`, share === null ? 1 : 0, 'figure'),
      text(line.priceKey),
      tier === 0 ? text(line.basis) : EMPTY,
    ];
  });
}

/** Monthly amounts paid to a payee in the rows above the lines that sum them. */
const amountsBefore =
  ({ firstRow, lastSummedRow }: PlatformRows) =>
  (paidTo: string): string => {
    const range = (column: keyof typeof LINE_COLUMNS): string =>
      columnRange(SHEETS.lines, LINE_COLUMNS[column], firstRow, Math.max(firstRow, lastSummedRow));
    return lastSummedRow < firstRow
      ? '0'
      : `SUMIFS(${range('amount')},${range('paidTo')},"${paidTo}",${range('period')},"month")`;
  };

function beforeCell({ before }: BilledLine): Cell {
  if (before.length === 0) return number(0, 'quantity');
  return formula(
    before.map(({ firstRow }) => cell('lineQuantity', firstRow)).join('+'),
    before.reduce((sum, { quantity }) => sum + quantity, 0),
    'quantity',
  );
}

interface PriceCells {
  readonly cell: string;
  readonly value: number | null;
  readonly bounds: { readonly above: string; readonly upTo: string | null } | null;
}

/** A book's price stands on its own sheet; a rate that is an assumption among the inputs. */
function priceOf({ line }: BilledLine, tier: number, layout: Layout): PriceCells {
  const row = layout.priceRows(line.priceKey)[tier];
  if (row === undefined) {
    return { cell: layout.cellOf(line.priceKey), value: layout.valueOf(line.priceKey), bounds: null };
  }
  return {
    cell: layout.cellOf(row.name),
    value: row.figure?.value ?? null,
    bounds: {
      above: reference(SHEETS.prices, PRICE_COLUMNS.above, row.row),
      upTo: row.upTo === null ? null : reference(SHEETS.prices, PRICE_COLUMNS.upTo, row.row),
    },
  };
}

/** What of the line falls between the tier's bounds, after what was used before. */
function tierQuantity(row: number, tiers: number, tier: number, bounds: PriceCells['bounds']): string {
  const quantity = cell('lineQuantity', row);
  if (tiers === 1 || bounds === null) return quantity;
  const before = cell('before', row);
  const to = bounds.upTo === null ? `${quantity}+${before}` : `MIN(${quantity}+${before},${bounds.upTo})`;
  return `MAX(0,${to}-MAX(${before},${tier === 0 ? '0' : bounds.above}))`;
}
