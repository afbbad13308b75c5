import type { Figures } from './figures.ts';
import type { Overrides, Question } from './request.ts';
import type { PricedShape } from './shape.ts';

/** One entry of a price book. */
export interface Price {
  readonly key: string;
  readonly unit: string;
  /** Ascending tiers by quantity a month; the last one has no upper bound. */
  readonly tiers: readonly PriceTier[];
  readonly note: string | null;
  /** The same thing bought on other terms: `committed-1y`, `committed-3y`, `spot`. */
  readonly options?: Readonly<Record<string, PriceTier>>;
}

export interface PriceTier {
  readonly upTo: number | null;
  /** USD per unit; plain decimal string. */
  readonly unitPrice: string;
  readonly provenance: 'list-price' | 'assumed';
  readonly source: string;
  readonly date: string;
  /** What an assumed or negotiable price may as well be; absent where it is taken as it stands. */
  readonly low?: string;
  readonly high?: string;
}

export interface PriceBook {
  readonly name: string;
  readonly vendor: string;
  readonly region: string;
  readonly currency: 'USD';
  readonly date: string;
  readonly prices: readonly Price[];
}

/** How list prices become what is paid. */
export interface Terms {
  readonly discounts: readonly Discount[];
  /** How what is billed per hour of an instance is bought; what has no such option in the books is unpriced. */
  readonly purchase: Purchase;
  /** Into which amounts are converted; null for US dollars. */
  readonly currency: ExchangeRate | null;
  /** On top of every amount paid to the cloud or a vendor, outside `total`; null where prices are compared without it. */
  readonly tax: { readonly share: number; readonly source: string } | null;
}

export const PURCHASES = ['on-demand', 'committed-1y', 'committed-3y', 'spot'] as const;
export type Purchase = (typeof PURCHASES)[number];

/** Off every price of a vendor's books, or of the keys that begin with `key`. */
export interface Discount {
  readonly of: { readonly vendor: string } | { readonly key: string };
  /** 0.2 for 20%. */
  readonly share: number;
  readonly source: string;
}

export interface ExchangeRate {
  /** ISO 4217: `EUR`. */
  readonly currency: string;
  /** Units of that currency for one US dollar; decimal string. */
  readonly perUsd: string;
  readonly date: string;
  readonly source: string;
}

/** prices.json: prices and assumptions as they were before the run. */
export interface SavedPrices {
  readonly formatVersion: 1;
  readonly hoursPerMonth: number;
  readonly books: readonly PriceBook[];
  /** Shapes as they were: one a platform, variant and set of overrides in the run. */
  readonly shapes: readonly PricedShape[];
  readonly notPriced: readonly { readonly platform: string; readonly why: string }[];
  /** Absent, with the three below, in folders from before they were asked for: list prices, and the usual question. */
  readonly terms?: Terms;
  readonly business?: Figures;
  readonly overrides?: Overrides;
  readonly asked?: Partial<Question>;
}
