import type { BytesPerSecond, Milliseconds, Seconds } from '../units.ts';
import type { FaultKind, ObjectOperation } from './fault-kinds.ts';

/** One fault on the plan's timeline. */
export interface PlannedFault {
  /** `<kind>-<n>`, the n-th of its kind in the plan. */
  readonly id: string;
  readonly kind: FaultKind;
  readonly where: FaultPlace;
  /** Phase in which it begins. */
  readonly phase: string;
  /** Since the epoch; not always whole. */
  readonly startSecond: Seconds;
  /** Until healing begins, or the most that a procedure may take; null where a procedure may take until the load ends. */
  readonly durationSeconds: Seconds | null;
  readonly settings: FaultSettings;
}

export type FaultPlace =
  | { readonly scope: 'node'; readonly node: number }
  | { readonly scope: 'zone'; readonly zone: string }
  /** `member` counts from 0. */
  | { readonly scope: 'member'; readonly group: string; readonly member: number }
  | { readonly scope: 'producer'; readonly producer: number }
  | { readonly scope: 'cluster' };

/** Only what the scenario gave, with what a kind takes without it. */
export interface FaultSettings {
  readonly latencyMs?: Milliseconds;
  readonly jitterMs?: Milliseconds;
  readonly bytesPerSecond?: BytesPerSecond;
  readonly between?: 'clients' | 'brokers';
  /** Of the requests; absent: all. */
  readonly share?: number;
  /** Absent: every operation. */
  readonly operations?: readonly ObjectOperation[];
  /** What keys begin with; absent: every key. */
  readonly keys?: string;
}
