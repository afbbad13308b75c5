import type { BusinessCase } from './business.ts';
import type { PaidTo } from './figures.ts';
import type { PlatformId } from './result.ts';
import type { Category } from './shape.ts';

/**
 * What follows from a priced workload. Money is in the result's currency; decimal strings where it adds up to the
 * cent, numbers where it was sampled, swept or solved for. Whatever would rank, break even or be likely is null,
 * with its reason in `why`, while a side that it needs is incomplete.
 */
export interface CostAnswers {
  /** What stays if nothing is done. */
  readonly baseline: PlatformId;
  /** What it is set against wherever two are compared; null where there is only one. */
  readonly candidate: PlatformId | null;
  readonly comparison: Comparison;
  readonly saving: Saving | null;
  readonly waterfall: Waterfall | null;
  readonly sensitivity: Sensitivity | null;
  readonly breakEven: readonly BreakEven[];
  readonly sweep: Sweep | null;
  readonly walkAway: readonly WalkAway[];
  readonly uncertainty: Uncertainty;
  readonly regret: Regret | null;
  readonly businessCase: BusinessCase | null;
}

export interface Comparison {
  /** Months at which `ComparedCost.atMonths` stand: 1, 12, 36, and none beyond the horizon. */
  readonly months: readonly number[];
  readonly horizonMonths: number;
  /** As in `CostResult.platforms`. */
  readonly rows: readonly ComparedCost[];
}

export interface ComparedCost {
  readonly platform: PlatformId;
  readonly isLowerBound: boolean;
  /** A month's amounts; what has no line is absent. */
  readonly byCategory: Readonly<Partial<Record<Category, string>>>;
  readonly byPayee: Readonly<Record<PaidTo, string>>;
  readonly total: string;
  /** On what the cloud and vendors are paid; null where tax is off. */
  readonly tax: string | null;
  /** Above the cheapest complete one; null for an incomplete one. */
  readonly aboveCheapest: string | null;
  /** `total` ÷ the cheapest complete one − 1. */
  readonly aboveCheapestShare: number | null;
  /** Of one GiB that producers write, before compression. */
  readonly perGibIngested: number;
  /** One a month of `Comparison.months`, with growth. */
  readonly atMonths: readonly string[];
  /** Every month with growth, and what is paid once. */
  readonly overHorizon: string;
  /** Last month, from 1, in which it still carries the grown workload; null where it does over the whole horizon. */
  readonly carriedUntilMonth?: number | null;
}

/** What the candidate saves, and how far it may be believed. */
export interface Saving {
  /** Baseline less candidate, a month; negative where it costs more; null while either is incomplete. */
  readonly perMonth: string | null;
  readonly share: number | null;
  /** `measured` once a representative, valid, transferable run stands behind both sides. */
  readonly label: 'model' | 'measured';
  /** Conditions that are still unmet, by side. */
  readonly missing: readonly { readonly platform: PlatformId; readonly because: readonly string[] }[];
  readonly why: string | null;
}

/** From the baseline's total to the candidate's; categories without a difference are left out. */
export interface Waterfall {
  readonly from: PlatformId;
  readonly to: PlatformId;
  readonly steps: readonly { readonly category: Category; readonly difference: string }[];
}

/** How the difference (candidate − baseline, a month) moves when one figure takes its low and its high. */
export interface Sensitivity {
  readonly difference: number;
  /** Widest first. */
  readonly bars: readonly SensitivityBar[];
}

export interface SensitivityBar {
  /** Without platform and variant where it is the same assumption on both. */
  readonly figure: string;
  /** Those in `CostResult.figures` that it stands for. */
  readonly names: readonly string[];
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
  /** Ends at which one of the two does not carry the workload: nothing is said of them, and `at…` is today's difference. */
  readonly notCarriedAt?: readonly ('low' | 'high')[];
}

/** Where the cheaper of the two changes as one figure of the workload does. */
export interface BreakEven {
  readonly figure: string;
  readonly title: string;
  readonly unit: string;
  readonly today: number;
  readonly searched: readonly [from: number, to: number];
  /** Ascending; between two of them one platform stays the cheaper one. Empty: it is so all along. */
  readonly crossings: readonly Crossing[];
  /** The cheaper one below the first crossing, or all along; null where it is not known. */
  readonly cheaperBelow: PlatformId | null;
  readonly why: string | null;
  /** The curve behind it, evenly spaced on a log axis. */
  readonly points: readonly { readonly at: number; readonly baseline: number; readonly candidate: number }[];
}

export interface Crossing {
  readonly at: number;
  /** 10th to 90th percentile over the samples that cross; null where fewer than half do. */
  readonly low: number | null;
  readonly high: number | null;
  readonly cheaperAbove: PlatformId;
}

/** The difference over two figures of the workload. */
export interface Sweep {
  readonly x: Axis;
  readonly y: Axis;
  /**
   * Rows by y, columns by x: candidate ÷ baseline − 1; null while either is incomplete, and in a cell whose workload
   * one of the two does not carry.
   */
  readonly difference: readonly (readonly (number | null)[])[] | null;
  /** Where it is zero: pieces of a line in the axes' values. */
  readonly frontier: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly why: string | null;
}

export interface Axis {
  readonly figure: string;
  readonly title: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/**
 * The price at which the answer flips: paid in place of every tier, both totals are the same to the cent. After terms,
 * in the result's money, as the figures `price/…` are.
 */
export interface WalkAway {
  readonly platform: PlatformId;
  readonly priceKey: string;
  readonly item: string;
  /** Money per this. */
  readonly unit: string;
  /** Decimal string, the average over the tiers that are reached; null where it is unknown. */
  readonly today: string | null;
  /** In place of every tier, all else as it stands; decimal string; null where no price of 0 or more does it, or another price is missing too. */
  readonly price: string | null;
  /** What a price book would have to list, in US dollars, for `price` to be paid; null where the terms do not tell. */
  readonly listPrice?: string | null;
  /** 10th to 90th percentile over the samples that have one. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of the side that it is set against. */
  readonly against: PlatformId;
  readonly why: string | null;
}

/** Over seeded samples of every figure that has a range. */
export interface Uncertainty {
  readonly samples: number;
  readonly seed: string;
  readonly platforms: readonly {
    readonly platform: PlatformId;
    readonly p10: number;
    readonly p50: number;
    readonly p90: number;
    readonly isLowerBound: boolean;
    /** Share of the samples whose workload it does not carry, left out of its percentiles; absent where it carries all. */
    readonly notCarried?: number;
  }[];
  /** Share of the samples that both carry in which `a` costs less than `b`; null while either is incomplete. */
  readonly cheaper: readonly {
    readonly a: PlatformId;
    readonly b: PlatformId;
    readonly share: number | null;
    /** Of the samples in which both cost the same: neither's. */
    readonly tied?: number | null;
    /** Share of the samples that one of the two does not carry, and which are left out; absent where there is none. */
    readonly notCarried?: number;
  }[];
}

/** Which choice is regretted least whatever comes: its worst excess over the best choice of each future is the smallest. */
export interface Regret {
  /** With every figure that differs from today in its unit. */
  readonly futures: readonly Future[];
  /** Complete platforms that carry every future. */
  readonly rows: readonly {
    readonly platform: PlatformId;
    /** Over the horizon, one a future. */
    readonly totals: readonly string[];
    readonly regrets: readonly string[];
    readonly worst: string;
  }[];
  readonly least: PlatformId | null;
  /** Platforms without a row. */
  readonly leftOut?: readonly { readonly platform: PlatformId; readonly why: string }[];
}

/** One of the user's own, over figures of the workload by name; what it says nothing of is as today. */
export interface Future {
  readonly name: string;
  /** In their units. */
  readonly figures: Readonly<Record<string, number>>;
  /** Times today's value, whatever that is when it is priced. */
  readonly times?: Readonly<Record<string, number>>;
  /** Times the average of the same future; today's proportion where absent. */
  readonly peakTimesAverage?: number;
}
