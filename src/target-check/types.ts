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
  /** What a fairness page shows of it; null where it is not known. */
  readonly facts: CheckFacts;
  readonly limits: ReadLimits;
  readonly spent: Spent;
}

/** In words that can be laid side by side. */
export interface CheckFacts {
  /** `TLSv1.3, TLS_AES_256_GCM_SHA384`; `plain text`. */
  readonly tls: string | null;
  /** Of Apache Kafka, as the API versions imply it: `4.3 or later`. */
  readonly release: string | null;
  /** `a, b, c`; `none set`. */
  readonly racks: string | null;
  /** Of the brokers against this machine: `0.2 ms ahead, ±0.4 ms`. */
  readonly clockOffset: string | null;
  /** That throttle this principal's clients: `none`; `producer 10 MiB/s a broker`. */
  readonly quotas: string | null;
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
