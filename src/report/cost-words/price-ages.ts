import { priceAgeNotes } from '../../cost-model/prices/price-age.ts';
import type { CostResult } from '../../cost-model/types/result.ts';

/** More items than these are counted, not named. */
const NAMED = 6;

/** How old the prices are; which are older than a year as long as that is a short list, else how many and where they stand. */
export function priceAgeWords(cost: CostResult, listed = 'every price has its date and age below'): readonly string[] {
  const [dates, ...others] = priceAgeNotes(cost);
  const old = cost.pricesUsed?.olderThanAYear.length ?? 0;
  if (dates === undefined) return [];
  if (old <= NAMED) return [dates, ...others];
  return [dates, `${old} items have prices older than a year, to be checked before they are relied on: ${listed}.`];
}
