import type { CheckedLine, TargetChecked } from '../evidence/types/target-checked.ts';
import type { ReadLimits, Spent } from '../kafka/read-only/requests-log.ts';

export const TARGET_CHECK_VERSION = 1;

/** check.json: whether a cluster can be measured, line by line. */
export interface TargetCheck extends TargetChecked {
  readonly schemaVersion: typeof TARGET_CHECK_VERSION;
  readonly target: string;
  /** False: it could not be reached, or did not let in; what only it can tell is not known. */
  readonly isAnswering: boolean;
  /** False: something that was asked for could not be reached, or failed; lines that it tells are not known. */
  readonly isWhole: boolean;
  readonly lines: readonly CheckLine[];
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

export interface CheckLine extends CheckedLine {
  readonly group: CheckGroup;
}
