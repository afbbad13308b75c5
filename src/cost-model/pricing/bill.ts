import { inputError } from '../../errors.ts';
import { type AmountsPaid, evaluate, explain, figuresIn, readable, sumsAmounts } from '../arithmetic/expression.ts';
import { billable, sum, throughTiers, toCents } from '../arithmetic/money.ts';
import { assertUnit, type Measure, measure } from '../arithmetic/units.ts';
import type { Figures } from '../types/figures.ts';
import type { LineItem, PlatformCost, PriceUsed, UnpricedItem } from '../types/result.ts';
import { tiersOf } from './line-price.ts';

/** A line before its quantity and price are known; its expression is over the names of a result's figures. */
export type BillLine = Pick<
  LineItem,
  'category' | 'item' | 'period' | 'paidTo' | 'unit' | 'basis' | 'expression' | 'priceKey'
>;

export interface BillBasis {
  readonly figures: Figures;
  readonly prices: Readonly<Record<string, PriceUsed>>;
  /** Why a key has no price, where that is known. */
  readonly why: ReadonlyMap<string, string>;
  readonly money: string;
}

export type Bill = Pick<PlatformCost, 'total' | 'totalIsLowerBound' | 'oneTime' | 'lineItems' | 'unpriced'>;

/**
 * Lines in their order; those that sum amounts come last, since all others go into them.
 * @param title of the platform and its variant
 * @throws WorkbenchError where a quantity is negative or endless
 */
export function billOf(lines: readonly BillLine[], basis: BillBasis, title: string): Bill {
  const plain = lines.filter(({ expression }) => !sumsAmounts(expression));
  const sums = lines.filter(({ expression }) => sumsAmounts(expression));
  const first = itemsOf(plain, basis, title, () => {
    throw new ReferenceError('a line that sums amounts comes before them');
  });
  const monthly = first.lineItems.filter(({ period }) => period === 'month');
  const second = itemsOf(sums, basis, title, (paidTo) =>
    measure(Number(amountOf(monthly.filter((item) => item.paidTo === paidTo))), basis.money),
  );
  const lineItems = [...first.lineItems, ...second.lineItems];
  const unpriced = [...first.unpriced, ...second.unpriced];
  return {
    total: amountOf(lineItems.filter(({ period }) => period === 'month')),
    totalIsLowerBound: unpriced.length > 0,
    oneTime: amountOf(lineItems.filter(({ period }) => period === 'once')),
    lineItems,
    unpriced,
  };
}

const amountOf = (items: readonly LineItem[]): string => sum(items.map(({ amount }) => amount));

function itemsOf(lines: readonly BillLine[], basis: BillBasis, title: string, paid: AmountsPaid) {
  const lineItems: LineItem[] = [];
  const unpriced: UnpricedItem[] = [];
  const used = new Map<string, string>();
  for (const line of lines) {
    const quantity = quantityOf(line, evaluate(line.expression, basis.figures, paid), basis.figures, title);
    const price = basis.prices[line.priceKey];
    if (price === undefined) {
      const why = basis.why.get(line.priceKey) ?? `no price book has "${line.priceKey}"`;
      unpriced.push({ ...line, quantity: billable(quantity.value), why });
      continue;
    }
    // Lines that share a price fill its tiers one after the other, as the bill does; what is paid once has them anew.
    const filling = `${line.period} ${line.priceKey}`;
    const alreadyUsed = used.get(filling) ?? '0';
    used.set(filling, sum([alreadyUsed, billable(quantity.value)]));
    const tiers = tiersOf(line.priceKey, price, basis.figures);
    const counted = `${line.basis} ${explain(line.expression, basis.figures, paid)} = ${billable(quantity.value)} ${line.unit}`;
    for (const { tier, quantity: share, amount } of throughTiers(quantity, { unit: price.unit, tiers }, alreadyUsed)) {
      lineItems.push({
        ...line,
        quantity: share,
        unitPrice: tier.unitPrice,
        amount,
        provenance: tier.provenance,
        priceSource: tier.source,
        priceDate: tier.date,
        tier: tiers.indexOf(tier),
        explanation: `${counted}; ${share} × ${basis.money} ${tier.unitPrice} = ${basis.money} ${toCents(amount)}.`,
      });
    }
  }
  return { lineItems, unpriced };
}

/** @throws WorkbenchError where assumptions or a workload leave no quantity, such as a disk that is all free space. */
function quantityOf(line: BillLine, { value, unit }: Measure, figures: Figures, title: string): Measure {
  assertUnit(unit, line.unit, `the quantity of "${line.item}"`);
  if (!Number.isFinite(value) || value < 0) {
    throw inputError('assumption', [
      {
        what: `${title}: the quantity of "${line.item}" would be ${value} ${line.unit}`,
        todo: `Check what it is computed from: ${inputsOf(line, figures)}.`,
      },
    ]);
  }
  return { value, unit: line.unit };
}

/** `freeDiskShare = 1, retention = 604800 second`: everything stated behind a quantity. */
function inputsOf({ expression }: BillLine, figures: Figures): string {
  const inputs = new Map<string, string>();
  const visit = (name: string): void => {
    const figure = figures[name];
    if (figure === undefined || inputs.has(name)) return;
    if (figure.expression === undefined) inputs.set(name, readable(measure(figure.value, figure.unit)));
    else figuresIn(figure.expression).forEach(visit);
  };
  figuresIn(expression).forEach(visit);
  return [...inputs].map(([name, value]) => `${name.slice(name.lastIndexOf('/') + 1)} = ${value}`).join(', ');
}
