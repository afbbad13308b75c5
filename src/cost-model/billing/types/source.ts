import type { BillRow } from './row.ts';

/** Days for which something is asked; `end` is the first day that is not, as Cost Explorer counts. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Which part of a bill belongs to a target: written in the target's file under `billing:`. */
export interface BillingScope {
  /** Names the target; rows of several targets are never mixed. */
  readonly target: string;
  readonly accounts: readonly string[];
  /** Cost-allocation tags that mark the cluster; every one must hold. */
  readonly tags: Readonly<Record<string, string>>;
  readonly region: string | null;
  /** Names of clusters, buckets, volumes and instances by the dimension that metrics ask for. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
}

/** What a connector found, and how. */
export interface SourceRows {
  /** `cost-explorer`, `cur`, `focus`, `invoice:<vendor>`. */
  readonly source: string;
  /** Digest of what was read, so that the same source is never counted twice. */
  readonly digest: string;
  /** What a person would type to see the same: an equivalent CLI command, a file. */
  readonly repeatable: string;
  /** The days that were asked for, or those that its lines are of. */
  readonly period: Period;
  /** Of what was read by the hour and tells less than a day: how many hours, from its first until after its last. */
  readonly hours?: number;
  readonly rows: readonly BillRow[];
  /** What is lost, each in a sentence: optional columns that are missing, metrics that are best-effort. */
  readonly losses: readonly string[];
  /** Requests that were charged for, and their price in USD; none for files. */
  readonly requests: { readonly count: number; readonly usd: string };
}

/** One measured series of a metrics source. */
export interface MetricSeries {
  readonly name: string;
  readonly unit: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: number;
  /** Epoch seconds and values, ascending. */
  readonly points: readonly (readonly [at: number, value: number])[];
  /** False where the source said that more is to come and it never came. */
  readonly complete: boolean;
}
