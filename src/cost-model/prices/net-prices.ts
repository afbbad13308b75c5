import { convertedPrice, discountedPrice } from '../arithmetic/money.ts';
import type { Discount, PriceBook, PriceTier, Terms } from '../types/prices.ts';

/** List prices in US dollars, as they stand in the books. */
export const LIST_PRICES: Terms = { discounts: [], purchase: 'on-demand', currency: null, tax: null };

/** A price as it is paid: bought on the terms asked for, less discounts, in the currency of the result. */
export interface NetPrice {
  readonly key: string;
  readonly unit: string;
  readonly vendor: string | null;
  readonly tiers: readonly NetTier[];
}

export interface NetTier extends PriceTier {
  /** USD, before discounts. */
  readonly listPrice: string;
}

export interface NetPrices {
  readonly byKey: ReadonlyMap<string, NetPrice>;
  /** Why a key that a book has is without a price on these terms. */
  readonly why: ReadonlyMap<string, string>;
}

/** What an instance is billed by: only that is bought on other terms than on demand. */
const BOUGHT_BY_THE_HOUR = 'instance-hour';

/** Prices by key; where two books name the same key, the later book's holds: that is how a price is overridden. */
export function netPrices(books: readonly PriceBook[], terms: Terms): NetPrices {
  const byKey = new Map<string, NetPrice>();
  const why = new Map<string, string>();
  for (const { vendor, prices } of books) {
    for (const { key, unit, tiers, options } of prices) {
      const bought = unit === BOUGHT_BY_THE_HOUR && terms.purchase !== 'on-demand';
      const option = options?.[terms.purchase];
      byKey.delete(key);
      why.delete(key);
      if (bought && option === undefined) {
        why.set(key, `no price book has "${key}" bought ${terms.purchase}`);
        continue;
      }
      const listed = bought && option !== undefined ? [option] : tiers;
      byKey.set(key, { key, unit, vendor, tiers: listed.map((tier) => net(tier, key, vendor, terms)) });
    }
  }
  return { byKey, why };
}

function net(tier: PriceTier, key: string, vendor: string, { discounts, currency }: Terms): NetTier {
  const discount = discounts.findLast(({ of }) => appliesTo(of, key, vendor));
  const { unitPrice: listPrice, low, high } = tier;
  const paid = (price: string): string => {
    const reduced = discount === undefined ? price : discountedPrice(price, discount.share);
    return currency === null ? reduced : convertedPrice(reduced, currency.perUsd);
  };
  const words = [
    tier.source,
    ...(discount === undefined ? [] : [`less ${discount.share * 100}% (${discount.source})`]),
    ...(currency === null
      ? []
      : [`at ${currency.perUsd} ${currency.currency} a US dollar (${currency.source}, ${currency.date})`]),
  ];
  return {
    ...tier,
    // What somebody negotiated is not the list's any more.
    provenance: discount === undefined ? tier.provenance : 'assumed',
    listPrice,
    unitPrice: paid(listPrice),
    source: words.join(', '),
    ...(low === undefined ? {} : { low: paid(low) }),
    ...(high === undefined ? {} : { high: paid(high) }),
  };
}

const appliesTo = (of: Discount['of'], key: string, vendor: string): boolean =>
  'vendor' in of ? of.vendor === vendor : key === of.key || key.startsWith(`${of.key}.`);
