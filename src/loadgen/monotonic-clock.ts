import { type Micros, micros } from '../units.ts';

/** Nanoseconds of the machine's monotonic clock: one origin for every thread and process. */
export const monotonicNanos = (): bigint => process.hrtime.bigint();

/** Reads microseconds since an epoch that threads share. */
export type MonotonicClock = () => Micros;

/**
 * A clock for this thread whose zero is `epochNanos` (a reading of `monotonicNanos`, possibly in the
 * future). `performance.now()` is the cheaper read but its origin differs by thread, so the offset
 * between the two is taken once, from the tightest of several paired readings.
 */
export function monotonicClock(epochNanos: bigint): MonotonicClock {
  let tightest = Number.POSITIVE_INFINITY;
  let offset = 0;
  for (let attempt = 0; attempt < 16; attempt++) {
    const before = performance.now();
    const nanos = monotonicNanos();
    const after = performance.now();
    if (after - before < tightest) {
      tightest = after - before;
      offset = Number(nanos - epochNanos) / 1e3 - ((before + after) / 2) * 1e3;
    }
  }
  return () => micros(performance.now() * 1e3 + offset);
}
