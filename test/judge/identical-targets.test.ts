import { expect, it } from 'vitest';
import { mostByChance } from './by-chance.ts';
import { claimsOfDifference } from './identical-targets.ts';

// 1,000 runs of it are in test/long.
it('two identical simulated platforms are seldom told apart, and one that is half as fast always', () => {
  const { p50, p99 } = claimsOfDifference(12, 1);
  expect(Math.max(p50, p99)).toBeLessThanOrEqual(mostByChance(12));
  expect(claimsOfDifference(5, 2)).toEqual({ p50: 5, p99: 5 });
}, 60_000);
