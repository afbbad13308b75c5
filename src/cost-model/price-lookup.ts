import type { Figures } from './expression.ts';
import type { Price, PriceBook, QuantityLine } from './types.ts';

/** Prices by key; where two books name the same key, the later book's holds: that is how a price is overridden. */
export function pricesByKey(books: readonly PriceBook[]): ReadonlyMap<string, Price> {
  return new Map(books.flatMap((book) => book.prices.map((price) => [price.key, price] as const)));
}

/** The price of a line, or undefined where no book has it. A rate that is an assumption is a price of one tier. */
export function priceOf(
  line: QuantityLine,
  prices: ReadonlyMap<string, Price>,
  figures: Figures,
): Omit<Price, 'note'> | undefined {
  if ('book' in line.price) return prices.get(line.price.book);
  const key = line.price.assumption;
  const rate = figures[key];
  if (rate === undefined) throw new ReferenceError(`"${line.item}" is priced by "${key}", which is no assumption`);
  const unit = rate.unit.replace(/^USD\//, '');
  const tier = { upTo: null, unitPrice: plainDecimal(rate.value), source: rate.source, date: 'undated' };
  return { key, unit, tiers: [{ ...tier, provenance: 'assumed' }] };
}

const plainDecimal = (value: number): string => value.toFixed(12).replace(/\.?0+$/, '');
