import { build, type Histogram, JsHistogram } from 'hdr-histogram-js';
import type { SampleKind, SamplePath } from '../evidence/types.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { SecondFilter } from './timeline.ts';

/** Which logs of a pass: `group` null takes every group of the path. */
export interface SampleSelection {
  readonly path: SamplePath;
  readonly kind: SampleKind;
  readonly group?: string | null;
}

export function intervalsOf(pass: RepetitionEvidence, { path, kind, group = null }: SampleSelection) {
  return pass.samples
    .filter((log) => log.path === path && log.kind === kind && (group === null || log.group === group))
    .flatMap((log) => log.intervals);
}

/** The sum of histograms; µs in, µs out. Counts are doubles, so that long runs do not overflow. */
export function merge(histograms: Iterable<Histogram>): Histogram {
  const sum = build({ bitBucketSize: 64, autoResize: true, numberOfSignificantValueDigits: 3 });
  for (const histogram of histograms) sum.add(histogram);
  return sum;
}

/** One histogram over several passes: percentiles merge this way, and only this way. */
export function mergedSamples(
  passes: readonly RepetitionEvidence[],
  selection: SampleSelection,
  seconds: SecondFilter,
): Histogram {
  return merge(
    passes.flatMap((pass) =>
      intervalsOf(pass, selection).flatMap(({ second, histogram }) => (seconds(second) ? [histogram] : [])),
    ),
  );
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
