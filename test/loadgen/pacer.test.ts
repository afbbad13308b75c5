import { describe, expect, it } from 'vitest';
import { LATE_MS } from '../../src/evidence/late.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import { bytes } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

const answered = (now: number) => ({ at: now + 500, outcome: 'acknowledged' as const });

describe('the pacer', () => {
  it('counts no record as late while it ticks every millisecond', () => {
    const { lateness } = simulate(planOf({ rate: 2_000 }), answered);
    expect(lateness.lateRecords).toBe(0);
    expect(lateness.latestMicros).toBeLessThanOrEqual(1_000);
  });

  it('counts exactly the records that a pause of its own made later than the limit', () => {
    const pauseMs = LATE_MS + 30;
    const { lateness } = simulate(planOf({ rate: 1_000 }), answered, {
      skipTicks: (now) => now > 400_000 && now < 400_000 + pauseMs * 1e3,
    });
    // One record a millisecond: those due in the first 30 ms of the pause waited longer than the limit.
    expect(lateness.latestMicros).toBeGreaterThan((pauseMs - 2) * 1e3);
    expect(Math.abs(lateness.lateRecords - 30)).toBeLessThanOrEqual(1);
  });

  it('does not count waiting for room in the send buffer: that is the platform’s', () => {
    const plan = planOf({ rate: 1_000, client: { sendBufferBytes: bytes(5_000), inFlight: 1 } });
    const slow = (now: number) => ({ at: now + 200_000, outcome: 'acknowledged' as const });
    const { lateness, counters } = simulate(plan, slow);
    expect(counters.acknowledged).toBe(1_000);
    expect(lateness.lateRecords).toBe(0);
  });

  it('counts a pause of its own also while the send buffer is full: nobody took answers meanwhile', () => {
    const plan = planOf({ rate: 1_000, client: { sendBufferBytes: bytes(5_000), inFlight: 1 } });
    const slow = (now: number) => ({ at: now + 200_000, outcome: 'acknowledged' as const });
    const pauseMs = LATE_MS + 100;
    const { lateness } = simulate(plan, slow, { skipTicks: (now) => now > 400_000 && now < 400_000 + pauseMs * 1e3 });
    expect(lateness.latestMicros).toBeGreaterThan((pauseMs - 2) * 1e3);
    expect(Math.abs(lateness.lateRecords - 100)).toBeLessThanOrEqual(1);
  });
});
