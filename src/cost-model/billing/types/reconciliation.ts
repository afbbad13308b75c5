import type { PlatformId } from '../../types/result.ts';
import type { Category } from '../../types/shape.ts';
import type { MeasuredQuantity } from './measured-quantity.ts';
import type { Apart } from './rule.ts';
import type { Period } from './source.ts';

/** Modelled, measured and billed, side by side; a month each, decimal strings. */
export interface Reconciliation {
  readonly target: string;
  readonly platform: PlatformId;
  readonly currency: string;
  /** Which amounts of the bill are compared: amortized where every line says them. */
  readonly view?: 'amortized' | 'unblended';
  /** How the bill's window became a month. */
  readonly scaling: {
    readonly period: Period;
    readonly days: number;
    /** Of the window, and of the month that it became. */
    readonly hours: number;
    readonly hoursPerMonth: number;
    /** By which amounts and quantities are multiplied; to 12 digits, for a person to read. */
    readonly factor: string;
    /** The same for what is billed by the month (`GiB-month`), of which a calendar month is one whatever its hours. */
    readonly factorOfMonths: string;
    readonly method: string;
    /** `shorter than a day`, `3 provisional days`. */
    readonly labels: readonly string[];
  };
  readonly rows: readonly ReconciledRow[];
  readonly total: Omit<ReconciledRow, 'category' | 'lines'>;
  /** Modelled, and in no row: nobody sends a bill for it, so that its absence is no saving. */
  readonly notBilled: readonly NotBilled[];
  /** All that was measured of this platform, used or not. */
  readonly measured: readonly MeasuredQuantity[];
  /** Sentences that belong under the table. */
  readonly notes: readonly string[];
}

export interface NotBilled {
  readonly category: Category;
  readonly item: string;
  readonly amount: string;
  readonly period: 'month' | 'once';
  readonly why: string;
}

export interface ReconciledRow {
  /** `unclassified` and the parts of `apart` but support have rows of their own. */
  readonly category: Category | 'unclassified' | Exclude<Apart, 'support'>;
  readonly modelled: string;
  /** A line of it has no price: the modelled amount is the least that it may be. */
  readonly modelledIsLowerBound: boolean;
  /** Measured quantities at list price; null where nothing of it was measured. Of the total: null unless all was. */
  readonly measured: string | null;
  /** Some of its modelled lines were not measured: not to be set beside the other columns. */
  readonly measuredIsPartial: boolean;
  /** Measured quantities that may not stand for production, at list price; in no sum of `measured`. */
  readonly measuredNotUsed?: string | null;
  readonly billed: string;
  /** As the bill has it in this view, before it became a month; over all rows the bill's total in it. */
  readonly billedInWindow: string;
  /** billed − modelled = price + quantity + mix, exactly. */
  readonly difference: string;
  readonly price: string;
  readonly quantity: string;
  readonly mix: string;
  readonly lines: readonly ReconciledLine[];
}

export interface ReconciledLine {
  readonly item: string;
  readonly priceKey: string | null;
  readonly unit: string | null;
  readonly modelledQuantity: string | null;
  readonly billedQuantity: string | null;
  readonly modelled: string;
  /** Measured quantity at list price; null where it was not measured. */
  readonly measured: string | null;
  /** The same of a quantity that may not stand for production; it is in no sum of `measured`. */
  readonly measuredNotUsed?: string | null;
  readonly billed: string;
  /** As the bill has it, before it became a month. */
  readonly billedInWindow: string;
  readonly price: string;
  readonly quantity: string;
  readonly mix: string;
  readonly why: string;
}
