import { difference } from '../arithmetic/money.ts';
import type { ComparedCost, Waterfall } from '../types/answers.ts';
import { CATEGORIES } from '../types/shape.ts';

/** The steps add up to the difference of the totals: both are exact sums of the same amounts. */
export function waterfallOf(baseline: ComparedCost, candidate: ComparedCost): Waterfall | null {
  if (baseline.isLowerBound || candidate.isLowerBound) return null;
  return {
    from: baseline.platform,
    to: candidate.platform,
    steps: CATEGORIES.map((category) => ({
      category,
      difference: difference(candidate.byCategory[category] ?? '0', baseline.byCategory[category] ?? '0'),
    })).filter((step) => Number(step.difference) !== 0),
  };
}
