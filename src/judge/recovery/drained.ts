import { CALM_SECONDS, firstOfCalm } from './calm.ts';
import { type Duration, secondsFrom } from './duration.ts';
import type { ProducedBySecond } from './seconds.ts';

/**
 * Time until the sends that queued up were gone: from the fault's start to the end of the first second from which
 * nothing is queued for 5 seconds; 0 where nothing was queued in those that began with the fault's own.
 * @param loadEnd seconds after it have nothing new
 */
export function drainedAfter(started: number, produced: ProducedBySecond, loadEnd: number): Duration {
  const from = Math.floor(started);
  const drained = firstOfCalm((second) => !produced.hasQueued(second), from, loadEnd + CALM_SECONDS);
  if (drained === null) return 'never';
  return drained === from ? 0 : secondsFrom(started, drained + 1);
}
