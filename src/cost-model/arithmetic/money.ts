import { Decimal } from 'decimal.js';
import type { PriceTier } from '../types/prices.ts';
import { assertUnit, type Measure } from './units.ts';

/** Wide enough that no product or sum of a bill is ever rounded. */
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

/** A quantity is rounded to this many decimal places before it is multiplied by a price. */
const QUANTITY_PLACES = 6;

const plain = (value: Decimal): string => value.toFixed();

/** A number as it was written in a file: 0.0004, not 4e-4. */
export const decimalOf = (value: number): string => plain(new Exact(value));

/** The decimal that is billed for a quantity computed in doubles: plain, without exponent. */
export const billable = (quantity: number): string => plain(new Exact(quantity).toDecimalPlaces(QUANTITY_PLACES));

export const sum = (amounts: readonly string[]): string =>
  plain(amounts.reduce((total, amount) => total.plus(amount), new Exact(0)));

export const difference = (a: string, b: string): string => plain(new Exact(a).minus(b));

export const isLess = (a: string, b: string): boolean => new Exact(a).lessThan(b);

/** A unit price has at most this many significant digits, so that a double holds it as it is written. */
const PRICE_DIGITS = 12;

/** Less a share: 0.2 for 20%. */
export const discountedPrice = (price: string, share: number): string =>
  plain(new Exact(price).times(new Exact(1).minus(share)).toSignificantDigits(PRICE_DIGITS));

export const convertedPrice = (price: string, perUnit: string): string =>
  plain(new Exact(price).times(perUnit).toSignificantDigits(PRICE_DIGITS));

export const times = (amount: string, factor: string): string => plain(new Exact(amount).times(factor));

/** A part of an amount that is split has at most this many decimal places. */
const PART_PLACES = 12;

/**
 * What of an amount stands before a mark, `from` of `all` weights: rounded down, and all of it at the last. Differences of
 * neighbouring marks are therefore parts that add up to the amount exactly.
 */
export function upToMark(amount: string, from: string, all: string): string {
  const mark = new Exact(from).dividedBy(all);
  if (mark.greaterThanOrEqualTo(1)) return amount;
  return plain(new Exact(amount).times(mark).toDecimalPlaces(PART_PLACES, Decimal.ROUND_FLOOR));
}

/** Largest first, whatever the sign. */
export const byMagnitude = (a: string, b: string): number => new Exact(b).abs().comparedTo(new Exact(a).abs());

export const scaled = (amount: string, factor: number): string => plain(new Exact(amount).times(factor));

/** To the cent, half up, for a person to read. */
export const toCents = (amount: string): string => new Exact(amount).toFixed(2);

/** An amount computed in doubles, to the cent: their noise, far behind the point, does not decide how half a cent is rounded. */
export const centsOf = (amount: number): string => toCents(billable(amount));

/** Above this a double does not hold every cent any more. */
export const COUNTABLE = Number.MAX_SAFE_INTEGER / 100;

/** Exact: has as many decimal places as its factors together. */
const product = (quantity: Decimal, unitPrice: string): string => plain(quantity.times(unitPrice));

export interface TierShare {
  readonly tier: PriceTier;
  readonly quantity: string;
  /** USD; exactly quantity × unit price. */
  readonly amount: string;
}

/**
 * Splits a quantity over the tiers of a price, the first `alreadyUsed` units of which are taken.
 * A quantity of zero is one line of zero.
 * @throws UnitMismatch where the quantity is not in the unit that the price is for.
 */
export function throughTiers<U extends string>(
  quantity: Measure<U>,
  price: { readonly unit: NoInfer<U>; readonly tiers: readonly PriceTier[] },
  alreadyUsed = '0',
): readonly TierShare[] {
  assertUnit(quantity.unit, price.unit, 'a quantity and its price');
  const from = new Exact(alreadyUsed);
  const to = from.plus(billable(quantity.value));
  let floor = new Exact(0);
  const shares = price.tiers.map((tier) => {
    const ceiling = tier.upTo === null ? to : Exact.min(to, tier.upTo);
    const share = Exact.max(0, ceiling.minus(Exact.max(from, floor)));
    floor = new Exact(tier.upTo ?? 0);
    return { tier, quantity: plain(share), amount: product(share, tier.unitPrice) };
  });
  const filled = shares.filter((share) => share.quantity !== '0');
  return filled.length > 0 ? filled : shares.slice(0, 1);
}
