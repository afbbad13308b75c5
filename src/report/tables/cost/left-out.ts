import type { CostResult } from '../../../cost-model/types/result.ts';
import { exact } from '../../format.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import { titleOf } from './platforms.ts';

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

/** What was asked for and is not priced at all. */
export function notPricedTable({ notPriced = [] }: CostResult): Table | null {
  if (notPriced.length === 0) return null;
  return {
    id: 'cost-not-priced',
    title: 'What is not priced',
    columns: [left('Platform'), left('Why')],
    groups: plainRows(
      notPriced.map(({ platform, variant, why }) => ({
        title: variant === undefined ? platform : `${platform} (${variant})`,
        unit: null,
        cells: [text(why)],
      })),
    ),
    notes: [],
  };
}
