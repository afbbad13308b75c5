import { Exact } from '../reconcile/exact.ts';

/** Money is rounded to this many decimal places where it is spread. */
export const PLACES = 12;

/** How many of the smallest parts of money that are counted make one. */
const PARTS = 10 ** PLACES;

/** Shares are whole numbers of this one. */
const WHOLE = 2 ** 52;

/**
 * An amount over seconds in proportion to weights, in whole trillionths of money. What was spent until the end of
 * each second is cut to one, and each second has what it adds: they add up to the amount, whatever is cut.
 * @param amount of at most 12 decimal places
 */
export function spread(amount: string, weights: readonly number[]): readonly bigint[] {
  const parts = BigInt(new Exact(amount).times(PARTS).toFixed(0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [until, before] = [0, 0n];
  return weights.map((weight, at) => {
    until += weight;
    const share = at === weights.length - 1 || total === 0 ? 1 : Math.min(1, until / total);
    const spent = (parts * BigInt(Math.round(share * WHOLE))) / BigInt(WHOLE);
    const added = spent - before;
    before = spent;
    return added;
  });
}

/** The double that is written as that decimal. */
export const moneyOf = (parts: bigint): number => Number(parts) / PARTS;
