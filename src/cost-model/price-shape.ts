import { inputError } from '../errors.ts';
import { evaluate, explain, type Figures, renamed } from './expression.ts';
import { parseFormula } from './formula.ts';
import { billable, sum, throughTiers, toCents } from './money.ts';
import { priceOf } from './price-lookup.ts';
import type {
  CostVariant,
  Figure,
  LineItem,
  PlatformCost,
  Price,
  PricedShape,
  QuantityLine,
  UnpricedItem,
} from './types.ts';
import { assertUnit, type Measure } from './units.ts';

/** One platform priced: its figures under qualified names (`<platform>/<variant>/<name>`), and its bill. */
export interface PricedPlatform {
  readonly figures: Figures;
  readonly cost: PlatformCost;
}

export function priceShape(
  { platform, title, variant }: PricedShape,
  workload: Figures,
  prices: ReadonlyMap<string, Price>,
): PricedPlatform {
  const own = figuresOf(variant, workload);
  const qualified = (name: string): string => (Object.hasOwn(own, name) ? `${platform}/${variant.name}/${name}` : name);
  const all = { ...workload, ...own };
  const used = new Map<string, string>();
  const lineItems: LineItem[] = [];
  const unpriced: UnpricedItem[] = [];

  for (const line of variant.quantities) {
    const expression = parseFormula(line.quantity);
    const quantity = quantityOf(line, evaluate(expression, all));
    const price = priceOf(line, prices, all);
    if (price === undefined) {
      unpriced.push(withoutPrice(line, quantity));
      continue;
    }
    // Lines that share a price fill its tiers one after the other, as the bill does.
    const alreadyUsed = used.get(price.key) ?? '0';
    used.set(price.key, sum([alreadyUsed, billable(quantity.value)]));
    for (const { tier, quantity: share, amount } of throughTiers(quantity, price, alreadyUsed)) {
      lineItems.push({
        category: line.category,
        item: line.item,
        period: line.period,
        paidTo: line.paidTo,
        quantity: share,
        unit: line.unit,
        unitPrice: tier.unitPrice,
        amount,
        provenance: tier.provenance,
        priceSource: tier.source,
        priceDate: tier.date,
        explanation:
          `${line.explanation} ${explain(expression, all)} = ${billable(quantity.value)} ${line.unit}; ` +
          `${share} × $${tier.unitPrice} = $${toCents(amount)}.`,
        expression: renamed(expression, qualified),
      });
    }
  }

  const amounts = (period: LineItem['period']): string =>
    sum(lineItems.filter((line) => line.period === period).map((line) => line.amount));
  return {
    figures: Object.fromEntries(Object.entries(own).map(([name, figure]) => [qualified(name), figure])),
    cost: {
      platform,
      variant: variant.name,
      title: `${title} ${variant.title}`,
      platformTitle: title,
      variantTitle: variant.title,
      targets: [],
      total: amounts('month'),
      totalIsLowerBound: unpriced.length > 0,
      oneTime: amounts('once'),
      lineItems,
      unpriced,
    },
  };
}

/** Assumptions as they stand, and derived figures computed in their order. */
function figuresOf(variant: CostVariant, workload: Figures): Figures {
  const own: Record<string, Figure> = { ...variant.assumptions };
  for (const { name, unit, formula } of variant.derived) {
    const { value, unit: computed } = evaluate(parseFormula(formula), { ...workload, ...own });
    assertUnit(computed, unit, `"${name}"`);
    own[name] = { value, unit, provenance: 'modelled', source: `formula: ${formula}`, low: null, high: null };
  }
  return own;
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

const withoutPrice = (line: QuantityLine, quantity: Measure): UnpricedItem => ({
  category: line.category,
  item: line.item,
  quantity: billable(quantity.value),
  unit: line.unit,
  why: 'book' in line.price ? `no price book has "${line.price.book}"` : 'no rate is assumed',
});
