import type { RecoverySummary } from '../../../judge/types/figures.ts';
import type { Series } from '../../../judge/types/series.ts';
import type { TargetSummary } from '../../../judge/types/summary.ts';
import { recoveryFrom } from '../../faults.ts';
import type { Judged } from '../../judged.ts';
import { bandsOf, type FaultRepetition } from '../fault-bands.ts';
import { markPoints, sinceStart } from './marks.ts';

/** Seconds shown before a fault, so that it can be seen against what was normal. */
const BEFORE_SECONDS = 10;
/** And after the last of its marks. */
const MARGIN_SECONDS = 3;

/** One target around one fault, in seconds since the fault began. */
export interface Aftermath {
  /** Place of the target in the plan. */
  readonly index: number;
  readonly name: string;
  /** Figures of the target; over several passes, medians. */
  readonly recovery: RecoverySummary;
  /** Those of each valid repetition. */
  readonly passes: readonly RecoverySummary[];
  readonly points: readonly AftermathPoint[];
  /** Every fault, moved to the same axis. */
  readonly bands: readonly FaultRepetition[];
}

export interface AftermathPoint {
  readonly repetition: number;
  readonly valid: boolean;
  readonly second: number;
  /** ms */
  readonly p99: number | null;
  readonly max: number | null;
  /** Acknowledged in this second ÷ intended in it, in percent; null where nothing was intended. */
  readonly acknowledgedPercent: number | null;
}

/** Every target in which the fault began. */
export function aftermathsOf({ summary, series }: Judged, fault: string): readonly Aftermath[] {
  return summary.targets.flatMap((target, index) => {
    const recovery = recoveryFrom(target, fault);
    const own = series.targets.find(({ name }) => name === target.name);
    if (recovery === null || recovery.startedAtSeconds === null || own === undefined) return [];
    return [{ index, name: target.name, recovery, ...around(target, own.repetitions, fault) }];
  });
}

type Repetitions = Series['targets'][number]['repetitions'];

function around(target: TargetSummary, repetitions: Repetitions, fault: string) {
  const began = repetitions.flatMap((repetition) => {
    const summary = target.repetitions.find(({ index }) => index === repetition.index);
    const recovery = summary === undefined ? null : recoveryFrom(summary, fault);
    const start = recovery?.startedAtSeconds ?? null;
    return recovery === null || start === null ? [] : [{ repetition, recovery, start }];
  });
  return {
    passes: began.flatMap(({ repetition, recovery }) => (repetition.valid ? [recovery] : [])),
    points: began.flatMap(({ repetition, start }) => pointsOf(repetition, start)),
    bands: began.map(({ repetition, start }) => moved(repetition, start)),
  };
}

const pointsOf = ({ index, valid, seconds }: Repetitions[number], start: number): readonly AftermathPoint[] =>
  seconds.map(({ second, p99, max, intended, acknowledged }) => ({
    repetition: index,
    valid,
    second: second - start,
    p99,
    max,
    acknowledgedPercent: intended === 0 ? null : (100 * acknowledged) / intended,
  }));

function moved(repetition: Repetitions[number], start: number): FaultRepetition {
  const by = (at: number | null): number | null => (at === null ? null : at - start);
  return {
    valid: repetition.valid,
    faults: bandsOf(repetition).map((band) => ({
      ...band,
      start: band.start - start,
      healing: by(band.healing),
      end: by(band.end),
    })),
  };
}

/**
 * The seconds that a picture of these shows: from a little before the fault to a little after its last mark; where
 * headroom did not come back, to the end of what was measured after it.
 */
export function shownSeconds(aftermaths: readonly Aftermath[]): readonly [number, number] {
  const ends = aftermaths.flatMap(({ recovery, passes }) =>
    [recovery, ...passes].flatMap((each) => {
      const last = each.timeToHeadroomSeconds === null ? sinceStart(each, each.after.seconds?.[1] ?? null) : null;
      return [...markPoints(each).map(({ second }) => second), ...(last === null ? [] : [last])];
    }),
  );
  const first = aftermaths
    .flatMap(({ points }) => points.map(({ second }) => second))
    .reduce((a, b) => Math.min(a, b), 0);
  return [Math.max(-BEFORE_SECONDS, first), ends.reduce((a, b) => Math.max(a, b), 0) + MARGIN_SECONDS];
}
