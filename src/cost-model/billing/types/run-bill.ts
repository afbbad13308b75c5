import type { Bill } from './bill.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { Period } from './source.ts';

/** bill.json of a run: the bills of its targets together, each of them, and each beside what was modelled and measured. */
export interface RunBill extends Bill {
  readonly targets: readonly TargetBill[];
  /** One a target that was billed and is priced. */
  readonly reconciliation: readonly Reconciliation[];
  readonly notReconciled: readonly { readonly target: string; readonly why: string }[];
  /** What metrics sources say of the targets, whether it is paid for or not. */
  readonly metrics: readonly MetricFigure[];
  /** What is to be known of them, each in a sentence. */
  readonly metricNotes: readonly string[];
}

/** A series as one figure: its sum where it counts, else its average. */
export interface MetricFigure {
  readonly target: string;
  /** `cloudwatch`, `prometheus`. */
  readonly from: string;
  readonly period: Period;
  readonly name: string;
  /** Dimensions and their values: `BucketName logs`. */
  readonly of: string;
  readonly unit: string;
  readonly statistic: string;
  /** null where nothing is published. */
  readonly value: number | null;
  readonly points: number;
  readonly periodSeconds: number;
  /** False where more is to come that never came. */
  readonly complete: boolean;
}

export interface TargetBill {
  readonly target: string;
  readonly bill: Bill;
}
