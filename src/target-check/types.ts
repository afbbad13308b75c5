import type { ReadLimits, Spent } from '../kafka/read-only/requests-log.ts';

export const TARGET_CHECK_VERSION = 1;

/** check.json: whether a cluster can be measured, line by line. */
export interface TargetCheck {
  readonly schemaVersion: typeof TARGET_CHECK_VERSION;
  readonly target: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly lines: readonly CheckLine[];
  /** Median and spread from here to each broker, µs. */
  readonly roundTrips: readonly {
    readonly broker: number;
    readonly medianMicros: number;
    readonly maxMicros: number;
  }[];
  readonly limits: ReadLimits;
  readonly spent: Spent;
}

export const CHECK_GROUPS = [
  'names',
  'connections',
  'tls',
  'login',
  'cluster',
  'permissions',
  'versions',
  'brokers',
  'distance',
  'clocks',
  'headroom',
  'quotas',
  'writing',
] as const;
export type CheckGroup = (typeof CHECK_GROUPS)[number];

export interface CheckLine {
  readonly group: CheckGroup;
  /** Stable: `tls-expiry/127.0.0.1:9092`. */
  readonly id: string;
  /** What was looked at: `The certificate of 127.0.0.1:9092`. */
  readonly title: string;
  readonly verdict: 'passed' | 'failed' | 'not-known';
  /** What was found, or why it is not known. */
  readonly detail: string;
  /** Null where nothing is to be done. */
  readonly todo: string | null;
}
