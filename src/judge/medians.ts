/**
 * The median of single figures of repetitions. A null (it never happened) counts as worse than any
 * number, so leaving out the bad repetitions can never flatter; the result is null where the median
 * falls on one.
 */
export function medianOf(values: readonly (number | null)[], better: 'lower' | 'higher' = 'lower'): number | null {
  const worst = better === 'lower' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const sorted = values.map((value) => value ?? worst).sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (lower === undefined || upper === undefined) return null;
  const median = (lower + upper) / 2;
  return Number.isFinite(median) ? median : null;
}
