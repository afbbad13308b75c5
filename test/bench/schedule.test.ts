import { describe, expect, it } from 'vitest';
import type { ScheduleDelay } from '../../bench/client/schedule-delay.ts';
import { type ScheduleTurn, scheduleResult } from '../../bench/schedule.ts';

const delay = (p999Ms: number): ScheduleDelay => ({
  bufferedMiB: 0,
  count: 1_000_000,
  p50Ms: 0.5,
  p99Ms: 1,
  p999Ms,
  maxMs: p999Ms,
});

/** p99.9 of ours, of the loop beside us and of the loop in turns with us. */
const turns = (ours: number, beside: number, inTurns: number): readonly ScheduleTurn[] => {
  const a = { side: 'ours', ours: delay(ours), loop: delay(beside) } as const;
  const b = { side: 'theirs', loop: delay(inTurns), recordsPerSecond: 19_990 } as const;
  return [a, b, b, a];
};

describe('the bench of schedule delay', () => {
  it('counts the loop that our own load did not make late, where that ratio is the worse one', () => {
    const { ratio, missed, rows } = scheduleResult('wire', [[20_000, turns(8, 8, 2)]]);
    expect(ratio).toBe(4);
    expect(missed).toEqual(['4 times the p99.9 of a bare loop, at most 3']);
    expect(rows.map((row) => row.ratio)).toEqual([undefined, 1, 4]);
  });

  it('counts the loop beside us where that ratio is the worse one, and the worst of the rates', () => {
    const { ratio, missed } = scheduleResult('wire', [
      [20_000, turns(4, 4, 4)],
      [50_000, turns(5, 2, 4)],
    ]);
    expect({ ratio, missed }).toEqual({ ratio: 2.5, missed: [] });
  });
});
