import { setTimeout as delay } from 'node:timers/promises';
import type { MonotonicClock } from '../loadgen/monotonic-clock.ts';

/** One thing that the conductor does at a second of the plan. */
export interface Moment {
  readonly second: number;
  readonly act: () => void | Promise<void>;
}

/** Acts at each moment in order; stops quietly when the signal aborts. */
export async function follow(moments: readonly Moment[], clock: MonotonicClock, signal: AbortSignal): Promise<void> {
  for (const { second, act } of moments.toSorted((a, b) => a.second - b.second)) {
    const wait = second * 1e3 - clock() / 1e3;
    if (wait > 0) await delay(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await act();
  }
}
