import type { PaidTo, Provenance } from '../types/figures.ts';
import type { ExchangeRate } from '../types/prices.ts';
import type { PlatformId } from '../types/result.ts';
import type { Category, Period } from '../types/shape.ts';

/** How one line of one platform comes to its amount, all its tiers together. */
export interface Explanation {
  readonly platform: PlatformId;
  /** Platform and variant in one. */
  readonly title: string;
  readonly category: Category;
  readonly item: string;
  readonly period: Period;
  readonly paidTo: PaidTo;
  /** What its quantity counts, before any number: `Brokers run all month:`. */
  readonly basis: string;
  /** The formula in words: `brokers × hours`. */
  readonly formula: string;
  /** The same with its numbers: `brokers (21 instance) × hours (730 hour)`. */
  readonly arithmetic: string;
  /** Figures that the formula names itself, in its order. */
  readonly uses: readonly string[];
  /**
   * Every figure that the quantity follows from, each once, after those that it follows from itself: read from the
   * top it is the arithmetic step by step, read by `uses` it is a tree.
   */
  readonly figures: readonly ExplainedFigure[];
  /** Amounts of other lines that the formula sums; none in most. */
  readonly sums: readonly ExplainedSum[];
  /** Computed again, as it is billed; decimal string. */
  readonly quantity: string;
  readonly unit: string;
  readonly priceKey: string;
  /** Those that the quantity reaches; none where no price is known. */
  readonly tiers: readonly ExplainedTier[];
  /** Money: `USD`. */
  readonly currency: string;
  /** Computed again: the sum of the tiers' amounts; null where no price is known. */
  readonly amount: string | null;
  /** As the result says it. It is `amount` unless somebody changed the file. */
  readonly recorded: string | null;
  /** Why there is no price; null where there is one. */
  readonly why: string | null;
}

/** A figure, and what it follows from. */
export interface ExplainedFigure {
  /** In `CostResult.figures`. */
  readonly name: string;
  /** `network per broker` */
  readonly words: string;
  readonly value: number;
  readonly unit: string;
  readonly provenance: Provenance;
  readonly source: string;
  /** When its source is from; null where it has no date. */
  readonly date: string | null;
  readonly low: number | null;
  readonly high: number | null;
  /** In words, and with its numbers; null where it rests on nothing else here. */
  readonly formula: string | null;
  readonly arithmetic: string | null;
  /** Names of figures that the formula names; none where it is an input. */
  readonly uses: readonly string[];
}

export interface ExplainedSum {
  readonly paidTo: PaidTo;
  /** Money; decimal string. */
  readonly amount: string;
  readonly of: readonly { readonly item: string; readonly amount: string }[];
}

/** What one tier takes of the quantity, and what its price is made of. */
export interface ExplainedTier {
  /** Of the units a month that the platform has of this price: decimal strings; `upTo` is null for the last tier. */
  readonly above: string;
  readonly upTo: string | null;
  readonly quantity: string;
  /** Money for one unit, as it is paid; decimal string. */
  readonly unitPrice: string;
  readonly amount: string;
  /** The price among `CostResult.figures`. */
  readonly figure: string;
  readonly provenance: Provenance;
  readonly source: string;
  /** ISO date or month, `undated` for an assumption. */
  readonly date: string;
  readonly low: number | null;
  readonly high: number | null;
  /** How the list price became the unit price; null where somebody gave another one in its place. */
  readonly fromList: {
    /** USD; decimal string. */
    readonly listPrice: string;
    readonly discount: { readonly share: number; readonly source: string } | null;
    readonly exchange: ExchangeRate | null;
  } | null;
}
