import { build, type JsHistogram } from 'hdr-histogram-js';
import type { SampleKind } from '../evidence/types/samples.ts';
import { MicrosCounts } from './micros-counts.ts';

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
  readonly #bySecond = new Map<number, MicrosCounts>();
  readonly #idle: MicrosCounts[] = [];
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #current = new MicrosCounts();

  constructor(kind: SampleKind) {
    this.#kind = kind;
  }

  /** Values are rounded to whole µs; the clock cannot run backwards, so none is negative. */
  record(intendedMicros: number, valueMicros: number): void {
    if (!(intendedMicros >= this.#from && intendedMicros < this.#to)) this.#select(intendedMicros);
    this.#current.record(valueMicros);
  }

  take(): IntervalCounts[] {
    const taken: IntervalCounts[] = [];
    for (const [second, counts] of this.#bySecond) {
      taken.push({ kind: this.#kind, second, pairs: counts.take() });
      this.#idle.push(counts);
    }
    this.#bySecond.clear();
    this.#to = Number.NEGATIVE_INFINITY;
    return taken;
  }

  #select(intendedMicros: number): void {
    const second = Math.floor(intendedMicros / MICROS_PER_SECOND);
    let counts = this.#bySecond.get(second);
    if (counts === undefined) {
      counts = this.#idle.pop() ?? new MicrosCounts();
      this.#bySecond.set(second, counts);
    }
    this.#from = second * MICROS_PER_SECOND;
    this.#to = this.#from + MICROS_PER_SECOND;
    this.#current = counts;
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
