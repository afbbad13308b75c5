import type { CostResult, PlatformCost, PricesUsed } from '../types/result.ts';

/** List prices change about once a year or less; older than this, they are worth another look. */
const OLD_DAYS = 365;

/** Whole days from an ISO date or month (its first day) to an instant. */
export function ageInDays(date: string, at: string): number {
  return Math.floor((Date.parse(at) - Date.parse(date)) / 86_400_000);
}

/** Whether a price of that date is to be checked before it is relied on. */
export const isOld = (date: string, at: string): boolean => ageInDays(date, at) > OLD_DAYS;

/** A result that is priced again on another day: its prices are as old as they are then. */
export const pricedAt = <Priced extends Pick<CostResult, 'pricedAt' | 'priceBook'>>(
  cost: Priced,
  at: string,
): Priced => ({
  ...cost,
  pricedAt: at,
  priceBook: { ...cost.priceBook, ageDays: ageInDays(cost.priceBook.date, at) },
});

/** The dates of the prices behind the lines, as old as they are at `startedAt`; null where none has a date. */
export function pricesUsed(platforms: readonly PlatformCost[], startedAt: string): PricesUsed | null {
  const dated = platforms.flatMap(({ lineItems }) => lineItems.filter(({ priceDate }) => priceDate !== 'undated'));
  const dates = dated.map(({ priceDate }) => priceDate).toSorted();
  const [oldest] = dates;
  const newest = dates.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const old = dated.filter(({ priceDate }) => isOld(priceDate, startedAt));
  return {
    oldest,
    newest,
    oldestAgeDays: ageInDays(oldest, startedAt),
    olderThanAYear: [...new Set(old.map(({ item }) => item))],
  };
}

/** How old the prices are, in sentences; none where no line has a dated price. */
export function priceAgeNotes({ pricesUsed: used }: CostResult): readonly string[] {
  if (used === null || used === undefined) return [];
  const { oldest, newest, oldestAgeDays, olderThanAYear } = used;
  const dates = oldest === newest ? oldest : `${oldest} to ${newest}`;
  return [
    `The prices used are of ${dates}; the oldest is ${oldestAgeDays} days old.`,
    ...(olderThanAYear.length === 0
      ? []
      : [`Prices older than a year, to be checked before they are relied on: ${olderThanAYear.join('; ')}.`]),
  ];
}
