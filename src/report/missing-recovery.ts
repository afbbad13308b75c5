import { valueAtPath } from '../judge/metric-path.ts';
import type { RecoverySummary, RecoveryTime } from '../judge/types/figures.ts';
import type { TargetSummary } from '../judge/types/summary.ts';
import { recoveryFrom } from './faults.ts';

/** What did not come to pass while the load lasted. */
const UNREACHED: Readonly<Record<RecoveryTime, string>> = {
  timeToFirstAckSeconds: 'no record that was intended after it began was acknowledged',
  timeToEveryPartitionSeconds: 'a partition acknowledged nothing that was intended after it began',
  timeToDrainedSeconds: 'what had queued up was still waiting when the load ended',
  timeToHeadroomSeconds: 'headroom was not back when the load ended',
};

const UNSEEN: Readonly<Partial<Record<string, string>>> = {
  timeToFirstAckSeconds: 'it acts until it is through, and partitions acknowledge meanwhile',
  timeToEveryPartitionSeconds: 'it acts until it is through, and partitions acknowledge meanwhile',
  heldAtSeconds: 'it was not seen to be in effect',
  healingAtSeconds: 'healing did not begin',
  endedAtSeconds: 'it was not seen to be healed',
  headroomGoneAgainSeconds: 'there is no time to headroom after which it could be gone again',
  retried: 'the client does not tell how often it sent a record again',
  lost: 'not every record of that time could be held against a complete reading',
  duplicated: 'not every record of that time could be held against a complete reading',
  availability: 'nothing was intended while it lasted',
};

function whyUnseen({ headroomNote, unreached }: RecoverySummary, key: string): string | null {
  if (key === 'timeToHeadroomSeconds' && headroomNote !== null) return headroomNote;
  const time = unreached.find((each) => each === key);
  return time === undefined ? (UNSEEN[key] ?? null) : UNREACHED[time];
}

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
  const why = whyUnseen(recovery, key);
  return why === null ? null : `${why}, on ${target.name}`;
}

const STRETCHES: Readonly<Record<string, string>> = {
  before: 'of undisturbed load before the fault',
  during: 'between beginning and healing',
  after: 'of load after the fault was healed',
};
