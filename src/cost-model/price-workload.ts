import { inputError } from '../errors.ts';
import type { ProductionWorkload } from '../scenarios/types.ts';
import { ageInDays, pricesUsed } from './price-age.ts';
import { assertPriceUnits, pricesByKey } from './price-lookup.ts';
import { priceShape } from './price-shape.ts';
import type { CostResult, PriceBook, PricedShape } from './types.ts';
import { workloadFigures } from './workload-figures.ts';

export interface PriceRequest {
  readonly workload: ProductionWorkload;
  readonly shapes: readonly PricedShape[];
  /** Of one region; where two books name a key, the later one holds. */
  readonly books: readonly PriceBook[];
  readonly hoursPerMonth: number;
  /** ISO 8601, UTC: the day against which prices are old. */
  readonly startedAt: string;
}

/**
 * Prices one workload on every shape, as it is in its first month (growth is not applied).
 * Pure: the same request gives the same bytes.
 * @throws WorkbenchError where the books do not belong together.
 */
export function priceWorkload(request: PriceRequest): CostResult {
  const { workload, shapes, books, hoursPerMonth, startedAt } = request;
  const prices = pricesByKey(books);
  assertPriceUnits(shapes, prices);
  const shared = workloadFigures(workload, hoursPerMonth);
  const priced = shapes.map((shape) => priceShape(shape, shared, prices));
  const platforms = priced.map(({ cost }) => cost);
  return {
    schemaVersion: 1,
    currency: 'USD',
    hoursPerMonth,
    region: regionOf(books),
    priceBook: describe(books, startedAt),
    pricesUsed: pricesUsed(platforms, startedAt),
    workload,
    figures: Object.assign({}, shared, ...priced.map(({ figures }) => figures)),
    platforms,
    measured: [],
  };
}

function regionOf(books: readonly PriceBook[]): string {
  const regions = [...new Set(books.map((book) => book.region))];
  if (regions.length === 1 && regions[0] !== undefined) return regions[0];
  throw inputError('price-books', [
    {
      what: books.length === 0 ? 'there is no price book' : `the price books are of ${regions.join(' and ')}`,
      todo: 'Give price books of one region.',
    },
  ]);
}

function describe(books: readonly PriceBook[], startedAt: string): CostResult['priceBook'] {
  const [date = ''] = books.map((book) => book.date).toSorted();
  return { name: books.map((book) => book.name).join(' + '), date, ageDays: ageInDays(date, startedAt) };
}
