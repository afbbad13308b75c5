import type { Plan } from '../../scenarios/types.ts';
import { type Interval, intervalsOf, merge, mergedOver } from '../histograms.ts';
import { lateness, lateShare, standingBehind } from '../lateness.ts';
import { medianOf } from '../medians.ts';
import { percentilesOf } from '../percentiles.ts';
import type { RepetitionEvidence } from '../repetition-evidence.ts';
import { within } from '../timeline.ts';
import type { Percentiles, RecoveryLatency } from '../types/figures.ts';
import { tailIntervals } from '../unread.ts';
import type { Span } from './windows.ts';

export interface Stretch {
  readonly pass: RepetitionEvidence;
  readonly span: Span | null;
}

/** Latency of the records intended in a stretch of each pass: histograms merge, its bounds are medians. */
export function latencyOver(stretches: readonly Stretch[], plan: Plan): RecoveryLatency {
  const known = stretches.flatMap(({ pass, span }) => (span === null ? [] : [{ pass, span }]));
  const from = medianOf(known.map(({ span }) => span[0]));
  const to = medianOf(known.map(({ span }) => span[1]));
  const late = lateShareOver(known);
  const over = (intervals: (pass: RepetitionEvidence) => readonly Interval[]): Percentiles =>
    standingBehind(
      percentilesOf(merge(known.map(({ pass, span }) => mergedOver(intervals(pass), within(...span))))),
      late,
    );
  return {
    seconds: from === null || to === null ? null : [from, to],
    response: over((pass) => intervalsOf(pass, { path: 'produce', kind: 'response' })),
    endToEnd: over((pass) => tailIntervals(pass, plan)),
  };
}

/** Late records are counted by whole seconds: those that the stretch touches. */
function lateShareOver(known: readonly { readonly pass: RepetitionEvidence; readonly span: Span }[]): number | null {
  const each = known.map(({ pass, span: [from, to] }) => lateness([pass], within(Math.floor(from), Math.ceil(to))));
  const sum = (key: 'late' | 'intended') => each.reduce((total, one) => total + one[key], 0);
  return lateShare({ late: sum('late'), intended: sum('intended') });
}
