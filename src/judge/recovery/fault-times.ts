import type { PlannedFault } from '../../scenarios/fault-types.ts';
import type { Plan } from '../../scenarios/types.ts';
import { eventsOf, type RepetitionEvidence } from '../repetition-evidence.ts';

/** When a planned fault came to each of its stages in one pass; seconds since the epoch, null where it did not. */
export interface FaultTimes {
  readonly planned: PlannedFault;
  /** Whole ms, at which histograms and outcomes are cut. */
  readonly started: number | null;
  readonly held: number | null;
  /** Procedures have none. */
  readonly healing: number | null;
  /** Whole ms, like `started`. */
  readonly ended: number | null;
}

type Stage = 'fault-started' | 'fault-held' | 'fault-healing' | 'fault-ended';

/** Every fault of the plan, in its order. */
export function faultTimes(pass: RepetitionEvidence, plan: Plan): readonly FaultTimes[] {
  return (plan.faults ?? []).map((planned) => {
    const at = (stage: Stage): number | null => {
      const micros = eventsOf(pass, stage).find(({ fault }) => fault === planned.id)?.atMicros ?? null;
      return micros === null ? null : micros / 1e6;
    };
    return {
      planned,
      started: at('fault-started'),
      held: at('fault-held'),
      healing: at('fault-healing'),
      ended: at('fault-ended'),
    };
  });
}

/** Whether the fault may have acted at some time of [from, to); one that was not seen to end acts on. */
export function actsWithin({ started, ended }: FaultTimes, from: number, to: number): boolean {
  return started !== null && started < to && (ended ?? Number.POSITIVE_INFINITY) > from;
}
