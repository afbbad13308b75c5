import type { CostResult, LineItem, PlatformCost } from '../../../cost-model/types/result.ts';
import type { Category } from '../../../cost-model/types/shape.ts';
import { exact, groupedDigits } from '../../format.ts';
import { unitPrice } from '../../money.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { CATEGORY_TITLES, PROVENANCE_TITLES } from '../../words.ts';
import { money } from './amounts.ts';
import { segmentId, titleOf } from './platforms.ts';

export const linesIn = (platform: PlatformCost, category: Category): readonly LineItem[] =>
  platform.lineItems.filter((line) => line.category === category);

const HOW_COUNTED = left('How it is counted');

/**
 * Every line of one platform and category: quantity × unit price = amount, where the price is from and when.
 * `counted` tells how in a column of its own; a page tells it below each line instead.
 */
export function lineItemTable(
  platform: PlatformCost,
  category: Category,
  cost: CostResult,
  { counted = true }: { readonly counted?: boolean } = {},
): Table {
  return {
    id: segmentId(platform, category),
    title: `${titleOf(platform, cost)}: ${CATEGORY_TITLES[category]}`,
    columns: [
      left('Item'),
      right('Quantity'),
      right('Unit price'),
      right('Amount'),
      left('Paid'),
      ...(counted ? [HOW_COUNTED] : []),
      left('Price from'),
    ],
    groups: plainRows(
      linesIn(platform, category).map((line) => ({
        title: line.item,
        unit: null,
        cells: [
          { kind: 'figure', value: line.quantity, text: `${exact(line.quantity)} ${line.unit}`, unit: line.unit },
          money(line.unitPrice, cost, unitPrice(line.unitPrice, cost.currency)),
          money(line.amount, cost),
          text(`${line.period === 'once' ? 'once' : 'a month'}, to the ${line.paidTo}`),
          ...(counted ? [text(groupedDigits(line.explanation))] : []),
          text(`${PROVENANCE_TITLES[line.provenance]}: ${line.priceSource}, ${line.priceDate}`),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}
