import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../../src/judge/outcomes.ts';
import type { FaultTimes } from '../../../src/judge/recovery/fault-times.ts';
import { measureRecovery } from '../../../src/judge/recovery/measure-recovery.ts';
import { faultWindows } from '../../../src/judge/recovery/windows.ts';
import { inPhase, within } from '../../../src/judge/timeline.ts';
import { randomFrom } from '../../../src/random.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { phase, plan } from '../evidence-builder.ts';
import { fault, outage, outagePlan } from './outage.ts';

const times = (started: number | null, ended: number | null): FaultTimes => ({
  planned: fault('broker-kill-1', 0),
  started,
  held: started,
  healing: ended,
  ended,
});

/** 1,000/s but for 5 s at 500/s, and a ramp at the end. */
const planned: Plan = plan({
  phases: [
    phase('backlog', 'backlog', 0, 10, 1000),
    phase('warm-up', 'warm-up', 10, 20, 1000),
    phase('slow', 'measured', 20, 25, 500),
    phase('steady', 'measured', 25, 32, 1000),
    phase('burst', 'measured', 32, 55, 1000),
    phase('ramp', 'measured', 55, 60, 1000, 2000),
  ],
});

const windowsOf = (its: FaultTimes, ...others: readonly FaultTimes[]) => faultWindows(its, [its, ...others], planned);

describe('the stretch before a fault', () => {
  const ahead = (started: number, ...others: readonly FaultTimes[]) =>
    windowsOf(times(started, started + 1), ...others).before;

  it('is up to 10 s long, begins with a whole second, and ends a second early', () => {
    expect(ahead(50.25)).toEqual([41, 49]);
    expect(ahead(50)).toEqual([40, 49]);
  });

  it('goes back over phases of one rate, and no further', () => {
    expect(ahead(36.5)).toEqual([27, 35]);
    expect(ahead(33)).toEqual([25, 32]);
  });

  it('is of the warm-up just before measured seconds begin, never of the backlog or of another rate', () => {
    expect(ahead(20)).toBeNull();
    expect(ahead(15)).toEqual([10, 14]);
    expect(ahead(10)).toBeNull();
    expect(ahead(57)).toBeNull();
  });

  it('does not reach into an earlier fault', () => {
    expect(ahead(50, times(40, 44.5))).toEqual([44.5, 49]);
    expect(ahead(50, times(40, 51))).toBeNull();
    expect(ahead(50, times(40, null))).toBeNull();
  });
});

describe('the stretch after a fault', () => {
  it('lasts until another one begins, or the load ends', () => {
    expect(windowsOf(times(40, 43.5))).toMatchObject({ during: [40, 43.5], after: [43.5, 60], charged: [40, 60] });
    expect(windowsOf(times(40, 43.5), times(50.5, 52))).toMatchObject({ after: [43.5, 50.5], charged: [40, 50.5] });
  });

  it('is none where another one still acts, or the load is over', () => {
    expect(windowsOf(times(40, 43.5), times(42, 45))).toMatchObject({ after: null, charged: [40, 43.5] });
    expect(windowsOf(times(40, 43.5), times(41, 42)).after).toEqual([43.5, 60]);
    expect(windowsOf(times(40, 70))).toMatchObject({ during: [40, 60], after: null, charged: [40, 60] });
    expect(windowsOf(times(40, null))).toMatchObject({ during: [40, 60], after: null });
  });

  it('is not known where the fault did not begin', () => {
    expect(windowsOf(times(null, null))).toEqual({ before: null, during: null, after: null, charged: null });
  });
});

describe('stretches and phases', () => {
  it('add up to the same records, wherever a fault cuts the seconds', () => {
    const random = randomFrom('wherever a fault cuts the seconds');
    for (let round = 0; round < 25; round++) {
      const fromMs = 8000 + Math.floor(random() * 9000);
      const [from, ended] = [fromMs / 1e3, (fromMs + 3000 + Math.floor(random() * 5000)) / 1e3];
      const it = outage({ from, to: from + 2, ended });
      const [recovery] = measureRecovery([it], outagePlan());
      const { during, after } = recovery ?? {};
      expect([during?.seconds, after?.seconds], `${from}`).toEqual([
        [from, ended],
        [ended, 40],
      ]);
      // At 1,000/s one record is due every ms from 0 on.
      const upTo = outcomesOf([it], within(0, from)).intended;
      expect(upTo, `${from}`).toBe(fromMs);
      const phases = outagePlan().phases.map((whole) => outcomesOf([it], inPhase(whole)).intended);
      expect(phases, `${from}`).toEqual([5000, 35_000]);
      expect(upTo + (during?.response.count ?? 0) + (after?.response.count ?? 0), `${from}`).toBe(40_000);
      expect(recovery?.intended).toBe(during?.response.count);
    }
  });
});
