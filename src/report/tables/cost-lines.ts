import type { CostResult, PlatformCost } from '../../cost-model/types/result.ts';
import type { Category } from '../../cost-model/types/shape.ts';
import { exact, groupedDigits } from '../format.ts';
import { left, plainRows, right, type Table, text } from '../table.ts';
import { CATEGORY_TITLES, PROVENANCE_TITLES } from '../words.ts';
import { money, segmentId, titleOf } from './cost.ts';

/** Every line of one platform: quantity × unit price = amount, where the price is from and when. */
export function lineItemTable(platform: PlatformCost, category: Category, cost: CostResult): Table {
  const lines = platform.lineItems.filter((line) => line.category === category);
  return {
    id: segmentId(platform, category),
    title: `${titleOf(platform, cost)}: ${CATEGORY_TITLES[category]}`,
    columns: [
      left('Item'),
      right('Quantity'),
      right('Unit price'),
      right('Amount'),
      left('Paid'),
      left('How it is counted'),
      left('Price from'),
    ],
    groups: plainRows(
      lines.map((line) => ({
        title: line.item,
        unit: null,
        cells: [
          { kind: 'figure', value: line.quantity, text: `${exact(line.quantity)} ${line.unit}`, unit: line.unit },
          money(line.unitPrice, `$${exact(line.unitPrice)}`),
          money(line.amount),
          text(`${line.period === 'once' ? 'once' : 'a month'}, to the ${line.paidTo}`),
          text(groupedDigits(line.explanation)),
          text(`${PROVENANCE_TITLES[line.provenance]}: ${line.priceSource}, ${line.priceDate}`),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}

/** What has no price: never counted as zero, so the total is a lower bound. */
export function unpricedTable(cost: CostResult): Table | null {
  const rows = cost.platforms.flatMap((platform) =>
    platform.unpriced.map((item) => ({
      title: item.item,
      unit: null,
      cells: [
        text(titleOf(platform, cost)),
        text(CATEGORY_TITLES[item.category]),
        { kind: 'figure' as const, value: item.quantity, text: exact(item.quantity), unit: item.unit },
        text(item.unit),
        text(item.why),
      ],
    })),
  );
  if (rows.length === 0) return null;
  return {
    id: 'cost-unpriced',
    title: 'What has no price yet',
    columns: [left('Item'), left('Platform'), left('Category'), right('Quantity'), left('Unit'), left('Why')],
    groups: plainRows(rows, 'modelled'),
    notes: ['An item without a price is not free: each total that misses one is a lower bound.'],
  };
}
