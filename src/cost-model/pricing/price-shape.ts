import { inputError } from '../../errors.ts';
import { type AmountsPaid, evaluate, explain, renamed, sumsAmounts } from '../arithmetic/expression.ts';
import { parseFormula } from '../arithmetic/formula.ts';
import { billable, sum, throughTiers, toCents } from '../arithmetic/money.ts';
import { assertUnit, type Measure, measure } from '../arithmetic/units.ts';
import type { Figures } from '../types/figures.ts';
import type { Overrides } from '../types/request.ts';
import type { LineItem, PlatformCost, PriceUsed, UnpricedItem } from '../types/result.ts';
import type { PricedShape, QuantityLine } from '../types/shape.ts';
import { exceededLimits } from './carrying-limits.ts';
import { derive } from './derive.ts';
import { overridden } from './figure-overrides.ts';
import { linePrice, priceKeyOf, rateAsPrice } from './line-price.ts';
import { inMoney } from './money-figures.ts';

/** What every shape is priced with. */
export interface PricingContext {
  /** The workload, definitions and prices, as they are after overrides. */
  readonly figures: Figures;
  /** By key of the books. */
  readonly prices: Readonly<Record<string, PriceUsed>>;
  /** Why a key has no price, where that is known. */
  readonly why: ReadonlyMap<string, string>;
  readonly overrides: Overrides;
  /** Of the result: `USD`. */
  readonly money: string;
  /** Of that money for one US dollar. */
  readonly perUsd: string;
}

/** One platform priced: its figures under qualified names (`<platform>/<variant>/<name>`), its own rates, and its bill. */
export interface PricedPlatform {
  readonly figures: Figures;
  readonly prices: Readonly<Record<string, PriceUsed>>;
  readonly cost: PlatformCost;
}

/** @returns the bill, or why the workload is not carried */
export function priceShape(shape: PricedShape, context: PricingContext): PricedPlatform | readonly string[] {
  const { platform, title, variant } = shape;
  const prefix = `${platform}/${variant.name}/`;
  const own = new Set([...Object.keys(variant.assumptions), ...variant.derived.map(({ name }) => name)]);
  const qualified = (name: string): string => (own.has(name) ? `${prefix}${name}` : name);
  const assumptions = overridden(inMoney(variant.assumptions, context), context.overrides, prefix);
  const all = derive({ ...context.figures, ...assumptions }, variant.derived, qualified);
  const exceeded = exceededLimits(variant, all);
  if (exceeded.length > 0) return exceeded;

  const named = Object.fromEntries(Object.entries(all).map(([name, figure]) => [qualified(name), figure]));
  const rates = Object.fromEntries(
    variant.quantities.flatMap(({ price }) =>
      'assumption' in price
        ? [[qualified(price.assumption), rateAsPrice(qualified(price.assumption), named, context.money)]]
        : [],
    ),
  );
  const bill = billOf(
    variant.quantities,
    { ...context, figures: all, prices: { ...context.prices, ...rates } },
    named,
    qualified,
  );
  return {
    figures: Object.fromEntries(Object.entries(named).filter(([name]) => name.startsWith(prefix))),
    prices: rates,
    cost: {
      platform,
      variant: variant.name,
      title: `${title} ${variant.title}`,
      platformTitle: title,
      variantTitle: variant.title,
      targets: [],
      ...bill,
    },
  };
}

type Bill = Pick<PlatformCost, 'total' | 'totalIsLowerBound' | 'oneTime' | 'lineItems' | 'unpriced'>;

/** Lines in their order; those that sum amounts come last, since all others go into them. */
function billOf(
  quantities: readonly QuantityLine[],
  context: PricingContext,
  named: Figures,
  qualified: (name: string) => string,
): Bill {
  const lines = quantities.map((line) => ({ line, expression: parseFormula(line.quantity) }));
  const lineItems: LineItem[] = [];
  const unpriced: UnpricedItem[] = [];
  const used = new Map<string, string>();
  const monthly = (items: readonly LineItem[]): string => sum(items.map(({ amount }) => amount));

  for (const isSum of [false, true]) {
    const counted = lineItems.filter(({ period }) => period === 'month');
    const paid: AmountsPaid = (paidTo) =>
      measure(Number(monthly(counted.filter((item) => item.paidTo === paidTo))), context.money);
    for (const { line, expression } of lines.filter((one) => sumsAmounts(one.expression) === isSum)) {
      const quantity = quantityOf(line, evaluate(expression, context.figures, paid));
      const key = priceKeyOf(line, qualified);
      const { category, item, period, paidTo, unit } = line;
      const shared = {
        category,
        item,
        period,
        paidTo,
        unit,
        expression: renamed(expression, qualified),
        priceKey: key,
      };
      const price = context.prices[key];
      if (price === undefined) {
        const why = context.why.get(key) ?? `no price book has "${key}"`;
        unpriced.push({ ...shared, quantity: billable(quantity.value), why });
        continue;
      }
      // Lines that share a price fill its tiers one after the other, as the bill does; what is paid once has them anew.
      const filling = `${period} ${key}`;
      const alreadyUsed = used.get(filling) ?? '0';
      used.set(filling, sum([alreadyUsed, billable(quantity.value)]));
      const { tiers } = linePrice(key, price, named);
      for (const share of throughTiers(quantity, { unit: price.unit, tiers }, alreadyUsed)) {
        lineItems.push({
          ...shared,
          quantity: share.quantity,
          unitPrice: share.tier.unitPrice,
          amount: share.amount,
          provenance: share.tier.provenance,
          priceSource: share.tier.source,
          priceDate: share.tier.date,
          tier: tiers.indexOf(share.tier),
          explanation:
            `${line.explanation} ${explain(expression, context.figures, paid)} = ${billable(quantity.value)} ${unit}; ` +
            `${share.quantity} × ${context.money} ${share.tier.unitPrice} = ${context.money} ${toCents(share.amount)}.`,
        });
      }
    }
  }
  return {
    lineItems,
    unpriced,
    total: monthly(lineItems.filter(({ period }) => period === 'month')),
    totalIsLowerBound: unpriced.some(({ period }) => period === 'month'),
    oneTime: monthly(lineItems.filter(({ period }) => period === 'once')),
  };
}

/** @throws WorkbenchError where assumptions or a workload leave no quantity, such as a disk that is all free space. */
function quantityOf(line: QuantityLine, { value, unit }: Measure): Measure {
  assertUnit(unit, line.unit, `the quantity of "${line.item}"`);
  if (!Number.isFinite(value) || value < 0) {
    throw inputError('assumption', [
      {
        what: `the quantity of "${line.item}" would be ${value} ${line.unit}`,
        todo: `Check the assumptions and the production workload that it is computed from: ${line.quantity}.`,
      },
    ]);
  }
  return { value, unit: line.unit };
}
