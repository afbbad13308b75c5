import type { CostResult } from '../types/result.ts';

/** Which month a total is of. */
export function monthPricedNote({ workload: { growthPerMonth } }: CostResult): string {
  const month = "The month priced is the first one, at today's volume";
  if (growthPerMonth === 0) return `${month}.`;
  const growth = `${Number((growthPerMonth * 100).toPrecision(6))}% a month`;
  return `${month}; growth of ${growth} is in what later months, the horizon and the business case say.`;
}
