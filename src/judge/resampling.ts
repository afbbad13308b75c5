import type { Histogram } from 'hdr-histogram-js';
import { recordedBuckets } from './histograms.ts';
import { medianOf } from './medians.ts';
import { pick, type Random } from './random.ts';

/** How often a draw takes each second: one row a repetition, in the order of its seconds. */
export type Draw = readonly Uint16Array[];

/** Neighbouring seconds are alike (a pause, an upload), so they are drawn in blocks of about the cube root of their number. */
export const blockLength = (seconds: number): number => Math.max(1, Math.ceil(Math.cbrt(seconds)));

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

interface SparseSecond {
  readonly buckets: Uint32Array;
  readonly counts: Float64Array;
}

/**
 * Percentiles of draws of seconds. Histograms are unpacked once and share one numbering of the
 * buckets that occur, so that merging a draw is adding short arrays.
 */
export function resampledPercentiles<M extends string>(
  repetitions: readonly (readonly Histogram[])[],
  percentiles: Readonly<Record<M, number>>,
): Resampled<M> {
  const unpacked = repetitions.map((seconds) => seconds.map(recordedBuckets));
  const values = [...new Set(unpacked.flat(2).map((bucket) => bucket.micros))].sort((a, b) => a - b);
  const numberOf = new Map(values.map((micros, index) => [micros, index]));
  const sparse: readonly (readonly SparseSecond[])[] = unpacked.map((seconds) =>
    seconds.map((buckets) => ({
      buckets: Uint32Array.from(buckets, (bucket) => numberOf.get(bucket.micros) ?? 0),
      counts: Float64Array.from(buckets, (bucket) => bucket.count),
    })),
  );
  const wanted = Object.entries<number>(percentiles) as [M, number][];
  const merged = new Float64Array(values.length);

  return {
    lengths: sparse.map((seconds) => seconds.length),
    evaluate(draw) {
      merged.fill(0);
      let total = 0;
      sparse.forEach((seconds, repetition) => {
        seconds.forEach(({ buckets, counts }, second) => {
          const weight = draw[repetition]?.[second] ?? 0;
          if (weight === 0) return;
          for (let index = 0; index < buckets.length; index++) {
            const added = weight * (counts[index] ?? 0);
            const bucket = buckets[index] ?? 0;
            merged[bucket] = (merged[bucket] ?? 0) + added;
            total += added;
          }
        });
      });
      return Object.fromEntries(
        wanted.map(([name, percentile]) => [name, valueAt(merged, values, total, percentile)]),
      ) as Record<M, number | null>;
    },
  };
}

/** The bucket in which the sample of rank ⌈p · total⌉ lies, as HdrHistogram counts; in ms. */
function valueAt(counts: Float64Array, micros: readonly number[], total: number, percentile: number): number | null {
  if (total === 0) return null;
  const exact = (percentile / 100) * total;
  const rank = Math.max(1, Math.ceil(exact - exact * Number.EPSILON));
  let below = 0;
  for (let index = 0; index < counts.length; index++) {
    below += counts[index] ?? 0;
    if (below >= rank) return (micros[index] ?? 0) / 1000;
  }
  return null;
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
