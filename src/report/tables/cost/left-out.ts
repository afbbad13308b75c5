import type { CostResult } from '../../../cost-model/types/result.ts';
import { exact } from '../../format.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import { titleOf } from './platforms.ts';

/** What has no price: never counted as zero, so the total is a lower bound. */
export function unpricedTable(cost: CostResult): Table | null {
  const groups = cost.platforms
    .filter(({ unpriced }) => unpriced.length > 0)
    .map((platform) => ({
      title: titleOf(platform, cost),
      provenance: 'modelled' as const,
      rows: platform.unpriced.map(({ item, category, quantity, unit, why }) => ({
        title: item,
        unit: null,
        cells: [
          text(CATEGORY_TITLES[category]),
          { kind: 'figure' as const, value: quantity, text: `${exact(quantity)} ${unit}`, unit },
          text(why),
        ],
      })),
    }));
  if (groups.length === 0) return null;
  return {
    id: 'cost-unpriced',
    title: 'What has no price yet',
    columns: [left('Item'), left('Category'), right('Quantity'), left('Why')],
    groups,
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
