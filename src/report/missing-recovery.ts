import { valueAtPath } from '../judge/metric-path.ts';
import type { RecoverySummary } from '../judge/types/figures.ts';
import type { TargetSummary } from '../judge/types/summary.ts';
import { recoveryFrom } from './faults.ts';

const SINCE: Readonly<Partial<Record<keyof RecoverySummary, (recovery: RecoverySummary) => string>>> = {
  heldAtSeconds: () => 'it was not seen to be in effect',
  healingAtSeconds: () => 'healing did not begin',
  endedAtSeconds: () => 'it was not seen to be healed',
  timeToFirstAckSeconds: () => 'no record that was intended after it began was acknowledged',
  timeToEveryPartitionSeconds: () => 'a partition acknowledged nothing that was intended after it began',
  timeToDrainedSeconds: () => 'what had queued up was still waiting when the load ended',
  timeToHeadroomSeconds: ({ headroomNote }) => headroomNote ?? 'headroom did not come back while the load lasted',
  retried: () => 'the client does not tell how often it sent a record again',
  lost: () => 'no complete reading was made, so nothing can be said',
  duplicated: () => 'no complete reading was made, so nothing can be said',
  availability: () => 'nothing was intended while it lasted',
};

/**
 * Why a figure of a fault is not there, in words for below a table; null where it is as with any other figure.
 * `path` begins with `recovery` and the id of the fault.
 */
export function whyNoRecovery(target: TargetSummary, [, fault = '', ...figure]: readonly string[]): string | null {
  const recovery = recoveryFrom(target, fault);
  if (recovery === null) return `${target.name} had no such fault`;
  if (recovery.startedAtSeconds === null) return `it did not begin in a valid repetition of ${target.name}`;
  const [key = '', ...rest] = figure;
  if (rest.length > 0) {
    const stretch = valueAtPath(recovery, `${key}.seconds`);
    return stretch === null ? `${target.name} has no such stretch ${STRETCHES[key] ?? ''}`.trim() : null;
  }
  const why = SINCE[key as keyof RecoverySummary]?.(recovery);
  return why === undefined ? null : `${why}, on ${target.name}`;
}

const STRETCHES: Readonly<Record<string, string>> = {
  before: 'of undisturbed load before the fault',
  during: 'between beginning and healing',
  after: 'of load after the fault was healed',
};
