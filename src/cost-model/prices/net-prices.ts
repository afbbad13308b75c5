import { convertedPrice, decimalOf, discountedPrice } from '../arithmetic/money.ts';
import type { Discount, ExchangeRate, Price, PriceBook, PriceTier, Terms } from '../types/prices.ts';

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
        why.set(key, `"${key}" has no ${terms.purchase} price in any book`);
        continue;
      }
      const listed = bought && option !== undefined ? [option] : tiers;
      byKey.set(key, netPrice({ key, unit, tiers: listed }, vendor, terms));
    }
  }
  return { byKey, why };
}

/** A share of what is spent: it costs the same share in any money, and its tiers end at amounts. */
const SHARE_OF_SPEND = 'USD';

function netPrice({ key, unit, tiers }: Pick<Price, 'key' | 'unit' | 'tiers'>, vendor: string, terms: Terms): NetPrice {
  const discount = discountOf({ key, unit, vendor }, terms);
  const { currency } = terms;
  if (unit !== SHARE_OF_SPEND || currency === null) {
    return { key, unit, vendor, tiers: tiers.map((tier) => net(tier, discount, currency)) };
  }
  const inMoney = tiers.map((tier) => ({
    ...net(tier, discount, null),
    upTo: tier.upTo === null ? null : Number(convertedPrice(decimalOf(tier.upTo), currency.perUsd)),
  }));
  return { key, unit: currency.currency, vendor, tiers: inMoney };
}

/**
 * Discounts do not stack: of those that apply, the last one given holds. One off all of a vendor's prices is not taken
 * off a share of what is spent: what is spent is less already.
 */
export function discountOf(
  { key, unit, vendor }: Pick<NetPrice, 'key' | 'unit' | 'vendor'>,
  terms: Terms,
): Discount | null {
  const isShare = unit === SHARE_OF_SPEND || unit === terms.currency?.currency;
  const applies = ({ of }: Discount): boolean =>
    'vendor' in of ? of.vendor === vendor && !isShare : key === of.key || key.startsWith(`${of.key}.`);
  return terms.discounts.findLast(applies) ?? null;
}

/** What is paid where the list says `price`, in US dollars: first the discount, then the currency. */
export function paidPrice(price: string, discount: Discount | null, currency: ExchangeRate | null): string {
  const reduced = discount === null ? price : discountedPrice(price, discount.share);
  return currency === null ? reduced : convertedPrice(reduced, currency.perUsd);
}

function net(tier: PriceTier, discount: Discount | null, currency: ExchangeRate | null): NetTier {
  const { unitPrice: listPrice, low, high } = tier;
  const paid = (price: string): string => paidPrice(price, discount, currency);
  const words = [
    tier.source,
    ...(discount === null ? [] : [`less ${percent(discount.share)} (${discount.source})`]),
    ...(currency === null
      ? []
      : [`at ${currency.perUsd} ${currency.currency} a US dollar (${currency.source}, ${currency.date})`]),
  ];
  return {
    ...tier,
    // What somebody negotiated is not the list's any more.
    provenance: discount === null ? tier.provenance : 'assumed',
    listPrice,
    unitPrice: paid(listPrice),
    source: words.join(', '),
    ...(low === undefined ? {} : { low: paid(low) }),
    ...(high === undefined ? {} : { high: paid(high) }),
  };
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(6))}%`;
