import { CALM_SECONDS, firstOfCalm, soughtFrom } from './calm.ts';
import { type Duration, secondsFrom } from './duration.ts';
import type { ProducedBySecond } from './seconds.ts';
import type { Span } from './windows.ts';

/**
 * Time until the sends that queued up were gone: from the fault's start to the end of the first second from which
 * nothing is queued for 5 seconds; 0 where nothing was queued in those that began with the fault's own.
 * @param acts see soughtFrom
 * @param loadEnd seconds after it have nothing new
 */
export function drainedAfter(
  started: number,
  acts: Span | null,
  produced: ProducedBySecond,
  loadEnd: number,
): Duration {
  const isDrained = (second: number): boolean => !produced.hasQueued(second);
  const from = soughtFrom(isDrained, started, acts);
  const drained = firstOfCalm(isDrained, from, loadEnd + CALM_SECONDS);
  if (drained === null) return 'never';
  return drained === Math.floor(started) ? 0 : secondsFrom(started, drained + 1);
}
