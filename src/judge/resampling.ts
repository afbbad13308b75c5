import type { Histogram } from 'hdr-histogram-js';
import { pick, type Random } from '../random.ts';
import { recordedBuckets } from './histograms.ts';
import { medianOf } from './medians.ts';
import { isNever } from './unread.ts';

/** How often a draw takes each second: one row a repetition, in the order of its seconds. */
export type Draw = readonly Uint16Array[];

/** Neighbouring seconds are alike (a pause, an upload), so they are drawn in blocks of about the cube root of their number. */
const blockLength = (seconds: number): number => Math.max(1, Math.ceil(Math.cbrt(seconds)));

/**
 * One draw of the two-stage bootstrap: repetitions with replacement and, within each one drawn,
 * blocks of consecutive seconds with replacement (circular, so that no second is favoured).
 * `lengths` is the number of seconds in each repetition.
 */
export function drawSeconds(lengths: readonly number[], random: Random): Draw {
  const draw = lengths.map((length) => new Uint16Array(length));
  for (let taken = 0; taken < lengths.length; taken++) {
    const weights = draw[pick(random, lengths.length)];
    if (weights === undefined || weights.length === 0) continue;
    const block = blockLength(weights.length);
    for (let filled = 0; filled < weights.length; ) {
      const start = pick(random, weights.length);
      for (let step = 0; step < block && filled < weights.length; step++, filled++) {
        const second = (start + step) % weights.length;
        weights[second] = (weights[second] ?? 0) + 1;
      }
    }
  }
  return draw;
}

/** The figures of one side for one draw, or null where it has none. */
export interface Resampled<M extends string> {
  readonly lengths: readonly number[];
  evaluate(draw: Draw): Readonly<Record<M, number | null>>;
}

/**
 * Percentiles of draws of seconds. How many samples of each second lie at or below each bucket is
 * counted once, so that a draw needs no merging: the bucket of a rank is found by halving, with one
 * weighted sum over the seconds a step.
 */
export function resampledPercentiles<M extends string>(
  repetitions: readonly (readonly Histogram[])[],
  percentiles: Readonly<Record<M, number>>,
): Resampled<M> {
  const seconds = repetitions.flat();
  const { micros, upTo } = cumulated(seconds);
  const wanted = Object.entries<number>(percentiles) as [M, number][];
  const weights = new Float64Array(seconds.length);

  const samplesUpTo = (bucket: number): number => {
    const row = bucket * weights.length;
    let sum = 0;
    for (let second = 0; second < weights.length; second++) sum += (weights[second] ?? 0) * (upTo[row + second] ?? 0);
    return sum;
  };

  /** The bucket in which the sample of rank ⌈p · total⌉ lies, as HdrHistogram counts; in ms. */
  const valueAt = (percentile: number, total: number): number | null => {
    const exact = (percentile / 100) * total;
    const rank = Math.max(1, Math.ceil(exact - exact * Number.EPSILON));
    let [low, high] = [0, micros.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (samplesUpTo(middle) >= rank) high = middle;
      else low = middle + 1;
    }
    const value = micros[low] ?? 0;
    return isNever(value) ? null : value / 1000;
  };

  return {
    lengths: repetitions.map(({ length }) => length),
    evaluate(draw) {
      let filled = 0;
      for (const row of draw) {
        weights.set(row, filled);
        filled += row.length;
      }
      const total = micros.length === 0 ? 0 : samplesUpTo(micros.length - 1);
      const values = wanted.map(([name, percentile]) => [name, total === 0 ? null : valueAt(percentile, total)]);
      return Object.fromEntries(values) as Record<M, number | null>;
    },
  };
}

/** The buckets that occur (µs, ascending) and, a row a bucket, each second's samples at or below it. */
function cumulated(seconds: readonly Histogram[]): { readonly micros: readonly number[]; readonly upTo: Float64Array } {
  const recorded = seconds.map(recordedBuckets);
  const micros = [...new Set(recorded.flat().map((bucket) => bucket.micros))].sort((a, b) => a - b);
  const upTo = new Float64Array(micros.length * seconds.length);
  recorded.forEach((buckets, second) => {
    let next = 0;
    let samples = 0;
    micros.forEach((value, bucket) => {
      if (buckets[next]?.micros === value) samples += buckets[next++]?.count ?? 0;
      upTo[bucket * seconds.length + second] = samples;
    });
  });
  return { micros, upTo };
}

/** The mean of a figure per second, such as records acknowledged. */
export function resampledRate<M extends string>(repetitions: readonly (readonly number[])[], name: M): Resampled<M> {
  return {
    lengths: repetitions.map((seconds) => seconds.length),
    evaluate(draw) {
      let sum = 0;
      let taken = 0;
      repetitions.forEach((seconds, repetition) => {
        seconds.forEach((value, second) => {
          const weight = draw[repetition]?.[second] ?? 0;
          sum += weight * value;
          taken += weight;
        });
      });
      return { [name]: taken === 0 ? null : sum / taken } as Record<M, number | null>;
    },
  };
}

/** The median of one figure a repetition; its lengths are 1, so that only repetitions are drawn. */
export function resampledMedian<M extends string>(repetitions: readonly (number | null)[], name: M): Resampled<M> {
  return {
    lengths: repetitions.map(() => 1),
    evaluate(draw) {
      const drawn = repetitions.flatMap((value, index) => Array<number | null>(draw[index]?.[0] ?? 0).fill(value));
      return { [name]: medianOf(drawn) } as Record<M, number | null>;
    },
  };
}
