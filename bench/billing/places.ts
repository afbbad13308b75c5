import type { Bill } from '../../src/cost-model/billing/types/bill.ts';
import type { Kind } from './kinds.ts';

/** A bill's amounts by place in 10^-10 of a dollar, as generated totals are; what is nothing is left out. */
export const placesOf = ({ categories, apart, unclassified }: Bill): ReadonlyMap<Kind['place'], bigint> =>
  new Map(
    [
      ...categories.map(({ category, amount }) => [category, units(amount)] as const),
      ...Object.entries(apart).map(([part, amount]) => [part as Kind['place'], units(amount)] as const),
      ['unclassified', units(unclassified.amount)] as const,
    ].filter(([, amount]) => amount !== 0n),
  );

/** Refuses what is finer than the generator's own unit: it would be an error of adding up. */
function units(amount: string): bigint {
  const [, sign = '', whole = '0', places = ''] = /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(amount) ?? [];
  if (whole === '0' && !/^-?0/.test(amount)) throw new RangeError(`${amount} has more places than any line`);
  return BigInt(`${sign}${whole}${places.padEnd(10, '0')}`);
}
