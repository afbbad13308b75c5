import { inputError } from '../../errors.ts';
import { decimalOf } from '../arithmetic/money.ts';
import { sameUnit } from '../arithmetic/units.ts';
import { type NetPrice, netPrices } from '../prices/net-prices.ts';
import { ageInDays, pricesUsed } from '../prices/price-age.ts';
import type { Figures } from '../types/figures.ts';
import type { PriceBook } from '../types/prices.ts';
import type { Overrides, PriceRequest } from '../types/request.ts';
import type { CostResult, NotPriced } from '../types/result.ts';
import type { PricedShape } from '../types/shape.ts';
import { derive } from './derive.ts';
import { assertOverrides, overridden } from './figure-overrides.ts';
import { inMoney } from './money-figures.ts';
import { figuresOfPrice, usedPrice } from './price-figures.ts';
import { type PricedPlatform, type PricingContext, priceShape } from './price-shape.ts';
import { CALENDAR, hoursIn, workloadFigures, workloadOf } from './workload-figures.ts';

/** Without answers, which follow from it: see answers/. */
export type PricedWorkload = Omit<CostResult, 'answers'>;

/**
 * Prices one workload on every shape, as it is in its first month.
 * Pure: the same request gives the same bytes.
 * @throws WorkbenchError where the books do not belong together, an override names no figure, or no shape carries the workload.
 */
export function priceWorkload(request: PriceRequest): PricedWorkload {
  const { workload, shapes, books, hoursPerMonth, startedAt, terms, overrides } = request;
  const region = regionOf(books);
  const money = terms.currency?.currency ?? 'USD';
  const perUsd = terms.currency?.perUsd ?? '1';
  const net = netPrices(books, terms);
  const prices = pricesFor(shapes, [...net.byKey.values()], overrides);
  assertPriceUnits(shapes, prices, money);
  const given: Figures = {
    ...workloadFigures(workload, hoursPerMonth),
    ...inMoney(request.business, { money, perUsd }),
    ...Object.assign({}, ...prices.map((price) => figuresOfPrice(price, money))),
  };
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
  const { priced, refused } = priceAll(shapes, context);
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

function priceAll(shapes: readonly PricedShape[], context: PricingContext) {
  const priced: PricedPlatform[] = [];
  const refused: (NotPriced & { readonly variant: string; readonly title: string })[] = [];
  for (const shape of shapes) {
    const result = priceShape(shape, context);
    if ('cost' in result) priced.push(result);
    else {
      const { platform, title, variant } = shape;
      refused.push({ platform, variant: variant.name, title: `${title} ${variant.title}`, why: result.join('; ') });
    }
  }
  if (shapes.length > 0 && priced.length === 0) {
    throw inputError(
      'not-carried',
      refused.map(({ title, why }) => ({
        what: `${title}: ${why}`,
        todo: 'Price a smaller workload, or other platforms.',
      })),
    );
  }
  return { priced, refused: refused.map(({ platform, variant, why }) => ({ platform, variant, why })) };
}

/** Prices that the shapes ask for; one that no book has may be given by an override. */
function pricesFor(
  shapes: readonly PricedShape[],
  known: readonly NetPrice[],
  overrides: Overrides,
): readonly NetPrice[] {
  const lines = shapes.flatMap(({ variant }) => variant.quantities);
  const asked = new Map(lines.flatMap(({ price, unit }) => ('book' in price ? [[price.book, unit] as const] : [])));
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
  const assumptions = shapes.flatMap(({ platform, variant }) =>
    Object.keys(variant.assumptions).flatMap((name) => [name, `${platform}/${variant.name}/${name}`]),
  );
  return new Set([...Object.keys(given), ...assumptions]);
}

/** @throws WorkbenchError where a book's price is per another unit than the quantity it would be multiplied with. */
function assertPriceUnits(shapes: readonly PricedShape[], prices: readonly NetPrice[], money: string): void {
  const units = new Map(prices.map(({ key, unit }) => [key, unit]));
  const problems = shapes.flatMap(({ variant }) =>
    variant.quantities.flatMap(({ price, item, unit: written }) => {
      // A share of what is spent is counted in the money of the result.
      const unit = written === 'USD' ? money : written;
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
