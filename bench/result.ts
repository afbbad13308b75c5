/** What a bench prints with --json. */
export interface BenchResult {
  readonly bench: string;
  readonly ratio: number;
  readonly goal: number;
  /** What the ratio is of, and which way is better. */
  readonly unit: string;
  /** Records per second, ours ÷ theirs, where a client is compared; with a goal where it is one. */
  readonly recordsPerSecondRatio?: number;
  readonly recordsPerSecondGoal?: number;
  /** What missed its goal, in a few words each. */
  readonly missed: readonly string[];
  readonly rows: readonly BenchRow[];
}

/** One side: its figures by name, and under other names lists of what they come from. */
export interface BenchRow {
  readonly name: string;
  readonly [figure: string]: string | number | readonly unknown[];
}

/** Rounded to three significant digits: what a bench can tell apart. */
export const significant = (value: number): number => Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length >>> 1;
  const upper = ascending[middle] ?? 0;
  return ascending.length % 2 === 1 ? upper : ((ascending[middle - 1] ?? 0) + upper) / 2;
}
