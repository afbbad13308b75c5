import { inputError, type Problem } from '../errors.ts';
import type { Figures } from './expression.ts';
import { decimalOf } from './money.ts';
import type { Price, PriceBook, PricedShape, QuantityLine } from './types.ts';
import { sameUnit } from './units.ts';

export type Prices = ReadonlyMap<string, Price>;

/** Prices by key; where two books name the same key, the later book's holds: that is how a price is overridden. */
export function pricesByKey(books: readonly PriceBook[]): Prices {
  return new Map(books.flatMap((book) => book.prices.map((price) => [price.key, price] as const)));
}

/** The price of a line, or undefined where no book has it. A rate that is an assumption is a price of one tier. */
export function priceOf(line: QuantityLine, prices: Prices, figures: Figures): Omit<Price, 'note'> | undefined {
  if ('book' in line.price) return prices.get(line.price.book);
  const key = line.price.assumption;
  const rate = figures[key];
  if (rate === undefined) throw new ReferenceError(`"${line.item}" is priced by "${key}", which is no assumption`);
  const tier = {
    upTo: null,
    unitPrice: decimalOf(rate.value),
    provenance: 'assumed',
    source: `assumption:${key}`,
    date: 'undated',
  } as const;
  return { key, unit: rate.unit.replace(/^USD\//, ''), tiers: [tier] };
}

/** @throws WorkbenchError where a book's price is per another unit than the quantity it would be multiplied with. */
export function assertPriceUnits(shapes: readonly PricedShape[], prices: Prices): void {
  const problems = shapes.flatMap(({ variant }) =>
    variant.quantities.flatMap((line): Problem[] => {
      const price = 'book' in line.price ? prices.get(line.price.book) : undefined;
      if (price === undefined || sameUnit(price.unit, line.unit)) return [];
      return [
        {
          what: `the price "${price.key}" is per ${price.unit}, and "${line.item}" is counted in ${line.unit}`,
          todo: `Give the price per ${line.unit}.`,
        },
      ];
    }),
  );
  if (problems.length > 0) throw inputError('price-unit', problems);
}
