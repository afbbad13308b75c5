import type { Histogram } from 'hdr-histogram-js';
import { recordedBuckets } from './histograms.ts';
import { SAMPLES_ABOVE } from './percentiles.ts';
import { isNever } from './unread.ts';

export interface CurvePoint {
  /** [0, 100) */
  readonly percentile: number;
  readonly ms: number;
}

const MOST_POINTS = 200;

/**
 * One point a recorded bucket, thinned evenly on the 1/(1 − p) axis to at most 200. The curve ends
 * where fewer than ten samples are left above it, as the percentiles of the table do, where records
 * were never read, and below the percentile that cannot be stood behind.
 */
export function percentileCurve(histogram: Histogram, below = 100): readonly CurvePoint[] {
  const total = histogram.totalCount;
  const depth = Math.log10(total / SAMPLES_ABOVE);
  const points = new Map<number, CurvePoint>();
  let upTo = 0;
  for (const { micros, count } of recordedBuckets(histogram)) {
    upTo += count;
    if (total - upTo < SAMPLES_ABOVE || isNever(micros) || (100 * upTo) / total >= below) break;
    const along = Math.log10(total / (total - upTo)) / depth;
    points.set(Math.min(MOST_POINTS - 1, Math.floor(along * MOST_POINTS)), {
      percentile: (100 * upTo) / total,
      ms: micros / 1000,
    });
  }
  return [...points.values()];
}
