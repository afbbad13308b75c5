import type { Span } from './windows.ts';

/** So many seconds in a row must be as they should be. */
export const CALM_SECONDS = 5;

/** The first of 5 consecutive seconds, all of them in [from, to), that are as they should be; null without. */
export function firstOfCalm(isCalm: (second: number) => boolean, from: number, to: number): number | null {
  let inRow = 0;
  for (let second = from; second < to; second++) {
    inRow = isCalm(second) ? inRow + 1 : 0;
    if (inRow === CALM_SECONDS) return second - CALM_SECONDS + 1;
  }
  return null;
}

/**
 * The second from which calm is sought after a fault: its first one, or the first one after the last that was spoiled
 * while the fault might begin to act at any time (`acts`), as a rolling restart may until it is through.
 */
export function soughtFrom(isCalm: (second: number) => boolean, started: number, acts: Span | null): number {
  const from = Math.floor(started);
  for (let second = Math.ceil(acts?.[1] ?? from) - 1; second >= from; second--) {
    if (!isCalm(second)) return second + 1;
  }
  return from;
}

/** How many of the last seconds before `to`, and not before `from`, are as they should be. */
export function calmAtEnd(isCalm: (second: number) => boolean, from: number, to: number): number {
  let second = to;
  while (second > from && isCalm(second - 1)) second--;
  return to - second;
}
