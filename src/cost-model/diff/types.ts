import type { Figure, PaidTo } from '../types/figures.ts';
import type { CostResult, PlatformId } from '../types/result.ts';
import type { Category, Period } from '../types/shape.ts';

/** What two results of one currency say differently. Money is in decimal strings; a difference is after − before. */
export interface CostDiff {
  readonly currency: string;
  readonly before: PricedWith;
  readonly after: PricedWith;
  /** Those that both have first, then new ones, then those that are gone; those without a difference are left out. */
  readonly platforms: readonly PlatformDiff[];
  /** Inputs and prices behind the differences, each once; what follows from them is left out. */
  readonly changed: readonly InputChange[];
}

export type PricedWith = Pick<CostResult, 'priceBook' | 'region' | 'hoursPerMonth'>;

export interface PlatformDiff {
  readonly platform: PlatformId;
  readonly title: string;
  readonly change: 'changed' | 'new' | 'gone';
  /** Why the side that does not have it does not price it, where it says so. */
  readonly why: string | null;
  readonly month: AmountDiff;
  readonly once: AmountDiff;
  /** True where a side has a line without a price. */
  readonly isLowerBound: boolean;
  readonly categories: readonly CategoryDiff[];
  /** Those that differ. */
  readonly lines: readonly LineDiff[];
}

export interface AmountDiff {
  /** null where that side does not have the platform. */
  readonly before: string | null;
  readonly after: string | null;
  /** null where a side is missing or has a line without a price: what is not known may differ as well. */
  readonly difference: string | null;
}

/** Over the lines whose difference is known; `byPrice` + `byQuantity` = `difference`, exactly. */
export interface CategoryDiff {
  readonly category: Category;
  readonly period: Period;
  readonly difference: string;
  readonly byPrice: string;
  readonly byQuantity: string;
}

export interface LineDiff {
  readonly category: Category;
  readonly item: string;
  readonly period: Period;
  readonly paidTo: PaidTo;
  readonly unit: string;
  /** `new` and `gone` are of the line; a line that is on both sides may have a price on one only. */
  readonly change: 'changed' | 'new' | 'gone' | 'priced now' | 'priced no more' | 'unpriced';
  /** null where there is no such line. */
  readonly quantityBefore: string | null;
  readonly quantityAfter: string | null;
  /** null where there is no such line, or no price of it. */
  readonly before: string | null;
  readonly after: string | null;
  /** null where a price is missing on either side. */
  readonly difference: string | null;
  /** At the quantity of after; with `byQuantity` exactly the difference. */
  readonly byPrice: string | null;
  /** At the price of before. */
  readonly byQuantity: string | null;
  /** The quantity is computed by another formula. */
  readonly isComputedAnew: boolean;
  /** Names in `CostDiff.changed`. */
  readonly because: readonly string[];
}

/** null on the side that does not have it. */
export interface InputChange {
  readonly name: string;
  readonly before: InputValue | null;
  readonly after: InputValue | null;
}

export type InputValue = Pick<Figure, 'value' | 'unit' | 'provenance' | 'source'> & {
  /** When its source is from; null where it has no date. */
  readonly date: string | null;
  /** Of the tier of a price: where it ends. */
  readonly upTo: string | null;
};
