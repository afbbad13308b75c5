import { faultShape } from '../../scenarios/fault-kinds.ts';
import type { Plan } from '../../scenarios/types.ts';
import { loadEnd } from '../load-end.ts';
import { type Outcomes, outcomesOf } from '../outcomes.ts';
import { eventsOf, metricsOf, type RepetitionEvidence } from '../repetition-evidence.ts';
import { planEnd, within } from '../timeline.ts';
import { type AcknowledgedAgain, acknowledgedAgain } from './acknowledged-again.ts';
import { drainedAfter } from './drained.ts';
import type { Duration } from './duration.ts';
import { type FaultTimes, faultTimes } from './fault-times.ts';
import { type Headroom, headroomAfter } from './headroom.ts';
import { type Losses, lossesWithin } from './losses.ts';
import { type ReaderRecovery, readersAfter } from './readers.ts';
import { type ProducedBySecond, producedBySecond } from './seconds.ts';
import { type FaultWindows, faultWindows, type Span } from './windows.ts';
import { silencesOf, type WithoutAck, withoutAck } from './without-ack.ts';

/** What one fault did in one pass. */
export interface PassRecovery {
  readonly pass: RepetitionEvidence;
  readonly times: FaultTimes;
  readonly windows: FaultWindows;
  /** null where the fault did not begin. */
  readonly effect: Effect | null;
}

export interface Effect extends Losses {
  readonly acknowledged: AcknowledgedAgain;
  readonly withoutAck: readonly WithoutAck[];
  readonly drained: Duration;
  readonly headroom: Headroom;
  /** Of the records intended while it lasted. */
  readonly outcomes: Outcomes;
  /** null where the client library does not tell. */
  readonly retried: number | null;
  readonly readers: readonly ReaderRecovery[];
  readonly notes: readonly string[];
}

/** One entry a fault of the plan, in its order. */
export function passRecovery(pass: RepetitionEvidence, plan: Plan): readonly PassRecovery[] {
  const everyFault = faultTimes(pass, plan);
  if (everyFault.length === 0) return [];
  const produced = producedBySecond(pass, plan);
  return everyFault.map((times) => {
    const windows = faultWindows(times, everyFault, plan);
    return { pass, times, windows, effect: effectOf(pass, plan, times, windows, everyFault, produced) };
  });
}

function effectOf(
  pass: RepetitionEvidence,
  plan: Plan,
  times: FaultTimes,
  { during, charged }: FaultWindows,
  everyFault: readonly FaultTimes[],
  produced: ProducedBySecond,
): Effect | null {
  const { started } = times;
  if (started === null || during === null || charged === null) return null;
  const acts = actsUntilSeen(times, during);
  // What is still silent when the last phase ends is silent until the last answer.
  const end = loadEnd(pass, plan);
  const reach: Span = [started, charged[1] < planEnd(plan) ? charged[1] : Math.max(charged[1], end)];
  const silences = silencesOf(pass, plan);
  const acknowledged = acknowledgedAgain(pass, times, silences);
  const drained = drainedAfter(started, acts, produced, end);
  const headroom = notBefore(
    headroomAfter(started, during, acts, produced, plan),
    acknowledged.everyPartition,
    drained,
  );
  return {
    acknowledged,
    withoutAck: withoutAck(silences, reach),
    drained,
    headroom,
    outcomes: outcomesOf([pass], within(...during)),
    retried: retriedWithin(pass, during),
    ...lossesWithin(pass, during, during[1] === planEnd(plan)),
    readers: readersAfter(pass, plan, reach, acts, times.ended, produced),
    notes: [
      ...eventsOf(pass, 'fault-note').flatMap(({ fault, note }) => (fault === times.planned.id ? note : [])),
      ...headroomNotes(headroom, started, times, everyFault),
    ],
  };
}

/**
 * Headroom is told by the start of its first window. Where it was gone, it is not back before every partition
 * acknowledged again and the queue was empty, which may come within that window.
 */
function notBefore(headroom: Headroom, ...others: readonly Duration[]): Headroom {
  if (typeof headroom.time !== 'number' || headroom.time === 0) return headroom;
  const times = others.filter((time) => typeof time === 'number');
  return { ...headroom, time: Math.max(headroom.time, ...times) };
}

/**
 * The stretch in which a fault may begin to act at any time: a procedure until it is through, another fault until it
 * was seen to be in effect. Calm is sought after the last second that it spoiled there.
 */
function actsUntilSeen({ planned, started, held }: FaultTimes, during: Span): Span | null {
  if (faultShape(planned.kind).lasts === 'procedure') return during;
  return started === null || held === null ? null : [started, Math.min(held, during[1])];
}

/** Counted in the whole seconds in which it happened: those that the fault touched. */
function retriedWithin(pass: RepetitionEvidence, [from, to]: Span): number | null {
  const lines = metricsOf(pass, 'sends').filter(({ second }) => second >= Math.floor(from) && second < to);
  const told = lines.flatMap(({ retried }) => retried ?? []);
  return told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
}

/** What a time to headroom does not say by itself; sentences without their full stop. */
function headroomNotes(
  { time, lostAgain }: Headroom,
  started: number,
  times: FaultTimes,
  everyFault: readonly FaultTimes[],
): readonly string[] {
  const back = typeof time === 'number' ? started + time : Number.POSITIVE_INFINITY;
  const meanwhile = everyFault.flatMap((other) =>
    other !== times && other.started !== null && other.started >= started && other.started < back
      ? other.planned.id
      : [],
  );
  return [
    ...meanwhile.map((id) => `${id} began before headroom was back`),
    ...(lostAgain > 0 ? [`headroom was gone again in ${lostAgain} of the seconds until the fault had ended`] : []),
  ];
}
