import type { CatchUpSource } from '../evidence/types/events.ts';
import type { Plan } from '../scenarios/types.ts';
import { eventsOf, metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';

/** One group's drain in one pass; times in seconds since the repetition's epoch. */
export interface GroupDrain {
  readonly group: string;
  readonly start: number;
  /** null where the last partition never reached the tail. */
  readonly tail: number | null;
  /** How long after the last send the run stopped waiting; null where the tail was reached. */
  readonly gaveUpAfter: number | null;
  readonly records: number;
  readonly bytes: number;
  readonly source: CatchUpSource;
}

/** The drains of a pass, one a catch-up group that was started. */
export function drainsOf(pass: RepetitionEvidence, plan: Plan): readonly GroupDrain[] {
  return eventsOf(pass, 'catch-up-started').map((started) => {
    const ofGroup = (it: { readonly group: string }) => it.group === started.group;
    const end = eventsOf(pass, 'catch-up-at-tail').find(ofGroup);
    const read = metricsOf(pass, 'group').filter(ofGroup);
    const tail = end === undefined || end.atMicros === null ? null : end.atMicros / 1e6;
    return {
      group: started.group,
      start: (started.atMicros ?? 0) / 1e6,
      tail,
      gaveUpAfter: tail === null ? waitedFor(pass, plan, started.group) : null,
      records: end?.records ?? read.reduce((sum, line) => sum + line.records, 0),
      bytes: end?.bytes ?? read.reduce((sum, line) => sum + line.bytes, 0),
      source: eventsOf(pass, 'catch-up-source').findLast(ofGroup)?.source ?? started.source,
    };
  });
}

/** Seconds after the last send had its fate: as the run said, else as it was planned. */
export function waitedFor(pass: RepetitionEvidence, plan: Plan, group: string): number {
  const gaveUp = eventsOf(pass, 'group-gave-up').find((event) => event.group === group);
  return gaveUp?.waitedSeconds ?? plan.readingPatienceSeconds;
}

/** All groups of a pass together: it is over when the last of them is at the tail. */
export interface Drain {
  readonly pass: RepetitionEvidence;
  readonly start: number;
  readonly tail: number | null;
  readonly records: number;
  readonly bytes: number;
}

export function together(pass: RepetitionEvidence, drains: readonly GroupDrain[]): Drain {
  const tails = drains.flatMap((drain) => drain.tail ?? []);
  return {
    pass,
    start: Math.min(...drains.map((drain) => drain.start)),
    tail: tails.length === drains.length ? Math.max(...tails) : null,
    records: drains.reduce((sum, drain) => sum + drain.records, 0),
    bytes: drains.reduce((sum, drain) => sum + drain.bytes, 0),
  };
}
