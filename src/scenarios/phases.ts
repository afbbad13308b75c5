import { type Rate, type RecordsPerSecond, recordsPerSecond, type Seconds, seconds } from '../units.ts';
import { meanSize } from './mean-size.ts';
import type { Scenario } from './schema.ts';
import type { Phase } from './types.ts';

/** The backlog's phase comes first and has this name; no other phase may. */
export const BACKLOG = 'backlog';

/** Seconds of baseline, at most, against which a catch-up's collateral is measured. */
const BASELINE_SECONDS = 5;

type Timeline = Pick<Scenario, 'records' | 'ingress' | 'catchUp'>;

/** The phases on one timeline from second 0, the backlog first. */
export function layPhases({ records, ingress, catchUp }: Timeline): readonly Phase[] {
  const meanBytes = meanSize(records.size);
  const inRecords = (rate: Rate): RecordsPerSecond =>
    rate.kind === 'records' ? rate.recordsPerSecond : recordsPerSecond(rate.bytesPerSecond / meanBytes);
  const highest = recordsPerSecond(Math.max(...ingress.flatMap(({ rate, to }) => [rate, to ?? rate].map(inRecords))));

  const phases: Phase[] = [];
  let second = 0;
  const add = (phase: Omit<Phase, 'startSecond' | 'endSecond'>, duration: Seconds): void => {
    phases.push({ ...phase, startSecond: seconds(second), endSecond: seconds(second + duration) });
    second += duration;
  };

  if (catchUp !== undefined) {
    const rate = catchUp.rate === undefined ? highest : inRecords(catchUp.rate);
    const { backlog } = catchUp;
    const count = backlog.kind === 'bytes' ? backlog.bytes / meanBytes : backlog.seconds * highest;
    add(
      { name: BACKLOG, kind: 'steady', role: 'backlog', fromRate: rate, toRate: rate },
      seconds(wholeSecondsFor(count, rate)),
    );
  }
  for (const { phase, kind, rate, to, duration, warmUp } of ingress) {
    const role = warmUp ? 'warm-up' : 'measured';
    add({ name: phase, kind, role, fromRate: inRecords(rate), toRate: inRecords(to ?? rate) }, duration);
  }
  return phases;
}

/** The fewest whole seconds in which `rate` sends `count` records; a rounding error is not a second more. */
function wholeSecondsFor(count: number, rate: number): number {
  const exact = count / rate;
  const whole = Math.round(exact);
  return Math.max(1, Math.abs(exact - whole) < 1e-9 * whole ? whole : Math.ceil(exact));
}

/**
 * Where the baseline of a catch-up begins: seconds just before its first phase, sent at that phase's
 * own rate and outside the backlog. Where measured seconds come just before it, no warm-up is among
 * them. Null where there is none.
 */
export function baselineFrom(phases: readonly Phase[], startsWith: string): Seconds | null {
  const index = phases.findIndex(({ name }) => name === startsWith);
  const first = phases[index];
  if (first === undefined || first.fromRate !== first.toRate) return null;
  const before = phases.slice(0, index).reverse();
  const role = before[0]?.role;
  if (role === undefined || role === 'backlog') return null;
  let from: number = first.startSecond;
  for (const phase of before) {
    if (phase.role !== role || !sameRate(phase, first)) break;
    from = phase.startSecond;
  }
  from = Math.max(from, first.startSecond - BASELINE_SECONDS);
  return from < first.startSecond ? seconds(from) : null;
}

/** Up to which second the rate of the phase that `second` lies in goes on unchanged. */
export function rateHoldsUntil(phases: readonly Phase[], second: Seconds): Seconds {
  const index = phases.findIndex(({ startSecond, endSecond }) => startSecond <= second && second < endSecond);
  const [first, ...after] = index < 0 ? [] : phases.slice(index);
  if (first === undefined) return second;
  const other = after.findIndex((phase) => !sameRate(phase, first));
  return (other < 0 ? [first, ...after] : [first, ...after.slice(0, other)]).at(-1)?.endSecond ?? second;
}

const sameRate = (a: Phase, b: Phase): boolean => a.fromRate === b.fromRate && a.toRate === b.toRate;
