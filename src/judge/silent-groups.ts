import type { Metric } from '../evidence/types/metrics.ts';
import type { Plan, PlannedGroup } from '../scenarios/types.ts';
import { whole } from './format.ts';
import { LIMITS } from './limits.ts';
import { eventsOf, metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';

type GroupLine = Extract<Metric, { readonly kind: 'group' }>;

/**
 * Groups that had records left to read and for longer than the limit neither asked for any nor waited for an
 * answer: whatever the platform does, a reader goes on asking. Sentences without a full stop.
 */
export function silentGroups(pass: RepetitionEvidence, plan: Plan): readonly string[] {
  return plan.groups.flatMap((group) => {
    const seconds = longestSilence(pass, group);
    if (seconds <= LIMITS.silence.limit) return [];
    return `group ${group.name} asked for nothing for ${whole(seconds)} s although it had records left to read (limit ${LIMITS.silence.limit} s)`;
  });
}

/** In seconds. A line tells of the time since the line before it. */
function longestSilence(pass: RepetitionEvidence, group: PlannedGroup): number {
  const { from, hasLeft } = group.role === 'tail' ? tailOf(pass) : drainOf(pass, group.name);
  let read = 0;
  let since = from;
  let longest = 0;
  for (const line of metricsOf(pass, 'group').filter((of) => of.group === group.name)) {
    read += line.records - (line.again ?? 0);
    if (isSilent(line) && hasLeft(line.second, read)) longest = Math.max(longest, line.second - since);
    else since = Math.max(from, line.second);
  }
  return longest;
}

/** Evidence of older runs has neither number: not known to be silent. */
const isSilent = ({ asked, open }: GroupLine): boolean => asked === 0 && open === 0;

interface Reading {
  /** The last second that is not looked at. */
  readonly from: number;
  /** Whether there were records left at the end of a second, for a group that had read so many, each counted once. */
  hasLeft(second: number, read: number): boolean;
}

function tailOf(pass: RepetitionEvidence): Reading {
  const sends = metricsOf(pass, 'sends');
  return {
    from: -1,
    hasLeft: (second, read) =>
      sends.reduce((sum, line) => (line.second <= second ? sum + line.acknowledged : sum), 0) > read,
  };
}

/** A catch-up group waits as a member until it is told to read; what it drains is read when it is at the tail. */
function drainOf(pass: RepetitionEvidence, group: string): Reading {
  const micros = (kind: 'catch-up-started' | 'catch-up-at-tail'): number =>
    eventsOf(pass, kind).find((event) => event.group === group)?.atMicros ?? Number.POSITIVE_INFINITY;
  const end = micros('catch-up-at-tail');
  return { from: Math.floor(micros('catch-up-started') / 1e6), hasLeft: (second) => (second + 1) * 1e6 <= end };
}
