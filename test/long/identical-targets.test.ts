import { describe, expect, it } from 'vitest';
import { mostByChance } from '../judge/by-chance.ts';
import { claimsOfDifference } from '../judge/identical-targets.ts';

const RUNS = 1_000;

describe('a run of two identical targets, simulated, whose repetitions, seconds and requests vary', () => {
  it('claims a difference for at most 5% of 1,000 seeds', () => {
    const { p50, p99 } = claimsOfDifference(RUNS, 1);
    expect(mostByChance(RUNS)).toBe(73);
    expect(Math.max(p50, p99)).toBeLessThanOrEqual(0.05 * RUNS);
    // A comparison that never claimed anything would pass as well.
    expect(p50 + p99).toBeGreaterThan(0);
  });
});
