import { inputError, WorkbenchError } from '../../errors.ts';
import { decimalOf } from '../arithmetic/money.ts';
import { sameUnit } from '../arithmetic/units.ts';
import { assumptionNames } from '../platform-id.ts';
import { type NetPrice, netPrices } from '../prices/net-prices.ts';
import { ageInDays, pricesUsed } from '../prices/price-age.ts';
import type { Figures } from '../types/figures.ts';
import type { PriceBook, Terms } from '../types/prices.ts';
import type { Overrides, PriceRequest } from '../types/request.ts';
import type { CostResult, NotPriced } from '../types/result.ts';
import type { PricedShape } from '../types/shape.ts';
import { derive } from './derive.ts';
import { assertOverrides, overridden } from './figure-overrides.ts';
import { countedIn, inMoney, type MoneyRate } from './money-figures.ts';
import { figuresOfPrice, usedPrice } from './price-figures.ts';
import { type PricedPlatform, type PricingContext, priceShape } from './price-shape.ts';
import { CALENDAR, hoursIn, workloadFigures, workloadOf } from './workload-figures.ts';

/** Without answers, which follow from it: see answers/. */
export type PricedWorkload = Omit<CostResult, 'answers'>;

/** What happens to a shape whose assumptions leave no quantity: a mistake to mend, or one more that is not priced. */
export type OfMistakes = 'refuse' | 'leave out';

/**
 * Prices one workload on every shape, as it is in its first month; a shape that does not carry it is `notPriced`,
 * and so may be all of them. Pure: the same request gives the same bytes.
 * @throws WorkbenchError where the books do not belong together or an override names no figure.
 */
export function priceWorkload(request: PriceRequest, ofMistakes: OfMistakes = 'refuse'): PricedWorkload {
  const { workload, shapes, books, startedAt, terms, overrides } = request;
  const region = regionOf(books);
  const { money, perUsd } = moneyOf(terms);
  const net = netPrices(books, terms);
  const prices = pricesFor(shapes, [...net.byKey.values()], overrides, money);
  assertPriceUnits(shapes, prices, money);
  const given = givenFigures(request, prices);
  assertOverrides(overrides, namesThatCanBeSet(given, shapes));
  const shared = derive(overridden(given, overrides), CALENDAR);
  const context: PricingContext = {
    figures: shared,
    prices: Object.fromEntries(prices.map((price) => [price.key, usedPrice(price)])),
    why: net.why,
    overrides,
    money,
    perUsd,
  };
  const { priced, refused } = priceAll(shapes, context, ofMistakes);
  const platforms = priced.map(({ cost }) => cost);
  return {
    schemaVersion: 1,
    currency: money,
    hoursPerMonth: hoursIn(shared),
    region,
    pricedAt: startedAt,
    priceBook: describe(books, startedAt),
    pricesUsed: pricesUsed(platforms, startedAt),
    terms,
    workload: workloadOf(shared, workload),
    figures: Object.assign({}, shared, ...priced.map(({ figures }) => figures)),
    prices: { ...context.prices, ...Object.assign({}, ...priced.map((one) => one.prices)) },
    platforms,
    notPriced: [...request.notPriced, ...refused],
    measured: request.measured,
    question: request.question,
  };
}

/** Names that an override of the request may have. */
export function figuresThatCanBeSet(request: PriceRequest): ReadonlySet<string> {
  const { shapes, books, terms, overrides } = request;
  const prices = pricesFor(shapes, [...netPrices(books, terms).byKey.values()], overrides, moneyOf(terms).money);
  return namesThatCanBeSet(givenFigures(request, prices), shapes);
}

const moneyOf = ({ currency }: Terms): MoneyRate => ({
  money: currency?.currency ?? 'USD',
  perUsd: currency?.perUsd ?? '1',
});

/** Workload, business case and prices, before overrides. */
function givenFigures(request: PriceRequest, prices: readonly NetPrice[]): Figures {
  const rate = moneyOf(request.terms);
  return {
    ...workloadFigures(request.workload, request.hoursPerMonth),
    ...inMoney(request.business, rate),
    ...Object.assign({}, ...prices.map((price) => figuresOfPrice(price, rate.money))),
  };
}

function priceAll(shapes: readonly PricedShape[], context: PricingContext, ofMistakes: OfMistakes) {
  const priced: PricedPlatform[] = [];
  const refused: NotPriced[] = [];
  for (const shape of shapes) {
    const result = ofMistakes === 'refuse' ? priceShape(shape, context) : pricedOrWhy(shape, context);
    if ('cost' in result) priced.push(result);
    else refused.push({ platform: shape.platform, variant: shape.variant.name, why: result.join('; ') });
  }
  return { priced, refused };
}

/** What was measured is judged, whatever its prices are: a mistake in one shape is no reason to say nothing. */
function pricedOrWhy(shape: PricedShape, context: PricingContext): PricedPlatform | readonly string[] {
  try {
    return priceShape(shape, context);
  } catch (error) {
    if (error instanceof WorkbenchError) return [error.message];
    throw error;
  }
}

/** Prices that the shapes ask for; one that no book has may be given by an override. */
function pricesFor(
  shapes: readonly PricedShape[],
  known: readonly NetPrice[],
  overrides: Overrides,
  money: string,
): readonly NetPrice[] {
  const lines = shapes.flatMap(({ variant }) => variant.quantities);
  const asked = new Map(
    lines.flatMap(({ price, unit }) => ('book' in price ? [[price.book, countedIn(unit, money)] as const] : [])),
  );
  const has = new Set(known.map(({ key }) => key));
  const given = [...asked].flatMap(([key, unit]): NetPrice[] => {
    const override = overrides[`price/${key}/0`];
    if (has.has(key) || override?.value === undefined) return [];
    const { source, value } = override;
    const tier = { upTo: null, provenance: 'assumed', source, date: 'undated' } as const;
    return [
      { key, unit, vendor: null, tiers: [{ ...tier, unitPrice: decimalOf(value), listPrice: decimalOf(value) }] },
    ];
  });
  return [...known.filter(({ key }) => asked.has(key)), ...given];
}

function namesThatCanBeSet(given: Figures, shapes: readonly PricedShape[]): ReadonlySet<string> {
  return new Set([...Object.keys(given), ...assumptionNames(shapes)]);
}

/** @throws WorkbenchError where a book's price is per another unit than the quantity it would be multiplied with. */
function assertPriceUnits(shapes: readonly PricedShape[], prices: readonly NetPrice[], money: string): void {
  const units = new Map(prices.map(({ key, unit }) => [key, unit]));
  const problems = shapes.flatMap(({ variant }) =>
    variant.quantities.flatMap(({ price, item, unit: written }) => {
      const unit = countedIn(written, money);
      const priced = 'book' in price ? units.get(price.book) : undefined;
      if (priced === undefined || !('book' in price) || sameUnit(priced, unit)) return [];
      return [
        {
          what: `the price "${price.book}" is per ${priced}, and "${item}" is counted in ${unit}`,
          todo: `Give the price per ${unit}.`,
        },
      ];
    }),
  );
  if (problems.length > 0) throw inputError('price-unit', problems);
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
