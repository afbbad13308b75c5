import type { CostResult } from '../../cost-model/types/result.ts';

type Line = { readonly priceKey: string; readonly item: string };

/** What each price is for, by its key: the items of its lines, each once. */
export function pricedItems({ platforms }: CostResult): ReadonlyMap<string, string> {
  const lines = platforms.flatMap(({ lineItems, unpriced }): readonly Line[] => [...lineItems, ...unpriced]);
  return new Map(
    [...Map.groupBy(lines, ({ priceKey }) => priceKey)].map(([key, uses]) => [
      key,
      [...new Set(uses.map(({ item }) => item))].join('; '),
    ]),
  );
}
