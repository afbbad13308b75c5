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

/** A formula over named figures; the number, its explanation and a spreadsheet formula derive from it. */
export type Expression =
  | { readonly figure: string }
  | { readonly constant: number; readonly why: string }
  | { readonly op: 'add' | 'multiply' | 'max' | 'min'; readonly args: readonly Expression[] }
  | { readonly op: 'subtract' | 'divide'; readonly args: readonly [Expression, Expression] }
  | { readonly op: 'ceil'; readonly args: readonly [Expression] };

export interface Figure {
  readonly value: number;
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

export interface CostVariant {
  readonly name: string;
  readonly title: string;
  /** Assumption name → its default; names are prefixed by nothing but unique within the platform. */
  readonly assumptions: Readonly<Record<string, Figure>>;
  /** Figures derived from the workload and the assumptions, in order of use. */
  readonly derived: readonly { readonly name: string; readonly unit: string; readonly expression: Expression }[];
  readonly quantities: readonly QuantityLine[];
}

export interface QuantityLine {
  readonly category: Category;
  readonly item: string;
  readonly period: 'month' | 'once';
  readonly paidTo: 'cloud' | 'vendor' | 'team';
  /** Key into the price book, or null where the rate is an assumption. */
  readonly price: string;
  readonly unit: string;
  readonly quantity: Expression;
  readonly explanation: string;
}

export interface LineItem {
  readonly category: Category;
  readonly item: string;
  readonly period: 'month' | 'once';
  readonly paidTo: 'cloud' | 'vendor' | 'team';
  /** Plain decimal strings; quantity × unitPrice = amount. */
  readonly quantity: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly provenance: Provenance;
  readonly priceSource: string;
  readonly priceDate: string;
  readonly explanation: string;
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
  readonly title: string;
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
  /** "measured, not used, because …" */
  readonly because: readonly string[];
}

/** cost.json */
export interface CostResult {
  readonly schemaVersion: 1;
  readonly currency: 'USD';
  readonly hoursPerMonth: number;
  readonly region: string;
  readonly priceBook: { readonly name: string; readonly date: string; readonly ageDays: number };
  readonly workload: ProductionWorkload;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly platforms: readonly PlatformCost[];
  readonly measured: readonly MeasuredFigure[];
}

/** One entry of a price book. */
export interface Price {
  readonly key: string;
  readonly unit: string;
  /** Ascending tiers by quantity a month; the last one has no upper bound. */
  readonly tiers: readonly { readonly upTo: number | null; readonly unitPrice: string }[];
  readonly source: string;
  readonly date: string;
  readonly provenance: 'list-price' | 'assumed';
  readonly note: string | null;
}

export interface PriceBook {
  readonly name: string;
  readonly vendor: string;
  readonly region: string;
  readonly currency: 'USD';
  readonly date: string;
  readonly prices: readonly Price[];
}

/** prices.json: prices and assumptions as they were before the run. */
export interface SavedPrices {
  readonly formatVersion: 1;
  readonly hoursPerMonth: number;
  readonly books: readonly PriceBook[];
  /** Shapes as they were: one a platform and variant in the run. */
  readonly shapes: readonly { readonly platform: string; readonly title: string; readonly variant: CostVariant }[];
}
