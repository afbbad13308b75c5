import type { Period } from './source.ts';

/** What was measured of something that is paid for, and whether it may stand for production. */
export interface MeasuredQuantity {
  /** `PUT requests`, the name of a metric. */
  readonly name: string;
  /** `run:<id>:<target>`, `cloudwatch`. */
  readonly source: string;
  /** As it was counted, over the window in which it was measured; null where only the model says it, or nothing does. */
  readonly counted: Amount | null;
  /** The days in which metrics counted it. */
  readonly period?: Period;
  /** The price that it is paid by; null where none is known for it. */
  readonly priceKey: string | null;
  /** A month of production, in the price's unit; null where there is no price or it cannot be scaled. */
  readonly monthly: Amount | null;
  /** Whether it stands in the measured column. */
  readonly used: boolean;
  /** "measured, not used, because …". */
  readonly because: readonly string[];
}

export interface Amount {
  /** Plain decimal string. */
  readonly quantity: string;
  readonly unit: string;
}
