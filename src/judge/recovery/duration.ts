import { medianOf } from '../medians.ts';

/** Seconds until something came; `never`: it had not come when the load ended; null: it cannot be told. */
export type Duration = number | 'never' | null;

/** From one time to another in seconds, to the µs in which both were taken. */
export const secondsFrom = (start: number, end: number): number => Math.round((end - start) * 1e6) / 1e6;

export interface MedianDuration {
  readonly seconds: number | null;
  /** Null because in the middle pass it never came; false where it only cannot be told. */
  readonly isUnreached: boolean;
}

/** The median over passes; what never came, or cannot be told, counts as longer than any number. */
export function medianDuration(durations: readonly Duration[]): MedianDuration {
  const seconds = medianOf(durations.map((it) => (it === 'never' ? null : it)));
  // Were all that cannot be told as short as can be, would the median still be one that never came?
  const atBest = medianOf(durations.map((it) => (it === 'never' ? null : (it ?? 0))));
  return { seconds, isUnreached: durations.length > 0 && seconds === null && atBest === null };
}
