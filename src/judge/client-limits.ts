import type { Phase, Plan } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import { clientWindow } from './client-window.ts';
import type { Condition } from './conditions.ts';
import { intervalsOf, merge } from './histograms.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { wholeSecond } from './timeline.ts';
import type { ClientLimit, TargetSummary } from './types/summary.ts';

/** A profile that carries this share of the planned rate is not said to hold it back: rates are told by whole seconds. */
const CARRIED = 0.95;

/** A percentile of one second's service times is asked for only from so many samples on. */
const CALM_SAMPLES = 10;

export interface LimitedSide {
  readonly condition: Condition;
  readonly summary: TargetSummary;
  /** The valid ones. */
  readonly passes: readonly RepetitionEvidence[];
}

/**
 * What a side's clients can carry in each phase, against what the plan asks of them.
 *
 * With W bytes at most in flight and L from a request to its answer, no more than W ÷ L gets through, however
 * fast the platform is (Little's law; Redpanda's guide to producers of Cloud Topics has the same formula:
 * brokers × requests in flight × request size ÷ latency). L is the median of the service time, which begins
 * when the send buffer takes a record. Where more bytes were under way than W, records waited for a slot and
 * the service time is mostly that wait; W was then full all the time, so that requests took W ÷ the achieved
 * rate. Both are one expression: L = min(service time, W ÷ achieved rate).
 *
 * A full W does not say whose doing it is: a platform that is overloaded fills it too. `starves` is said only
 * where W is too small even at the latency that the platform has when nothing waits, which is the fastest
 * tenth of the calmest second of any pass; otherwise `full`.
 */
export function clientLimits({ condition, summary, passes }: LimitedSide, plan: Plan): readonly ClientLimit[] {
  const window = clientWindow(condition, plan);
  const calmMs = calmServiceMs(passes);
  return plan.phases.map((phase): ClientLimit => {
    const figures = summary.produce.phases.find(({ name }) => name === phase.name);
    const planned = plannedBytesPerSecond(phase, plan);
    const known = { target: summary.name, phase: phase.name, role: phase.role, plannedMibPerSecond: planned / MIB };
    const serviceMs = figures?.service.p50 ?? null;
    const achieved = (figures?.achievedRate ?? 0) * plan.records.meanBytes;
    if (window === null || serviceMs === null || calmMs === null) {
      return { ...known, ...(window ?? NO_WINDOW), requestMs: null, calmMs, mibPerSecond: null, verdict: 'unknown' };
    }
    const bytes = window.requests * window.requestBytes;
    const requestMs = Math.min(serviceMs, achieved === 0 ? Number.POSITIVE_INFINITY : (bytes * 1e3) / achieved);
    const carried = (ms: number): boolean => (bytes * 1e3) / ms >= CARRIED * planned;
    const verdict = carried(requestMs) ? 'carries' : carried(calmMs) ? 'full' : 'starves';
    return { ...known, ...window, requestMs, calmMs, mibPerSecond: (bytes * 1e3) / requestMs / MIB, verdict };
  });
}

const NO_WINDOW = { requests: null, requestBytes: null };

/** Over the phase, so of a ramp its middle. */
const plannedBytesPerSecond = ({ fromRate, toRate }: Phase, { records }: Plan): number =>
  ((fromRate + toRate) / 2) * records.meanBytes;

/** The fastest tenth of the calmest second, in ms; null without a second that has enough samples. */
function calmServiceMs(passes: readonly RepetitionEvidence[]): number | null {
  const seconds = passes.flatMap((pass) => [
    ...Map.groupBy(intervalsOf(pass, { path: 'produce', kind: 'service' }), wholeSecond).values(),
  ]);
  const fastest = seconds.flatMap((lines) => {
    const histogram = merge(lines.map((line) => line.histogram));
    return histogram.totalCount < CALM_SAMPLES ? [] : [histogram.getValueAtPercentile(10) / 1e3];
  });
  return fastest.length === 0 ? null : fastest.reduce((least, ms) => Math.min(least, ms));
}
