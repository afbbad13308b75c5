import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BudgetWatch, plannedSpending } from '../../src/run/budget.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { planOf } from '../loadgen/plan-of.ts';

/** 45 s of 1,024 records/s of 1 KiB: with 15 s of connecting one minute and 45 MiB a pass. */
const plan = planOf({ valueBytes: 1_024, rate: 1_024, durationSeconds: 45 });

const target = (budget: Partial<Target['budget']>): Target =>
  ({ name: 'mine', budget: { mibPerSecond: 10, gib: 10, minutes: 10, usd: 10, ...budget } }) as Target;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a budget', () => {
  it('is held against rate, bytes and minutes of all passes', () => {
    expect(plannedSpending(plan, 4)).toEqual({ mibPerSecond: 1, gib: (45 * 4) / 1_024, minutes: 4 });
  });

  it('allows a repeated pass only while bytes and minutes are left for the whole of it', () => {
    const watch = new BudgetWatch(target({ gib: 0.1 }), plan);
    for (const allowed of [true, true, false]) {
      expect(watch.allowsPass()).toBe(allowed);
      watch.startPass().end();
    }
  });

  it('aborts the pass in which the minutes run out, counting those of earlier passes', () => {
    const watch = new BudgetWatch(target({ minutes: 3 }), plan);
    const first = watch.startPass();
    vi.advanceTimersByTime(2 * 60_000);
    expect(first.signal.aborted).toBe(false);
    first.end();
    const second = watch.startPass();
    vi.advanceTimersByTime(59_000);
    expect(second.signal.aborted).toBe(false);
    vi.advanceTimersByTime(2_000);
    expect(second.signal.aborted).toBe(true);
    expect((second.signal.reason as Error).message).toContain('budget.minutes on target mine');
    second.end();
  });
});
