import type { Category } from '../../types/shape.ts';
import type { LineItemType } from './row.ts';

/** Parts of a bill that are no consumption, or that say how it was bought. */
export const APART = ['tax', 'credit', 'refund', 'support', 'commitments'] as const;
export type Apart = (typeof APART)[number];

/** Rules of this provider are for the lines of all. */
export const EVERY_PROVIDER = '*';

/** What is no consumption, or not known: a rule must name the type to match such a line, whatever it was charged on. */
export const NAMED_ONLY: readonly LineItemType[] = ['Tax', 'Credit', 'Refund', 'Support', 'Adjustment'];

/** A rule as its YAML file says it: the first one that matches holds. Everything that is given must match. */
export interface BillRule {
  /** Unique; stands on every line that it classifies. */
  readonly name: string;
  readonly provider: string;
  /** Of the provider's file: what may stand before a usage type and says only where; patterns do not see it. */
  readonly usageTypePrefix?: string;
  /** Regular expressions over the whole value, without a region's prefix on usage types. */
  readonly service?: string;
  readonly usageType?: string;
  readonly operation?: string;
  /** A regular expression over the unit in which it is billed: some meters are billed in several. */
  readonly billedIn?: string;
  readonly lineItemType?: readonly LineItemType[];
  readonly into: { readonly category: Category } | { readonly apart: Apart };
  /**
   * The model's price that this usage is paid by, its unit in the books, and how many of those one billed unit is: of the
   * unit that the rule is for, or of those that `billedIn` here matches. In another unit it has no quantity.
   */
  readonly price?: {
    readonly key: string;
    readonly unit: string;
    readonly perUnit: string;
    readonly billedIn?: string;
  };
  /** Why, where the name does not say it. */
  readonly note?: string;
}
