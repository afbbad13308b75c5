import { difference, sum, throughTiers } from '../arithmetic/money.ts';
import { measure } from '../arithmetic/units.ts';
import { tiersOf } from '../pricing/line-price.ts';
import type { CostResult } from '../types/result.ts';
import type { WholeLine } from './bill-lines.ts';
import type { LineDiff } from './types.ts';

/** A line of one result or of both, and what it came to; null where it says the same on both. */
export function lineDiff(
  before: WholeLine | undefined,
  after: WholeLine | undefined,
  pricedBefore: Pick<CostResult, 'figures' | 'prices'>,
  because: readonly string[],
): LineDiff | null {
  const line = after ?? before;
  if (line === undefined) return null;
  const { category, item, period, paidTo, unit } = line;
  const shared = {
    ...{ category, item, period, paidTo, unit },
    change: changeOf(before, after),
    quantityBefore: before?.quantity ?? null,
    quantityAfter: after?.quantity ?? null,
    before: before?.amount ?? null,
    after: after?.amount ?? null,
    isComputedAnew: before !== undefined && after !== undefined && !isSameFormula(before, after),
    because,
  };
  if (before?.amount === null || after?.amount === null) {
    const isSame = before?.amount === after?.amount && before?.quantity === after?.quantity;
    return isSame ? null : { ...shared, difference: null, byPrice: null, byQuantity: null };
  }
  const [was, is] = [before?.amount ?? '0', after?.amount ?? '0'];
  if (was === is && before?.quantity === after?.quantity) return null;
  // What is new or gone differs by all of its quantity.
  const atOldPrice = before === undefined ? is : after === undefined ? '0' : amountAt(after, before, pricedBefore);
  return {
    ...shared,
    difference: difference(is, was),
    byPrice: difference(is, atOldPrice),
    byQuantity: difference(atOldPrice, was),
  };
}

function changeOf(before: WholeLine | undefined, after: WholeLine | undefined): LineDiff['change'] {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (before.amount === null) return after.amount === null ? 'unpriced' : 'priced now';
  return after.amount === null ? 'priced no more' : 'changed';
}

const isSameFormula = (before: WholeLine, after: WholeLine): boolean =>
  JSON.stringify(before.expression) === JSON.stringify(after.expression);

/** The quantity of one line at the price of the other. */
function amountAt(
  { quantity, unit, alreadyUsed }: WholeLine,
  { priceKey }: WholeLine,
  { figures, prices }: Pick<CostResult, 'figures' | 'prices'>,
): string {
  const price = prices[priceKey];
  if (price === undefined)
    throw new ReferenceError(`a line is priced by "${priceKey}", which the result does not have`);
  const tiers = tiersOf(priceKey, price, figures);
  const shares = throughTiers(measure(Number(quantity), unit), { unit: price.unit, tiers }, alreadyUsed);
  return sum(shares.map(({ amount }) => amount));
}
