import type { ProductionWorkload } from '../../scenarios/production.ts';
import type { CostAnswers } from './answers.ts';
import type { Expression, Figures, PaidTo, Provenance } from './figures.ts';
import type { Terms } from './prices.ts';
import type { Question } from './request.ts';
import type { Category, Period } from './shape.ts';

/** `<platform>/<variant>`: what the names of its figures begin with. */
export type PlatformId = string;

export interface LineItem {
  readonly category: Category;
  readonly item: string;
  readonly period: Period;
  readonly paidTo: PaidTo;
  /** Plain decimal strings; quantity × unitPrice = amount. */
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly provenance: Provenance;
  readonly priceSource: string;
  /** ISO date or month, `undated` for an assumption. */
  readonly priceDate: string;
  /** What its quantity counts, before any number: `Brokers run all month:`. */
  readonly basis: string;
  readonly explanation: string;
  /** The quantity of all the line's tiers together, over names in `CostResult.figures`. */
  readonly expression: Expression;
  /** Names its entry in `CostResult.prices`. Lines of one platform and key fill its tiers one after the other. */
  readonly priceKey: string;
  /** Which tier of that entry. */
  readonly tier: number;
}

/** A quantity that no price is known for: never zero, never left out. */
export interface UnpricedItem {
  readonly category: Category;
  readonly item: string;
  readonly period: Period;
  readonly paidTo: PaidTo;
  readonly quantity: string;
  readonly unit: string;
  readonly basis: string;
  readonly why: string;
  readonly expression: Expression;
  /** The key that a price book would have to have. */
  readonly priceKey: string;
}

export interface PlatformCost {
  readonly platform: string;
  readonly variant: string;
  /** Platform and variant in one: `Apache Kafka on EC2 with gp3 volumes`. */
  readonly title: string;
  readonly platformTitle: string;
  /** Follows the platform's title: `on EC2 with gp3 volumes`. */
  readonly variantTitle: string;
  /** Names of the run's targets that it prices; none outside a run. */
  readonly targets: readonly string[];
  /** Sum of the monthly amounts; decimal string. */
  readonly total: string;
  readonly totalIsLowerBound: boolean;
  readonly oneTime: string;
  readonly lineItems: readonly LineItem[];
  readonly unpriced: readonly UnpricedItem[];
  /** Of the same platform: those that become it by configuration alone; absent where none does. */
  readonly inPlaceFrom?: readonly PlatformId[];
  /** What it cannot carry, checked when it was priced; absent where nothing is known. */
  readonly limits?: readonly PlatformLimit[];
}

/** The workload is not carried where `demand` is above `most`; both over names in `CostResult.figures`. */
export interface PlatformLimit {
  readonly name: string;
  readonly demand: Expression;
  readonly most: Expression;
}

/** What one unit costs, tier by tier. */
export interface PriceUsed {
  /** As the line counts it: `GiB-month`. */
  readonly unit: string;
  /** Whose book it is from; null for an assumption. */
  readonly vendor: string | null;
  readonly tiers: readonly PriceTierUsed[];
}

export interface PriceTierUsed {
  /** Decimal string; null for the last one. */
  readonly upTo: string | null;
  /** Its price in `CostResult.figures`, after terms; money per unit. */
  readonly figure: string;
  /** USD before discounts and conversion; decimal string. */
  readonly listPrice: string;
}

/** A measured figure and whether it may price production. */
export interface MeasuredFigure {
  readonly name: string;
  readonly target: string;
  readonly value: number | null;
  readonly unit: string;
  /** The assumption whose value it takes where it is used; null where no formula has a place for it. */
  readonly assumption?: string | null;
  readonly used: boolean;
  /** Whether it was measured under production's conditions; absent in folders from before that was said apart from `used`. */
  readonly transferable?: boolean;
  /** "measured, not used, because …"; "not measured, because …" where the value is null. */
  readonly because: readonly string[];
}

/** Dates of the prices that the lines of a result use; an assumption has none. */
export interface PricesUsed {
  /** ISO dates or months. */
  readonly oldest: string;
  readonly newest: string;
  /** At the run's start. */
  readonly oldestAgeDays: number;
  /** Items, each once, whose price is. */
  readonly olderThanAYear: readonly string[];
}

export interface NotPriced {
  readonly platform: string;
  /** Absent where none of its variants is priced. */
  readonly variant?: string;
  readonly why: string;
}

/** cost.json */
export interface CostResult {
  readonly schemaVersion: 1;
  /** ISO 4217; of every amount and unit price. */
  readonly currency: string;
  readonly hoursPerMonth: number;
  readonly region: string;
  /** ISO 8601, UTC: when, and so how old the prices are. */
  readonly pricedAt: string;
  /** With several books: their names joined, and the date of the oldest. */
  readonly priceBook: { readonly name: string; readonly date: string; readonly ageDays: number };
  /** null where no line has a dated price. */
  readonly pricesUsed: PricesUsed | null;
  readonly terms: Terms;
  readonly workload: ProductionWorkload;
  readonly figures: Figures;
  /** By key; an assumption that is a rate has an entry under its own name. */
  readonly prices: Readonly<Record<string, PriceUsed>>;
  readonly platforms: readonly PlatformCost[];
  /** What was asked for and is not priced: no cost shape, no book of its region, or a limit that the workload exceeds. */
  readonly notPriced: readonly NotPriced[];
  readonly measured: readonly MeasuredFigure[];
  /** Whose assumptions they are; absent where no assumptions sheet was given. */
  readonly sheet?: {
    readonly name: string;
    readonly owner: string | null;
    readonly approver: string | null;
    readonly date: string | null;
    /** As the workbook that came back has them; absent where it has none. */
    readonly remarks?: string;
    /** Most that a month may cost, in the result's money; absent where the sheet says none. */
    readonly budget?: number;
    /** Rows that nothing which is priced has a place for, by their keys; absent where there are none. */
    readonly unused?: readonly string[];
  };
  /** What `answers` answers. */
  readonly question: Question;
  /** null where nothing is priced, or `unanswered` says why. */
  readonly answers: CostAnswers | null;
  /** Of a run: why nothing follows from what is priced. */
  readonly unanswered?: string;
}
