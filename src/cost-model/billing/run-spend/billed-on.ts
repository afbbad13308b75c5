import { sum } from '../../arithmetic/money.ts';
import { dayAfter } from '../days.ts';
import type { Bill, BillDay } from '../types/bill.ts';

/**
 * What was billed on the days that a run touched, its whole days: bills tell no seconds. null where the bill does not
 * cover them all, or has usage on them that is of other days too.
 * @param from when the run began and ended; ISO 8601, UTC
 */
export function billedOn(bill: Bill | null, from: string, to: string): string | null {
  if (bill === null) return null;
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  const isCovered = bill.period.start.slice(0, 10) <= first && last < bill.period.end;
  const days = bill.days.filter(({ day }) => day >= first && day <= last);
  const reachesOut = ({ day, until }: BillDay): boolean =>
    until !== undefined && day <= last && until > first && (day < first || until > dayAfter(last));
  const isOwn = !bill.days.some(reachesOut);
  return isCovered && isOwn && days.length > 0 ? sum(days.map(({ amount }) => amount)) : null;
}
