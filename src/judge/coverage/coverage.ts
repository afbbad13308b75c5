import { SAME_RATE, type SeenProduction } from '../../scenarios/seen-production.ts';
import { shareBelow } from '../../scenarios/share-below.ts';
import type { Plan } from '../../scenarios/types.ts';
import type { Coverage, MinutesCovered, MinutesPart, SizesCovered, SkewCovered } from '../types/coverage.ts';
import { busiestPartition, hottestKeyShare } from './plan-skew.ts';

/** What is no burst is reached by a steady rate; and rates are written with four digits, up to 5 in 10,000 too low. */
const REACHED = SAME_RATE * 1.0005;
/** A size is generated where the plan has one no further than this away, for records enough that one of them is drawn. */
const NEAR = 1.1;
const DRAWN = 1 / 2_000;
const MOST_PARTS = 100;

/** What of the captured production a plan exercises; null where its scenario names no capture. */
export function coverageOf(plan: Plan): Coverage | null {
  const { seen } = plan;
  if (seen === undefined) return null;
  return {
    capture: { file: seen.file, digest: seen.digest },
    minutes: minutes(plan, seen),
    sizes: sizes(plan, seen),
    hottestKey: seen.hottestKeyShare === null ? null : skew(seen.hottestKeyShare, hottestKeyShare(plan.records.keys)),
    busiestPartition: seen.imbalance === null ? null : skew(seen.imbalance, busiestPartition(plan)),
  };
}

function minutes({ phases }: Plan, { intervals, averageRecordsPerSecond }: SeenProduction): MinutesCovered {
  const measured = phases.filter(({ role }) => role === 'measured');
  const steady = measured.filter(({ kind }) => kind === 'steady');
  const planPeak = Math.max(0, ...measured.flatMap(({ fromRate, toRate }) => [fromRate, toRate]));
  const planAverage = averageRate(steady.length > 0 ? steady : measured);
  const all = intervals.reduce((sum, { seconds }) => sum + seconds, 0);
  const within = (most: number): number =>
    all === 0 ? 0 : intervals.reduce((sum, one) => sum + (one.recordsPerSecond <= most ? one.seconds : 0), 0) / all;
  const parts = partsOf(intervals, planPeak * REACHED);
  return {
    share: within(planPeak * REACHED),
    shapeShare: planAverage === 0 ? 0 : within((planPeak / planAverage) * averageRecordsPerSecond * REACHED),
    productionAverage: averageRecordsPerSecond,
    productionPeak: Math.max(0, ...intervals.map(({ recordsPerSecond }) => recordsPerSecond)),
    planAverage,
    planPeak,
    parts,
  };
}

function averageRate(phases: Plan['phases']): number {
  const seconds = phases.reduce((sum, { startSecond, endSecond }) => sum + endSecond - startSecond, 0);
  const records = phases.reduce(
    (sum, { startSecond, endSecond, fromRate, toRate }) => sum + ((fromRate + toRate) / 2) * (endSecond - startSecond),
    0,
  );
  return seconds === 0 ? 0 : records / seconds;
}

/** Busiest first, in parts of about the same length, none of which is exercised in half. */
function partsOf(intervals: SeenProduction['intervals'], reached: number): readonly MinutesPart[] {
  const sorted = intervals.toSorted((a, b) => b.recordsPerSecond - a.recordsPerSecond);
  const all = sorted.reduce((sum, { seconds }) => sum + seconds, 0);
  const parts: { from: number; seconds: number; records: number; exercised: boolean }[] = [];
  let passed = 0;
  for (const { seconds, recordsPerSecond } of sorted) {
    const exercised = recordsPerSecond <= reached;
    const last = parts.at(-1);
    const joins = last !== undefined && last.exercised === exercised && last.seconds + seconds <= all / MOST_PARTS;
    if (joins) {
      last.seconds += seconds;
      last.records += seconds * recordsPerSecond;
    } else parts.push({ from: passed, seconds, records: seconds * recordsPerSecond, exercised });
    passed += seconds;
  }
  return parts.map(({ from, seconds, records, exercised }) => ({
    from: from / all,
    to: (from + seconds) / all,
    recordsPerSecond: records / seconds,
    exercised,
  }));
}

function sizes({ records: { size } }: Plan, { sizes: seen }: SeenProduction): SizesCovered | null {
  if (seen.length === 0) return null;
  const bins = seen.map((bin) => {
    const drawn = shareBelow(size, bin.upToBytes * NEAR) - shareBelow(size, bin.overBytes / NEAR);
    return { ...bin, exercised: drawn >= DRAWN };
  });
  const share = (of: 'records' | 'bytes'): number =>
    Math.min(
      1,
      bins.reduce((sum, bin) => sum + (bin.exercised ? bin[of] : 0), 0),
    );
  return { records: share('records'), bytes: share('bytes'), bins };
}

const skew = (production: number, plan: number): SkewCovered => ({
  production,
  plan,
  share: production === 0 ? 1 : Math.min(1, plan / production),
});
