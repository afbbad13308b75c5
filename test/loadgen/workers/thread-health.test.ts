import { describe, expect, it } from 'vitest';
import { delayAtShare } from '../../../src/loadgen/workers/thread-health.ts';

/** Delay of arrivals at every 0.01 ms of a second in which timers were late by these ms; sorted. */
function delays(lateness: readonly number[]): number[] {
  const waits = lateness.flatMap((late) => Array.from({ length: Math.round(late * 100) }, (_, i) => late - i / 100));
  return [...waits, ...new Array<number>(100_000 - waits.length).fill(0)].sort((a, b) => a - b);
}

describe('the event-loop delay at a share of the time', () => {
  it.each([[[]], [[142]], [[5, 5, 5]], [[80, 20, 3, 1]], [[9]], [Array.from({ length: 60 }, (_, i) => i / 6)]])(
    'is what a simulated arrival at a random moment exceeds 1%% of the time: %j',
    (lateness) => {
      const simulated = delays(lateness)[99_000] ?? 0;
      expect(Math.abs(delayAtShare(lateness, 10) - simulated)).toBeLessThan(0.05);
    },
  );
});
