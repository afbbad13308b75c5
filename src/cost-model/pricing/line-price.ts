import { decimalOf } from '../arithmetic/money.ts';
import { unitOfRate } from '../arithmetic/units.ts';
import type { Figures } from '../types/figures.ts';
import type { PriceTier } from '../types/prices.ts';
import type { PriceUsed } from '../types/result.ts';
import type { QuantityLine } from '../types/shape.ts';

/**
 * The key under which a line's price stands in the result: a book's, or the qualified name of the assumption
 * that is its rate.
 */
export const priceKeyOf = (line: QuantityLine, qualified: (name: string) => string): string =>
  'book' in line.price ? line.price.book : qualified(line.price.assumption);

/** The tiers of a price with the values that the figures give them. */
export function tiersOf(key: string, { tiers }: PriceUsed, figures: Figures): readonly PriceTier[] {
  return tiers.map(({ upTo, figure }): PriceTier => {
    const price = figures[figure];
    if (price === undefined) throw new ReferenceError(`the price "${key}" names "${figure}", which is no figure`);
    return {
      upTo: upTo === null ? null : Number(upTo),
      unitPrice: decimalOf(price.value),
      provenance: price.provenance === 'list-price' ? 'list-price' : 'assumed',
      source: price.source,
      date: price.date ?? 'undated',
    };
  });
}

/** An assumption that is a rate, as a price of one tier. */
export function rateAsPrice(name: string, figures: Figures, money: string): PriceUsed {
  const rate = figures[name];
  const unit = rate === undefined ? null : unitOfRate(rate.unit, money);
  if (rate === undefined || unit === null) {
    throw new ReferenceError(`a line is priced by "${name}", which is no assumption in ${money} per something`);
  }
  return { unit, vendor: null, tiers: [{ upTo: null, figure: name, listPrice: decimalOf(rate.value) }] };
}
