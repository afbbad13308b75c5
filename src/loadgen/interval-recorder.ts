import { build, type JsHistogram } from 'hdr-histogram-js';
import type { SampleKind } from '../evidence/types/samples.ts';

/** Counts of one second of intended time, small enough to cross threads: [value, count, value, count, …]. */
export interface IntervalCounts {
  readonly kind: SampleKind;
  readonly second: number;
  readonly pairs: Float64Array;
}

const MICROS_PER_SECOND = 1e6;

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
 * Records µs under the second of their intended time. `take` hands out what was recorded since the last
 * call, so one second may come in several parts; the sending thread neither compresses nor writes.
 */
export class IntervalRecorder {
  readonly #kind: SampleKind;
  readonly #bySecond = new Map<number, JsHistogram>();
  readonly #idle: JsHistogram[] = [];
  #second = -1;
  #current: JsHistogram = microsHistogram();

  constructor(kind: SampleKind) {
    this.#kind = kind;
  }

  /** Values are rounded to whole µs; the clock cannot run backwards, so none is negative. */
  record(intendedMicros: number, valueMicros: number): void {
    const second = Math.floor(intendedMicros / MICROS_PER_SECOND);
    if (second !== this.#second) this.#select(second);
    this.#current.recordValue(Math.round(valueMicros));
  }

  take(): IntervalCounts[] {
    const taken: IntervalCounts[] = [];
    for (const [second, histogram] of this.#bySecond) {
      taken.push({ kind: this.#kind, second, pairs: pairsOf(histogram) });
      histogram.reset();
      this.#idle.push(histogram);
    }
    this.#bySecond.clear();
    this.#second = -1;
    return taken;
  }

  #select(second: number): void {
    let histogram = this.#bySecond.get(second);
    if (histogram === undefined) {
      histogram = this.#idle.pop() ?? microsHistogram();
      this.#bySecond.set(second, histogram);
    }
    this.#second = second;
    this.#current = histogram;
  }
}

function pairsOf(histogram: JsHistogram): Float64Array {
  const end = histogram.totalCount === 0 ? -1 : histogram.countsArrayIndex(histogram.maxValue);
  const pairs: number[] = [];
  for (let index = 0; index <= end; index++) {
    const count = histogram.getCountAtIndex(index);
    if (count > 0) pairs.push(histogram.valueFromIndex(index), count);
  }
  return Float64Array.from(pairs);
}

/** The histogram that `pairs` came from. */
export function histogramOf(pairs: Float64Array): JsHistogram {
  const histogram = microsHistogram();
  for (let i = 0; i < pairs.length; i += 2) {
    histogram.recordValueWithCount(pairs[i] as number, pairs[i + 1] as number);
  }
  return histogram;
}
