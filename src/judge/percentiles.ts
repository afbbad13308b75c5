import type { Histogram } from 'hdr-histogram-js';
import type { Percentiles } from './types/figures.ts';
import { isNever, neverIn } from './unread.ts';

/** A percentile is stood behind only when at least this many samples are expected above it. */
export const SAMPLES_ABOVE = 10;

/** 20 samples for p50, 200 for p95, 1,000 for p99, 10,000 for p99.9: 10 ÷ (1 − p). */
export const samplesNeeded = (percentile: number): number => Math.round((SAMPLES_ABOVE * 100) / (100 - percentile));

/** The value that public HdrHistogram tools print for this percentile, in ms, from a histogram of µs. */
function valueAt(histogram: Histogram, percentile: number): number | null {
  if (histogram.totalCount < samplesNeeded(percentile)) return null;
  const micros = histogram.getValueAtPercentile(percentile);
  return isNever(micros) ? null : micros / 1000;
}

/**
 * Percentiles in ms of a histogram of µs. A value is null where there are too few samples for it;
 * the maximum needs one. As in the Java tools, values are the top of their bucket (3 digits).
 * Records that were never read count as slower than every sample: a percentile that falls on one is
 * null, as is the maximum beside one. `count` is of samples alone.
 */
export function percentilesOf(histogram: Histogram): Percentiles {
  const never = neverIn(histogram);
  return {
    unit: 'ms',
    count: histogram.totalCount - never,
    p50: valueAt(histogram, 50),
    p95: valueAt(histogram, 95),
    p99: valueAt(histogram, 99),
    p999: valueAt(histogram, 99.9),
    max: histogram.totalCount === 0 || never > 0 ? null : histogram.getValueAtPercentile(100) / 1000,
  };
}
