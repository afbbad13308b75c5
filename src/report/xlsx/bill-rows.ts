import { Decimal } from 'decimal.js';
import { sumsAmounts } from '../../cost-model/arithmetic/expression.ts';
import type { BillLine } from '../../cost-model/pricing/bill.ts';
import { linesOf } from '../../cost-model/pricing/reprice.ts';
import type { CostResult, LineItem, PlatformCost } from '../../cost-model/types/result.ts';
import { HEAD_ROWS } from './layout.ts';

/** One line of a bill with a row for every tier of its price, also for those that nothing reaches. */
export interface BilledLine {
  readonly line: BillLine;
  /** Of its first tier. */
  readonly firstRow: number;
  readonly quantity: number;
  /** Earlier lines that fill the same tiers. */
  readonly before: readonly BilledLine[];
  /** By tier; null where no price is known. */
  readonly tiers: readonly { readonly quantity: number; readonly amount: number }[] | null;
}

export interface PlatformRows {
  readonly platform: PlatformCost;
  readonly lines: readonly BilledLine[];
  readonly firstRow: number;
  readonly lastRow: number;
  /** The last row whose amount other lines may sum. */
  readonly lastSummedRow: number;
}

const add = (items: readonly LineItem[], key: 'quantity' | 'amount'): number =>
  items.reduce((total, item) => total.plus(item[key]), new Decimal(0)).toNumber();

/** Every platform's lines in the rows of one sheet, in the order in which they are billed. */
export function billRows(cost: CostResult): readonly PlatformRows[] {
  let row = HEAD_ROWS + 1;
  return cost.platforms.map((platform) => {
    const firstRow = row;
    const lines: BilledLine[] = [];
    for (const line of inBillingOrder(linesOf(platform))) {
      const tiers = cost.prices[line.priceKey]?.tiers.length ?? null;
      lines.push(billed(line, row, platform, tiers, lines));
      row += tiers ?? 1;
    }
    const sums = lines.find(({ line }) => sumsAmounts(line.expression));
    return { platform, lines, firstRow, lastRow: row - 1, lastSummedRow: (sums?.firstRow ?? row) - 1 };
  });
}

const inBillingOrder = (lines: readonly BillLine[]): readonly BillLine[] => [
  ...lines.filter(({ expression }) => !sumsAmounts(expression)),
  ...lines.filter(({ expression }) => sumsAmounts(expression)),
];

function billed(
  line: BillLine,
  firstRow: number,
  { lineItems, unpriced }: PlatformCost,
  tiers: number | null,
  earlier: readonly BilledLine[],
): BilledLine {
  const isIt = (item: BillLine): boolean =>
    item.period === line.period && item.category === line.category && item.item === line.item;
  const items = lineItems.filter(isIt);
  const quantity = tiers === null ? Number(unpriced.find(isIt)?.quantity) : add(items, 'quantity');
  const ofTier = (tier: number): readonly LineItem[] => items.filter((item) => item.tier === tier);
  return {
    line,
    firstRow,
    quantity,
    before: earlier.filter((one) => one.line.priceKey === line.priceKey && one.line.period === line.period),
    tiers:
      tiers === null
        ? null
        : Array.from({ length: tiers }, (_, tier) => ({
            quantity: add(ofTier(tier), 'quantity'),
            amount: add(ofTier(tier), 'amount'),
          })),
  };
}
