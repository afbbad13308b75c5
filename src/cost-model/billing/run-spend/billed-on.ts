import { sum } from '../../arithmetic/money.ts';
import type { Bill } from '../types/bill.ts';

/**
 * What was billed on the days that a run touched, its whole days: bills tell no seconds. null where the bill does not
 * cover them all.
 * @param from when the run began and ended; ISO 8601, UTC
 */
export function billedOn(bill: Bill | null, from: string, to: string): string | null {
  if (bill === null) return null;
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  const isCovered = bill.period.start.slice(0, 10) <= first && last < bill.period.end;
  const days = bill.days.filter(({ day }) => day >= first && day <= last);
  return isCovered && days.length > 0 ? sum(days.map(({ amount }) => amount)) : null;
}
