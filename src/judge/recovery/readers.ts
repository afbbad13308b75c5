import type { Plan, PlannedGroup } from '../../scenarios/types.ts';
import { loadEnd } from '../load-end.ts';
import { eventsOf, type RepetitionEvidence } from '../repetition-evidence.ts';
import { firstOfCalm, soughtFrom } from './calm.ts';
import { secondsFrom } from './duration.ts';
import { lagBySecond } from './lag.ts';
import type { ProducedBySecond } from './seconds.ts';
import { recoveredP99Ms } from './threshold.ts';
import type { Span } from './windows.ts';
import { longestWithin } from './without-ack.ts';

export interface ReaderRecovery {
  readonly group: string;
  readonly longestGapSeconds: number;
  readonly rebalances: number;
  readonly timeToTailSeconds: number | null;
}

export const tailGroupsOf = ({ groups }: Plan): readonly PlannedGroup[] => groups.filter(({ role }) => role === 'tail');

/** What the groups that read at the tail noticed of a fault in its window. `acts`: see soughtFrom. `ended`: also after the load. */
export function readersAfter(
  pass: RepetitionEvidence,
  plan: Plan,
  window: Span,
  acts: Span | null,
  ended: number | null,
  produced: ProducedBySecond,
): readonly ReaderRecovery[] {
  const end = loadEnd(pass, plan);
  return tailGroupsOf(plan).map((group) => ({
    group: group.name,
    longestGapSeconds: longestGap(pass, group.name, window, end),
    rebalances: rebalances(pass, group.name, [window[0], Math.max(window[1], ended ?? 0)]),
    timeToTailSeconds: timeToTail(pass, plan, group, window[0], acts, produced),
  }));
}

/** Longest time in which the group got nothing from one partition while something waited there; 0 where none was noted. */
const longestGap = (pass: RepetitionEvidence, group: string, window: Span, end: number): number =>
  longestWithin(gapsOf(pass, group, end), window);

function gapsOf(pass: RepetitionEvidence, group: string, end: number): readonly Span[] {
  return eventsOf(pass, 'read-gap')
    .filter((gap) => gap.group === group)
    .map(({ fromMicros, toMicros }) => [fromMicros / 1e6, toMicros === null ? end : toMicros / 1e6]);
}

/** Generations of the group that were new in the window, however many members told of one. */
function rebalances(pass: RepetitionEvidence, group: string, [from, to]: Span): number {
  const told = eventsOf(pass, 'group-generation').filter((event) => event.group === group);
  const until = (second: number) =>
    new Set(told.flatMap(({ atMicros, generation }) => ((atMicros ?? 0) / 1e6 < second ? generation : [])));
  return until(to).size - until(from).size;
}

/**
 * From the fault's start to the first of 5 consecutive seconds in which the group's lag is no more than what the
 * rate brings within `recoveredP99Ms`, and no partition is silent for longer than that while something waits: a log
 * that takes no record has no lag. At least 0; null where it did not come to that.
 */
function timeToTail(
  pass: RepetitionEvidence,
  plan: Plan,
  group: PlannedGroup,
  started: number,
  acts: Span | null,
  produced: ProducedBySecond,
): number | null {
  const { lag, end } = lagBySecond(pass, plan, group);
  const limitMs = recoveredP99Ms(plan);
  const silences = gapsOf(pass, group.name, end).filter(([from, to]) => 1e3 * (to - from) > limitMs);
  const isAtTail = (second: number): boolean => {
    const behind = lag(second);
    if (silences.some(([from, to]) => from < second + 1 && to > second)) return false;
    return behind !== null && behind <= (produced.intended(second) * limitMs) / 1e3;
  };
  const first = firstOfCalm(isAtTail, soughtFrom(isAtTail, started, acts), end);
  return first === null ? null : Math.max(0, secondsFrom(started, first));
}
