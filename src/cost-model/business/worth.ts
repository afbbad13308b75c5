/** First month from which the running sum is never negative again; null where it ends below zero. */
export function paybackMonth(cumulative: readonly string[]): number | null {
  const lastBelow = cumulative.findLastIndex((amount) => Number(amount) < 0);
  return lastBelow === cumulative.length - 1 ? null : lastBelow + 2;
}

const MONTHS_PER_YEAR = 12;

/** Of one amount a month, the first at its full value: a yearly rate r discounts month m by (1 + r)^((m − 1) ÷ 12). */
export const netPresentValue = (amounts: readonly string[], ratePerYear: number): number =>
  amounts.reduce((sum, amount, at) => sum + Number(amount) / (1 + ratePerYear) ** (at / MONTHS_PER_YEAR), 0);
