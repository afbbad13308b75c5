import { renamed } from '../arithmetic/expression.ts';
import { parseFormula } from '../arithmetic/formula.ts';
import { shapeId } from '../platform-id.ts';
import type { Expression } from '../types/figures.ts';
import type { Overrides } from '../types/request.ts';
import type { PlatformCost, PlatformLimit, PriceUsed } from '../types/result.ts';
import type { PricedShape, QuantityLine } from '../types/shape.ts';
import { type BillBasis, type BillLine, billOf } from './bill.ts';
import { exceededLimits } from './carrying-limits.ts';
import { derive } from './derive.ts';
import { overridden } from './figure-overrides.ts';
import { lineIdentity } from './line-identity.ts';
import { priceKeyOf, rateAsPrice } from './line-price.ts';
import { countedIn, inMoney, type MoneyRate } from './money-figures.ts';

/** What every shape is priced with: the workload, definitions and prices, as they are after overrides. */
export interface PricingContext extends BillBasis, MoneyRate {
  readonly overrides: Overrides;
}

/** One platform priced: its figures under qualified names (`<platform>/<variant>/<name>`), its own rates, and its bill. */
export interface PricedPlatform {
  readonly figures: BillBasis['figures'];
  readonly prices: Readonly<Record<string, PriceUsed>>;
  readonly cost: PlatformCost;
}

/** @returns the bill, or why the workload is not carried */
export function priceShape(shape: PricedShape, context: PricingContext): PricedPlatform | readonly string[] {
  const { platform, title, variant } = shape;
  const prefix = `${shapeId(shape)}/`;
  const own = new Set([...Object.keys(variant.assumptions), ...variant.derived.map(({ name }) => name)]);
  const qualified = (name: string): string => (own.has(name) ? `${prefix}${name}` : name);
  const expression = (formula: string): Expression => renamed(parseFormula(formula), qualified);

  const assumptions = overridden(inMoney(variant.assumptions, context), context.overrides, prefix);
  const all = derive({ ...context.figures, ...assumptions }, variant.derived, qualified);
  const figures = Object.fromEntries(Object.entries(all).map(([name, figure]) => [qualified(name), figure]));
  const limits = (variant.limits ?? []).map(
    ({ name, demand, most }): PlatformLimit => ({ name, demand: expression(demand), most: expression(most) }),
  );
  const exceeded = exceededLimits(limits, figures);
  if (exceeded.length > 0) return exceeded;

  const prices = Object.fromEntries(
    variant.quantities.flatMap(({ price }) => {
      if ('book' in price) return [];
      const name = qualified(price.assumption);
      return [[name, rateAsPrice(name, figures, context.money)]];
    }),
  );
  const lines = variant.quantities.map((line) => ({
    ...lineOf(line, context.money),
    expression: expression(line.quantity),
    priceKey: priceKeyOf(line, qualified),
  }));
  assertDistinct(lines, `${title} ${variant.title}`);
  return {
    figures: Object.fromEntries(Object.entries(figures).filter(([name]) => name.startsWith(prefix))),
    prices,
    cost: {
      platform,
      variant: variant.name,
      title: `${title} ${variant.title}`,
      platformTitle: title,
      variantTitle: variant.title,
      targets: [],
      ...billOf(lines, { ...context, figures, prices: { ...context.prices, ...prices } }, `${title} ${variant.title}`),
      ...(limits.length === 0 ? {} : { limits }),
      ...(variant.inPlaceFrom === undefined
        ? {}
        : { inPlaceFrom: variant.inPlaceFrom.map((from) => `${platform}/${from}`) }),
    },
  };
}

const lineOf = (
  { category, item, period, paidTo, unit, explanation }: QuantityLine,
  money: string,
): Omit<BillLine, 'expression' | 'priceKey'> => ({
  category,
  item,
  period,
  paidTo,
  unit: countedIn(unit, money),
  basis: explanation,
});

/** A result tells lines apart by what they are called: of two that are the same, it would lose one. */
function assertDistinct(lines: readonly BillLine[], title: string): void {
  const seen = new Set<string>();
  for (const line of lines) {
    const identity = lineIdentity(line);
    if (seen.has(identity)) throw new RangeError(`${title} has two lines "${line.item}"`);
    seen.add(identity);
  }
}
