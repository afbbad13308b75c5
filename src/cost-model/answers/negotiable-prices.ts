import { decimalOf, sum } from '../arithmetic/money.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { LineItem, PlatformCost, UnpricedItem } from '../types/result.ts';

export interface NegotiablePrice {
  /** The candidate where both use it. */
  readonly platform: PlatformCost;
  readonly priceKey: string;
  readonly item: string;
  readonly unit: string;
  /** On average over the tiers that are reached; null where it is unknown. */
  readonly today: string | null;
}

/** Digits of an average price. */
const AVERAGE_DIGITS = 12;

/**
 * Prices of a pair that somebody could still agree on: unknown ones first, then everything that has a price list,
 * for whoever buys enough is given another price. Rates that are assumptions stand on none; the sensitivity has them.
 * @param pair baseline and candidate alone
 */
export function negotiablePrices(pair: PricedWorkload): readonly NegotiablePrice[] {
  const sides = pair.platforms.toReversed();
  const unknown = sides.flatMap((platform) => byKey(platform.unpriced).map((items) => [platform, items] as const));
  const known = sides.flatMap((platform) =>
    byKey(platform.lineItems)
      .filter((items) => items.some((item) => isListed(item, pair)))
      .map((items) => [platform, items] as const),
  );
  const found = [
    ...unknown.map(([platform, items]) => negotiable(platform, items, null)),
    ...known.map(([platform, items]) => negotiable(platform, items, averagePrice(items))),
  ];
  return found.filter((one, at) => found.findIndex(({ priceKey }) => priceKey === one.priceKey) === at);
}

const byKey = <T extends { readonly priceKey: string }>(items: readonly T[]): readonly (readonly T[])[] => [
  ...Map.groupBy(items, ({ priceKey }) => priceKey).values(),
];

function isListed({ priceKey }: LineItem, { prices }: PricedWorkload): boolean {
  const isRate = prices[priceKey]?.tiers.some(({ figure }) => figure === priceKey) ?? false;
  return !isRate;
}

function negotiable(
  platform: PlatformCost,
  items: readonly (LineItem | UnpricedItem)[],
  today: string | null,
): NegotiablePrice {
  const { priceKey = '', unit = '' } = items[0] ?? {};
  return { platform, priceKey, item: [...new Set(items.map(({ item }) => item))].join(', '), unit, today };
}

function averagePrice(items: readonly LineItem[]): string {
  const [first] = items;
  const total = (of: 'quantity' | 'amount'): number => Number(sum(items.map((item) => item[of])));
  if (new Set(items.map(({ unitPrice }) => unitPrice)).size === 1 || total('quantity') === 0) {
    return first?.unitPrice ?? '0';
  }
  return decimalOf(Number((total('amount') / total('quantity')).toPrecision(AVERAGE_DIGITS)));
}
