import type { Figure, PaidTo } from './figures.ts';

export const CATEGORIES = [
  'compute',
  'broker-storage',
  'wal-storage',
  'object-capacity',
  'object-requests',
  'network',
  'vendor',
  'support',
  'ecosystem',
  'labor',
  'migration',
] as const;
export type Category = (typeof CATEGORIES)[number];

export type Period = 'month' | 'once';

/** A platform's mapping of (workload, assumptions) to quantities; it sees no price. */
export interface CostShape {
  readonly variants: readonly CostVariant[];
}

/** Formulas are text, as in `brokers * hours`, over workload figures, assumptions and derived figures; see arithmetic/formula.ts. */
export interface CostVariant {
  /** Unique within the platform: `s3-wal`. */
  readonly name: string;
  /** Follows the platform's title: `on EC2 with gp3 volumes`. */
  readonly title: string;
  /** Assumption name → its default. */
  readonly assumptions: Readonly<Record<string, Figure>>;
  /** Figures derived from the workload and the assumptions, in order of use. */
  readonly derived: readonly DerivedFigure[];
  readonly quantities: readonly QuantityLine[];
  /** Variants of the same platform that become this one by configuration alone: nothing is moved and nothing runs twice. */
  readonly inPlaceFrom?: readonly string[];
  /** What it cannot carry: such a workload is not priced on it. */
  readonly limits?: readonly CarryingLimit[];
}

export interface DerivedFigure {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
}

/** Both formulas in one unit; the workload is not carried where `demand` is above `most`. */
export interface CarryingLimit {
  /** Follows "the workload asks for 300 MiB/second of": `ingress at the peak`. */
  readonly name: string;
  readonly demand: string;
  readonly most: string;
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

/** A shape as it is priced: assumptions final, overrides within. */
export interface PricedShape {
  readonly platform: string;
  readonly title: string;
  readonly variant: CostVariant;
}
