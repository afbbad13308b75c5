import { sum } from '../../arithmetic/money.ts';
import type { LineItem, PlatformCost, UnpricedItem } from '../../types/result.ts';
import type { Category } from '../../types/shape.ts';
import type { NotBilled } from '../types/reconciliation.ts';

/** All lines of one category that are paid by one price, a month. */
export interface ModelledGroup {
  readonly category: Category;
  readonly priceKey: string;
  readonly items: readonly string[];
  readonly unit: string;
  readonly quantity: string;
  /** null where no price is known. */
  readonly amount: string | null;
}

/** What somebody sends a bill for every month, in the model's order. */
export function modelledGroups({ lineItems, unpriced }: PlatformCost): readonly ModelledGroup[] {
  const lines = [...lineItems, ...unpriced].filter(isBilled);
  const groups = Map.groupBy(lines, ({ category, priceKey }) => `${category} ${priceKey}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { category, priceKey, unit } = first;
    const amounts = group.map((line) => ('amount' in line ? line.amount : null));
    return {
      category,
      priceKey,
      unit,
      items: [...new Set(group.map(({ item }) => item))],
      quantity: sum(group.map(({ quantity }) => quantity)),
      amount: amounts.includes(null) ? null : sum(amounts.map(String)),
    };
  });
}

/** What stands in no row: it is not missing from the bill, it is on none. */
export const notBilled = ({ lineItems }: PlatformCost): readonly NotBilled[] =>
  lineItems
    .filter((line) => !isBilled(line))
    .map(({ category, item, amount, period, paidTo }) => ({
      category,
      item,
      amount,
      period,
      why:
        paidTo === 'team'
          ? 'the team’s own hours: nobody sends a bill for them'
          : 'paid once: it is in no month’s bill of what runs',
    }));

const isBilled = ({ period, paidTo }: LineItem | UnpricedItem): boolean => period === 'month' && paidTo !== 'team';
