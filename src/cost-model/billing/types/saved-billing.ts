import type { BILLING_FORMAT } from '../../../evidence/billing.ts';
import type { MetricMeter } from '../measured-quantities/metric-meter.ts';
import type { SharedCosts } from '../shared-costs/shared-costs.ts';
import type { BillRule } from './rule.ts';
import type { BillingScope, MetricSeries, Period, SourceRows } from './source.ts';

/** A file of a run's billing/: evidence that came after the run. */
export type SavedBilling = SavedSource | SavedMetrics;

/** What was billed to one target, by one source; with all that sorted and split it, so that judging gives the same bytes. */
export interface SavedSource {
  readonly formatVersion: typeof BILLING_FORMAT;
  readonly kind: 'source';
  readonly scope: BillingScope;
  readonly shared: readonly SharedCosts[];
  readonly rules: readonly BillRule[];
  readonly source: SourceRows;
}

/** What a metrics source says of one target. */
export interface SavedMetrics {
  readonly formatVersion: typeof BILLING_FORMAT;
  readonly kind: 'metrics';
  readonly scope: BillingScope;
  /** `cloudwatch`, `prometheus`. */
  readonly from: string;
  readonly period: Period;
  readonly series: readonly MetricSeries[];
  /** How they become what is paid for, as it was when they were fetched. */
  readonly meters: readonly MetricMeter[];
  readonly losses: readonly string[];
}
