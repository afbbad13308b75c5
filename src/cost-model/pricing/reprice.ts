import { evaluate } from '../arithmetic/expression.ts';
import { decimalOf } from '../arithmetic/money.ts';
import { rateUnit } from '../arithmetic/units.ts';
import { pricesUsed } from '../prices/price-age.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { FigureOverride, Overrides } from '../types/request.ts';
import type { CostResult, NotPriced, PlatformCost, PriceUsed } from '../types/result.ts';
import { type BillLine, billOf } from './bill.ts';
import { exceededLimits } from './carrying-limits.ts';
import { inDependencyOrder } from './dependency-order.ts';
import { assertOverrides, withOverride } from './figure-overrides.ts';
import { lineIdentity } from './line-identity.ts';
import { priceFigure } from './price-figures.ts';
import type { PricedWorkload } from './price-workload.ts';
import { hoursIn, workloadOf } from './workload-figures.ts';

/**
 * A result with some of its figures given other values, from its own expressions alone: no shape and no price
 * book is needed. A price that was unknown may be given; a platform whose limits are exceeded is priced no more.
 * @throws WorkbenchError with every override that names no figure that can be set.
 */
export function reprice(cost: PricedWorkload, overrides: Overrides): PricedWorkload {
  const { figures: known, prices } = withGivenPrices(cost, overrides);
  const inputs = Object.entries(known).filter(([, { expression }]) => expression === undefined);
  const names = inputs.map(([name]) => name);
  assertOverrides(overrides, new Set([...names, ...names.map(lastPart)]));
  const figures = anew(known, overrides);
  const basis = { figures, prices, why: new Map(reasons(cost)), money: cost.currency };
  const carried: PlatformCost[] = [];
  const refused: NotPriced[] = [];
  for (const platform of cost.platforms) {
    const exceeded = exceededLimits(platform.limits ?? [], figures);
    if (exceeded.length === 0) carried.push({ ...platform, ...billOf(linesOf(platform), basis, platform.title) });
    else refused.push({ platform: platform.platform, variant: platform.variant, why: exceeded.join('; ') });
  }
  return {
    ...cost,
    hoursPerMonth: hoursIn(figures),
    workload: workloadOf(figures, cost.workload),
    figures,
    prices,
    platforms: carried,
    pricesUsed: pricesUsed(carried, cost.pricedAt),
    notPriced: [...cost.notPriced, ...refused],
  };
}

const lastPart = (name: string): string =>
  name.startsWith('price/') || name.startsWith('business/') ? name : name.slice(name.lastIndexOf('/') + 1);

/** Inputs as overridden, and derived figures computed anew; they stand where they stood. */
function anew(known: Figures, overrides: Overrides): Figures {
  const figures: Record<string, Figure> = { ...known };
  for (const [name, figure] of inDependencyOrder(known)) {
    const override = overrides[name] ?? overrides[lastPart(name)];
    if (figure.expression !== undefined) {
      figures[name] = { ...figure, value: evaluate(figure.expression, figures).value };
    } else figures[name] = override === undefined ? figure : withOverride(figure, override);
  }
  return figures;
}

/** Prices that nobody knew and an override gives, in the unit of the lines that ask for them. */
function withGivenPrices(
  cost: PricedWorkload,
  overrides: Overrides,
): { readonly figures: Figures; readonly prices: CostResult['prices'] } {
  const missing = new Map(
    cost.platforms.flatMap(({ unpriced }) => unpriced.map(({ priceKey, unit }) => [priceKey, unit] as const)),
  );
  const given = [...missing].flatMap(([key, unit]): [string, string, FigureOverride][] => {
    const override = overrides[priceFigure(key, 0)];
    return override?.value === undefined ? [] : [[key, unit, override]];
  });
  const figures = given.map(([key, unit, { value = 0, source }]): [string, Figure] => [
    priceFigure(key, 0),
    { value, unit: rateUnit(cost.currency, unit), provenance: 'assumed', source, low: null, high: null },
  ]);
  const prices = given.map(([key, unit, { value = 0 }]): [string, PriceUsed] => [
    key,
    { unit, vendor: null, tiers: [{ upTo: null, figure: priceFigure(key, 0), listPrice: decimalOf(value) }] },
  ]);
  return {
    figures: { ...Object.fromEntries(figures), ...cost.figures },
    prices: { ...cost.prices, ...Object.fromEntries(prices) },
  };
}

const reasons = ({ platforms }: PricedWorkload): (readonly [string, string])[] =>
  platforms.flatMap(({ unpriced }) => unpriced.map(({ priceKey, why }) => [priceKey, why] as const));

/** Every line once, however many tiers it fills; those without a price after the others. */
export function linesOf({ lineItems, unpriced }: PlatformCost): readonly BillLine[] {
  const lines = [...lineItems, ...unpriced].map(
    ({ category, item, period, paidTo, unit, basis, expression, priceKey }): BillLine => ({
      category,
      item,
      period,
      paidTo,
      unit,
      basis,
      expression,
      priceKey,
    }),
  );
  return [...new Map(lines.map((line) => [lineIdentity(line), line])).values()];
}
