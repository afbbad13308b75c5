import { build, type Histogram, JsHistogram } from 'hdr-histogram-js';
import type { SampleKind, SampleLog, SamplePath } from '../evidence/types/samples.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { SecondFilter } from './timeline.ts';

/** Which logs of a pass: `group` null takes every group of the path. */
export interface SampleSelection {
  readonly path: SamplePath;
  readonly kind: SampleKind;
  readonly group?: string | null;
}

/** One line of a log: the samples of records intended in one second. */
export type Interval = SampleLog['intervals'][number];

export function intervalsOf(
  pass: RepetitionEvidence,
  { path, kind, group = null }: SampleSelection,
): readonly Interval[] {
  return pass.samples
    .filter((log) => log.path === path && log.kind === kind && (group === null || log.group === group))
    .flatMap((log) => log.intervals);
}

/** One value, so many times. */
export function histogramOf(micros: number, count: number): Histogram {
  const histogram = empty();
  histogram.recordValueWithCount(micros, count);
  return histogram;
}

/** Counts are doubles, so that long runs do not overflow. */
const empty = (): Histogram => build({ bitBucketSize: 64, autoResize: true, numberOfSignificantValueDigits: 3 });

/** The sum of histograms; µs in, µs out. */
export function merge(histograms: Iterable<Histogram>): Histogram {
  const sum = empty();
  for (const histogram of histograms) sum.add(histogram);
  return sum;
}

/** One histogram over several passes: percentiles merge this way, and only this way. */
export function mergedSamples(
  passes: readonly RepetitionEvidence[],
  selection: SampleSelection,
  seconds: SecondFilter,
): Histogram {
  return mergedOver(
    passes.flatMap((pass) => intervalsOf(pass, selection)),
    seconds,
  );
}

/** One histogram of the intervals within these seconds. */
export function mergedOver(intervals: readonly Interval[], seconds: SecondFilter): Histogram {
  return merge(intervals.flatMap(({ second, histogram }) => (seconds(second) ? [histogram] : [])));
}

/** The buckets that hold samples, ascending: the highest µs value that each stands for, and its count. */
export function recordedBuckets(histogram: Histogram): readonly { readonly micros: number; readonly count: number }[] {
  if (!(histogram instanceof JsHistogram)) throw new TypeError('only histograms without WebAssembly can be walked');
  const buckets: { micros: number; count: number }[] = [];
  let left = histogram.totalCount;
  for (let index = 0; left > 0; index++) {
    const count = histogram.getCountAtIndex(index);
    if (count === 0) continue;
    buckets.push({ micros: histogram.highestEquivalentValue(histogram.valueFromIndex(index)), count });
    left -= count;
  }
  return buckets;
}
