import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { Plan } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import { drainsOf } from './drains.ts';
import { faultBands } from './fault-bands.ts';
import { type Interval, intervalsOf, merge, mergedOver } from './histograms.ts';
import { hidesP999, lateness, lateShare } from './lateness.ts';
import { loadEnd } from './load-end.ts';
import { objectStoreSeries } from './object-store-series.ts';
import { percentileCurve } from './percentile-curve.ts';
import { percentilesOf } from './percentiles.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { validOnes } from './summarize.ts';
import { inMeasuredPhase, phaseAt, wholeSecond } from './timeline.ts';
import type { SecondPoint, Series, TargetSeries } from './types/series.ts';
import { tailIntervals } from './unread.ts';
import type { JudgedTarget } from './verdict.ts';

type CatchUpSeries = TargetSeries['repetitions'][number]['catchUp'];

const responses = (pass: RepetitionEvidence) => intervalsOf(pass, { path: 'produce', kind: 'response' });

const CURVES: readonly {
  readonly path: TargetSeries['percentileCurves'][number]['path'];
  readonly intervals: (pass: RepetitionEvidence, plan: Plan) => readonly Interval[];
}[] = [
  { path: 'produce.response', intervals: responses },
  { path: 'produce.service', intervals: (pass) => intervalsOf(pass, { path: 'produce', kind: 'service' }) },
  { path: 'tail.endToEnd', intervals: tailIntervals },
];

/** Whole seconds: where a fault began or ended within one, its parts are put together. */
function sumBySecond<T extends { readonly second: number }>(lines: readonly T[], count: (line: T) => number) {
  const sums = new Map<number, number>();
  for (const line of lines) sums.set(wholeSecond(line), (sums.get(wholeSecond(line)) ?? 0) + count(line));
  return (second: number) => sums.get(second) ?? 0;
}

function percentilesBySecond(intervals: readonly Interval[]) {
  const bySecond = Map.groupBy(intervals, wholeSecond);
  return (second: number) => percentilesOf(merge((bySecond.get(second) ?? []).map(({ histogram }) => histogram)));
}

/** Every second from the epoch to the last one in which anything was planned or happened. */
function secondsOf(pass: RepetitionEvidence, plan: Plan): readonly SecondPoint[] {
  const sends = metricsOf(pass, 'sends');
  const end = loadEnd(pass, plan);
  const response = percentilesBySecond(responses(pass));
  const tail = percentilesBySecond(tailIntervals(pass, plan));
  const intended = sumBySecond(metricsOf(pass, 'outcomes'), (line) => line.intended);
  const offered = sumBySecond(sends, (line) => line.offered);
  const acknowledged = sumBySecond(sends, (line) => line.acknowledged);
  return Array.from({ length: end }, (_, second) => {
    const { count, p50, p99, max } = response(second);
    const { p50: tailP50, p99: tailP99 } = tail(second);
    return {
      second,
      phase: phaseAt(plan, second)?.name ?? null,
      count,
      p50,
      p99,
      max,
      tailP50,
      tailP99,
      intended: intended(second),
      offered: offered(second),
      acknowledged: acknowledged(second),
    };
  });
}

/** The lag of a catch-up group in every second for which it is known. */
function catchUpOf(pass: RepetitionEvidence, plan: Plan): CatchUpSeries {
  return drainsOf(pass, plan).map(({ group, start, tail }) => {
    const lines = metricsOf(pass, 'group')
      .filter((line) => line.group === group)
      .sort((a, b) => a.second - b.second);
    const firstRead = lines.find(({ records }) => records > 0)?.second ?? Number.POSITIVE_INFINITY;
    const written = writtenFor(pass, plan, group);
    return {
      group,
      startSecond: start,
      tailSecond: tail,
      points: lines.flatMap(({ second, lag, bytes }) => {
        const behind = lag ?? (second < firstRead ? written(second) : null);
        return behind === null ? [] : [{ second, lag: behind, mib: bytes / MIB }];
      }),
    };
  });
}

/**
 * Records acknowledged up to a second's end: the lag of a group that has read nothing, since every
 * pass begins empty. null where the group reads some topics only: sends are not counted by topic.
 */
function writtenFor(pass: RepetitionEvidence, plan: Plan, group: string): (second: number) => number | null {
  const topics = plan.groups.find(({ name }) => name === group)?.topics ?? [];
  if (!plan.topics.every(({ name }) => topics.includes(name))) return () => null;
  const acknowledged = sumBySecond(metricsOf(pass, 'sends'), (line) => line.acknowledged);
  const totals: number[] = [];
  return (until) => {
    while (totals.length <= until) totals.push((totals.at(-1) ?? 0) + acknowledged(totals.length));
    return totals[until] ?? 0;
  };
}

/** As far as the table's percentiles go: where p99.9 is withheld, the curve of that latency ends below it. */
function curvesOf(passes: readonly RepetitionEvidence[], plan: Plan): TargetSeries['percentileCurves'] {
  const measured = inMeasuredPhase(plan);
  const below = hidesP999(lateShare(lateness(passes, measured))) ? 99.9 : 100;
  return CURVES.map(({ path, intervals }) => {
    const histogram = mergedOver(
      passes.flatMap((pass) => intervals(pass, plan)),
      measured,
    );
    return { path, points: percentileCurve(histogram, path === 'produce.service' ? 100 : below) };
  });
}

/** Every point that a chart draws; a report computes none. */
export function series(run: RunEvidence, targets: readonly JudgedTarget[]): Series {
  const { plan } = run.plan;
  return {
    schemaVersion: 1,
    phases: plan.phases.map(({ name, role, startSecond, endSecond }) => ({
      name,
      role,
      start: startSecond,
      end: endSecond,
    })),
    targets: targets.map(({ summary, passes }) => ({
      name: summary.name,
      percentileCurves: curvesOf(validOnes(passes), plan),
      repetitions: passes.map(({ evidence, validity }) => ({
        index: evidence.repetition,
        valid: validity.valid,
        seconds: secondsOf(evidence, plan),
        faults: faultBands(evidence, plan),
        objectStore: objectStoreSeries(evidence),
        catchUp: catchUpOf(evidence, plan),
      })),
    })),
  };
}
