import type { ProductionWorkload } from '../scenarios/types.ts';

export type Provenance = 'measured' | 'modelled' | 'billed' | 'list-price' | 'vendor-claim' | 'assumed';

export type Category =
  | 'compute'
  | 'broker-storage'
  | 'wal-storage'
  | 'object-capacity'
  | 'object-requests'
  | 'network'
  | 'vendor'
  | 'support'
  | 'ecosystem'
  | 'labor'
  | 'migration';

type Period = 'month' | 'once';
type PaidTo = 'cloud' | 'vendor' | 'team';

/** A formula over named figures; the number, its explanation and a spreadsheet formula derive from it. */
export type Expression =
  | { readonly figure: string }
  /** Only 0 and 1, which need no source; every other number is a figure. */
  | { readonly constant: number }
  | { readonly op: 'add' | 'multiply' | 'max' | 'min'; readonly args: readonly Expression[] }
  | { readonly op: 'subtract' | 'divide'; readonly args: readonly [Expression, Expression] }
  | { readonly op: 'ceil'; readonly args: readonly [Expression] };

export interface Figure {
  readonly value: number;
  /** As units.ts reads it: `GiB-month`, `MiB/s`, `count`. */
  readonly unit: string;
  readonly provenance: Provenance;
  /** Where it came from: `scenario:production.fanOut`, `assumption:<key>`, a page and date. */
  readonly source: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** A platform's mapping of (workload, assumptions) to quantities; it sees no price. */
export interface CostShape {
  readonly variants: readonly CostVariant[];
}

/** Formulas are text, as in `brokers * hours`, over workload figures, assumptions and derived figures; see formula.ts. */
export interface CostVariant {
  readonly name: string;
  readonly title: string;
  /** Assumption name → its default; unique within the platform. */
  readonly assumptions: Readonly<Record<string, Figure>>;
  /** Figures derived from the workload and the assumptions, in order of use. */
  readonly derived: readonly DerivedFigure[];
  readonly quantities: readonly QuantityLine[];
}

interface DerivedFigure {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
}

export interface QuantityLine {
  readonly category: Category;
  readonly item: string;
  readonly period: Period;
  readonly paidTo: PaidTo;
  /** A key of the price books, or an assumption whose value is the rate in USD per `unit`. */
  readonly price: { readonly book: string } | { readonly assumption: string };
  readonly unit: string;
  readonly quantity: string;
  readonly explanation: string;
}

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
  readonly explanation: string;
  /** The quantity of all the line's tiers together, over names in `CostResult.figures`. */
  readonly expression: Expression;
}

export interface UnpricedItem {
  readonly category: Category;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
  readonly why: string;
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
}

/** A measured figure and whether it may price production. */
export interface MeasuredFigure {
  readonly name: string;
  readonly target: string;
  readonly value: number | null;
  readonly unit: string;
  readonly used: boolean;
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

/** cost.json */
export interface CostResult {
  readonly schemaVersion: 1;
  readonly currency: 'USD';
  readonly hoursPerMonth: number;
  readonly region: string;
  /** With several books: their names joined, and the date of the oldest. */
  readonly priceBook: { readonly name: string; readonly date: string; readonly ageDays: number };
  /** null where no line has a dated price. */
  readonly pricesUsed?: PricesUsed | null;
  readonly workload: ProductionWorkload;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly platforms: readonly PlatformCost[];
  /** Platforms that were asked for and have no cost shape. */
  readonly notPriced?: readonly { readonly platform: string; readonly why: string }[];
  readonly measured: readonly MeasuredFigure[];
}

/** One entry of a price book. */
export interface Price {
  readonly key: string;
  readonly unit: string;
  /** Ascending tiers by quantity a month; the last one has no upper bound. */
  readonly tiers: readonly PriceTier[];
  readonly note: string | null;
}

export interface PriceTier {
  readonly upTo: number | null;
  /** USD per unit; plain decimal string. */
  readonly unitPrice: string;
  readonly provenance: 'list-price' | 'assumed';
  readonly source: string;
  readonly date: string;
}

export interface PriceBook {
  readonly name: string;
  readonly vendor: string;
  readonly region: string;
  readonly currency: 'USD';
  readonly date: string;
  readonly prices: readonly Price[];
}

/** A shape as it is priced: assumptions final, overrides within. */
export interface PricedShape {
  readonly platform: string;
  readonly title: string;
  readonly variant: CostVariant;
}

/** prices.json: prices and assumptions as they were before the run. */
export interface SavedPrices {
  readonly formatVersion: 1;
  readonly hoursPerMonth: number;
  readonly books: readonly PriceBook[];
  /** Shapes as they were: one a platform, variant and set of overrides in the run. */
  readonly shapes: readonly PricedShape[];
  readonly notPriced: readonly { readonly platform: string; readonly why: string }[];
}
