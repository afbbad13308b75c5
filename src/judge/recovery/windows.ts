import type { Plan } from '../../scenarios/types.ts';
import { phaseAt, planEnd } from '../timeline.ts';
import type { FaultTimes } from './fault-times.ts';

/** Seconds [from, to) since the epoch; never empty. */
export type Span = readonly [from: number, to: number];

/** The stretches of a pass that one fault is told by; null where one is empty or not known. */
export interface FaultWindows {
  /**
   * Up to 10 s before the fault, sent at the rate that it meets, and not reaching into an earlier fault. It ends a
   * second early: what was due just before a fault waits for its answer in it, and would tell of it.
   */
  readonly before: Span | null;
  /** From its start to its end; one that was not seen to end lasts until the load does. */
  readonly during: Span | null;
  /** From its end until another fault begins or the load ends. */
  readonly after: Span | null;
  /** `during` and `after`: what is charged to this fault. */
  readonly charged: Span | null;
}

const BEFORE_SECONDS = 10;
const APART_SECONDS = 1;

const span = (from: number, to: number): Span | null => (from < to ? [from, to] : null);

export function faultWindows(times: FaultTimes, everyFault: readonly FaultTimes[], plan: Plan): FaultWindows {
  const { started, ended } = times;
  if (started === null) return { before: null, during: null, after: null, charged: null };
  const others = everyFault.filter((other) => other !== times);
  const end = planEnd(plan);
  const over = Math.min(ended ?? end, end);
  const calmUntil = others.reduce((least, other) => {
    if (other.started === null) return least;
    if (other.started >= over) return Math.min(least, other.started);
    return (other.ended ?? end) > over ? over : least;
  }, end);
  const during = span(started, over);
  return {
    before: beforeIt(started, others, plan),
    during,
    after: span(over, calmUntil),
    charged: span(started, Math.max(over, calmUntil)),
  };
}

/** Histograms are whole from a whole second or a cut on, so the stretch begins with one. */
function beforeIt(started: number, others: readonly FaultTimes[], plan: Plan): Span | null {
  const from = others.reduce(
    (latest, other) => {
      if (other.started === null || other.started >= started) return latest;
      return Math.max(latest, Math.min(other.ended ?? started, started));
    },
    Math.ceil(started - BEFORE_SECONDS),
  );
  return span(Math.max(from, sameRateFrom(started, plan)), Math.floor(started) - APART_SECONDS);
}

/** Since when the load is sent at the rate that the fault meets, in phases of one role; never the backlog. */
function sameRateFrom(started: number, { phases, ...plan }: Plan): number {
  const met = phaseAt({ ...plan, phases }, started);
  const earlier = phases.filter(({ startSecond }) => startSecond < started).reverse();
  const role = earlier[0]?.role;
  if (met === null || met.fromRate !== met.toRate || role === 'backlog') return started;
  let from = started;
  for (const phase of earlier) {
    if (phase.role !== role || phase.fromRate !== met.fromRate || phase.toRate !== met.toRate) break;
    from = phase.startSecond;
  }
  return from;
}
