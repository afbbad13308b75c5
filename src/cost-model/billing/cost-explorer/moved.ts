import { Decimal } from 'decimal.js';
import type { CostPage } from './cost-page.ts';

/** Groups are rounded by AWS each for itself, to ten places: below half a cent there is nothing to say. */
const HALF_A_CENT = '0.005';

/** A sentence where usage types add up to another amount than the overview said: the bill moved between two requests. */
export function movedBetween(
  overview: readonly CostPage[],
  recordType: string,
  detail: readonly CostPage[],
): readonly string[] {
  const said = sumOf(overview, ([type]) => type === recordType);
  const found = sumOf(detail, () => true);
  const apart = found.minus(said);
  if (apart.abs().lessThan(HALF_A_CENT)) return [];
  return [
    `"${recordType}" adds up to ${found.toFixed(2)} by usage type and to ${said.toFixed(2)} by service: the bill moved while it was fetched. The rows hold the first.`,
  ];
}

function sumOf(pages: readonly CostPage[], counts: (keys: readonly string[]) => boolean): Decimal {
  const amounts = pages.flatMap(({ ResultsByTime }) =>
    ResultsByTime.flatMap(({ Groups }) =>
      Groups.filter(({ Keys }) => counts(Keys)).map(({ Metrics }) => Metrics.UnblendedCost.Amount),
    ),
  );
  return amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
}
