import { Exact } from '../reconcile/exact.ts';

/** Money is rounded to this many places where it is spread. */
export const PLACES = 12;

/**
 * An amount over seconds in proportion to weights. What was spent until the end of each second is rounded, and each
 * second has what it adds: whatever the rounding, they add up to the amount, which is rounded itself.
 */
export function spread(amount: string, weights: readonly number[]): readonly Exact[] {
  const whole = new Exact(amount);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [until, before] = [0, new Exact(0)];
  return weights.map((weight, at) => {
    until += weight;
    const share = at === weights.length - 1 || total === 0 ? 1 : Math.min(1, until / total);
    const spent = whole.times(share).toDecimalPlaces(PLACES);
    const added = spent.minus(before);
    before = spent;
    return added;
  });
}
