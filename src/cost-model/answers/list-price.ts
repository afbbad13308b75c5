import { decimalOf } from '../arithmetic/money.ts';
import { discountOf, paidPrice } from '../prices/net-prices.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';

/** Digits that a double keeps as they are written. */
const MOST_DIGITS = 15;

interface Paid {
  readonly key: string;
  readonly unit: string;
  /** In the result's money, after discounts. */
  readonly price: string;
}

/**
 * The shortest list price in US dollars that comes to a paid one under the result's terms.
 * @param serves whether what a list price comes to does what the paid price is for
 * @returns null where nothing is paid whatever the list says, where nobody knows whose book would have the price and a
 * discount is off one vendor's, or where no list price comes near enough
 */
export function listPriceOf(
  { key, unit, price }: Paid,
  { prices, terms }: Pick<PricedWorkload, 'prices' | 'terms'>,
  serves: (paid: string) => boolean,
): string | null {
  const vendor = prices[key]?.vendor ?? null;
  if (vendor === null && terms.discounts.some(({ of }) => 'vendor' in of)) return null;
  const discount = discountOf({ key, unit, vendor: vendor ?? '' }, terms);
  // A share of what is spent is the same share in any money.
  const currency = unit === terms.currency?.currency ? null : terms.currency;
  if (discount === null && currency === null) return price;
  const left = (1 - (discount?.share ?? 0)) * Number(currency?.perUsd ?? 1);
  if (left <= 0) return null;
  const exact = Number(price) / left;
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const listed = decimalOf(Number(exact.toPrecision(digits)));
    const paid = paidPrice(listed, discount, currency);
    if (Math.abs(Number(paid) / Number(price) - 1) < FAR && serves(paid)) return listed;
  }
  return null;
}

/** Beyond this share, rounding has made it another price: there is no use in asking whether it serves. */
const FAR = 1e-2;
