import { build, type JsHistogram } from 'hdr-histogram-js';
import type { SampleKind } from '../evidence/types/samples.ts';
import { ByInterval } from './by-interval.ts';
import { Cuts } from './cuts.ts';
import { MicrosCounts } from './micros-counts.ts';

/** Counts of one interval of intended time, small enough to cross threads: [value, count, value, count, …]. */
export interface IntervalCounts {
  readonly kind: SampleKind;
  /** Where the interval begins: a whole second, or a cut within one. */
  readonly second: number;
  /** Where it ends: the next of either. */
  readonly endSecond: number;
  readonly pairs: Float64Array;
}

const MICROS_PER_SECOND = 1e6;

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly counts: MicrosCounts;
}

/** A histogram of µs with three significant digits whose range grows: nothing is clamped. */
function microsHistogram(): JsHistogram {
  return build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2 ** 22,
    numberOfSignificantValueDigits: 3,
    autoResize: true,
    bitBucketSize: 32,
    useWebAssembly: false,
  }) as JsHistogram;
}

/**
 * Records µs under the second of their intended time, and apart where a cut divides the second. `take` hands out
 * what was recorded since the last call, so one interval may come in several parts; the sending thread neither
 * compresses nor writes.
 */
export class IntervalRecorder {
  readonly #kind: SampleKind;
  readonly #intervals: ByInterval<Interval>;
  readonly #idle: MicrosCounts[] = [];

  constructor(kind: SampleKind, cuts = new Cuts()) {
    this.#kind = kind;
    this.#intervals = new ByInterval(cuts, (from, to, before) => {
      if (before?.to === to) return before;
      // What a cut has just cut off stays under its beginning, with the counts that it has.
      return { from, to, counts: before?.counts ?? this.#idle.pop() ?? new MicrosCounts() };
    });
  }

  /** Values are rounded to whole µs; the clock cannot run backwards, so none is negative. */
  record(intendedMicros: number, valueMicros: number): void {
    this.#intervals.of(intendedMicros).counts.record(valueMicros);
  }

  take(): IntervalCounts[] {
    return this.#intervals.take().map(({ from, to, counts }) => {
      const bounds = { second: from / MICROS_PER_SECOND, endSecond: to / MICROS_PER_SECOND };
      const pairs = counts.take();
      this.#idle.push(counts);
      return { kind: this.#kind, ...bounds, pairs };
    });
  }
}

/** The histogram that `pairs` came from. */
export function histogramOf(pairs: Float64Array): JsHistogram {
  const histogram = microsHistogram();
  for (let i = 0; i < pairs.length; i += 2) {
    histogram.recordValueWithCount(pairs[i] as number, pairs[i + 1] as number);
  }
  return histogram;
}
