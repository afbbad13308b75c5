import { DAY_MS } from '../days.ts';
import type { KeptAnswer } from '../request-cache/request-cache.ts';
import { costPage, hasGroups, isEstimated } from './cost-page.ts';

/** Cost Explorer refreshes at least once in 24 hours, and shows a day after about 24: at a third of that it is asked anew. */
const REASKED_AFTER_MS = 8 * 3_600_000;

/** Days this young may still be missing without being marked as estimated. */
const YOUNG_DAYS = 3;

/**
 * Whether a kept answer, or its first pages, still holds. For good, when AWS marked no day in it as estimated, it says
 * something, and its last day was over for three days when it was asked; otherwise for eight hours.
 */
export function stillHolds({ fetchedAt, pages }: KeptAnswer, end: string, now: number): boolean {
  const read = pages.map(costPage);
  if (read.some((page) => page === null)) return false;
  const known = read.filter((page) => page !== null);
  const settled =
    hasGroups(known) && !known.some(isEstimated) && Date.parse(end.slice(0, 10)) + YOUNG_DAYS * DAY_MS <= fetchedAt;
  return settled || isFresh({ fetchedAt }, now);
}

/** Asked less than eight hours ago. */
export const isFresh = ({ fetchedAt }: Pick<KeptAnswer, 'fetchedAt'>, now: number): boolean =>
  now >= fetchedAt && now - fetchedAt < REASKED_AFTER_MS;
