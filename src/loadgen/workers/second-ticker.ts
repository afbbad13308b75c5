import type { MonotonicClock } from '../monotonic-clock.ts';

/** Calls `tick(second)` once after each whole second of the epoch has ended, with the second that ended. */
export function everySecond(clock: MonotonicClock, tick: (second: number) => void): { stop(): void } {
  let timer: NodeJS.Timeout;
  let next = Math.max(1, Math.floor(clock() / 1e6) + 1);
  const arm = (): void => {
    timer = setTimeout(
      () => {
        const second = Math.floor(clock() / 1e6);
        if (second >= next) {
          tick(second - 1);
          next = second + 1;
        }
        arm();
      },
      Math.max(1, (next * 1e6 - clock()) / 1e3),
    );
  };
  arm();
  return { stop: () => clearTimeout(timer) };
}
