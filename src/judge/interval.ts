import { normalBelow } from '../scenarios/normal.ts';

/**
 * Two-sided 95% quantiles of Student's t by degrees of freedom (any statistics table, such as NIST/SEMATECH
 * e-Handbook 1.3.6.7.2); beyond the table the next lower entry is used, which errs on the wide side.
 */
const T_975: readonly (readonly [degrees: number, t: number])[] = [
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [6, 2.447],
  [7, 2.365],
  [8, 2.306],
  [9, 2.262],
  [10, 2.228],
  [12, 2.179],
  [14, 2.145],
  [16, 2.12],
  [18, 2.101],
  [20, 2.086],
  [25, 2.06],
  [30, 2.042],
  [40, 2.021],
  [60, 2],
  [120, 1.98],
];

function studentT(degrees: number): number {
  const entry = T_975.findLast(([known]) => known <= degrees);
  return entry?.[1] ?? Number.POSITIVE_INFINITY;
}

/**
 * Where the sides may vary differently, Welch's degrees of freedom lie between those of the smaller
 * side and those of both together; half-way keeps two identical targets apart in at most 5 of 100
 * comparisons (the A/A test holds this).
 */
function degreesOfFreedom(repetitionsA: number, repetitionsB: number): number {
  const least = Math.min(repetitionsA, repetitionsB) - 1;
  const most = repetitionsA + repetitionsB - 2;
  return Math.floor((least + most) / 2);
}

/**
 * The share of resamples to cut at each end for a 95% interval. With few repetitions the plain
 * percentile interval is too narrow: it divides by n where n − 1 is due, and treats the spread as
 * known. The expanded percentile interval (T. Hesterberg, "What Teachers Should Know About the
 * Bootstrap", The American Statistician 69, 2015) mends both.
 */
export function tailShare(repetitionsA: number, repetitionsB: number): number {
  const fewer = Math.min(repetitionsA, repetitionsB);
  return normalBelow(-Math.sqrt(fewer / (fewer - 1)) * studentT(degreesOfFreedom(repetitionsA, repetitionsB)));
}

/** The value below which a share of the sorted values lies, interpolated between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
