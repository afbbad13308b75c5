import { sum } from '../../arithmetic/money.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import { CATEGORIES, type Category } from '../../types/shape.ts';
import type { MeasuredQuantity } from '../types/measured-quantity.ts';
import type { ReconciledLine, ReconciledRow } from '../types/reconciliation.ts';
import type { BilledPart } from './billed-side.ts';
import { isZero } from './exact.ts';
import { comparable, lineDifference, type Pairing } from './line-difference.ts';
import type { ModelledGroup } from './modelled-side.ts';
import { costThrough, listPrice, modelPrice } from './tier-cost.ts';

export interface Sides {
  readonly modelled: readonly ModelledGroup[];
  readonly billed: readonly BilledPart[];
  /** Of one price the first that is used counts, and the first that is not. */
  readonly measured: readonly MeasuredQuantity[];
}

/** A row for every category that either side has, in the model's order. */
export function categoryRows(sides: Sides, cost: PricedWorkload): readonly ReconciledRow[] {
  return CATEGORIES.flatMap((category) => {
    const modelled = sides.modelled.filter((group) => group.category === category);
    const billed = sides.billed.filter((part) => part.category === category);
    if (modelled.length === 0 && billed.length === 0) return [];
    const lines = [
      ...modelled.map((group) => modelledLine(group, sides, cost)),
      ...unmodelledLines(category, sides, cost),
    ].filter((line) => !isEmpty(line));
    const modelledIsLowerBound = modelled.some(({ amount }) => amount === null);
    return rowOf(category, lines, modelledIsLowerBound);
  });
}

function modelledLine(group: ModelledGroup, sides: Sides, cost: PricedWorkload): ReconciledLine {
  const { category, priceKey, unit } = group;
  const paidByIt = sides.billed.filter((part) => part.priceKey === priceKey);
  const before = sides.modelled.slice(0, sides.modelled.indexOf(group)).filter((one) => one.priceKey === priceKey);
  const earlier = paidByIt.filter((part) => before.some((one) => one.category === part.category));
  return lineDifference({
    modelled: group,
    billed: paidByIt.filter((part) => part.category === category),
    price: modelPrice(priceKey, cost),
    from: comparable(earlier, unit).quantity ?? '0',
    // Of a price that two categories share, what was measured is all of it, and stands in the first.
    measured: before.length > 0 ? NOT_MEASURED : measuredAmounts(priceKey, sides.measured, cost),
  });
}

/** What the model has no line for: one line a price, or a kind of usage where no price is named. */
function unmodelledLines(category: Category, sides: Sides, cost: PricedWorkload): readonly ReconciledLine[] {
  const isModelled = new Set(sides.modelled.map((group) => `${group.category} ${group.priceKey}`));
  const parts = sides.billed.filter(
    (part) => part.category === category && !isModelled.has(`${category} ${part.priceKey}`),
  );
  const groups = Map.groupBy(parts, ({ priceKey, rule, usageType }) => priceKey ?? `${rule} ${usageType}`);
  return [...groups.values()].map((billed) => {
    const key = billed[0]?.priceKey ?? null;
    return lineDifference({
      modelled: null,
      billed,
      price: null,
      from: '0',
      measured: key === null ? NOT_MEASURED : measuredAmounts(key, sides.measured, cost),
    });
  });
}

const NOT_MEASURED: Pairing['measured'] = { measured: null, measuredNotUsed: null };

function measuredAmounts(
  key: string,
  measured: readonly MeasuredQuantity[],
  cost: PricedWorkload,
): Pairing['measured'] {
  const price = listPrice(key, cost);
  const amountOf = (isUsed: boolean): string | null => {
    const found = measured.find(
      ({ priceKey, used, monthly }) => used === isUsed && priceKey === key && monthly !== null,
    );
    return found?.monthly == null || price === null ? null : costThrough(price, found.monthly.quantity);
  };
  return { measured: amountOf(true), measuredNotUsed: amountOf(false) };
}

const isEmpty = (line: ReconciledLine): boolean => {
  const { modelled, billed, billedInWindow, measured, measuredNotUsed, modelledQuantity, mix, price } = line;
  return (
    measured === null &&
    measuredNotUsed === null &&
    [modelled, billed, billedInWindow, mix, price, modelledQuantity ?? '0'].every(isZero)
  );
};

/** null where there is none to sum. */
export function sumOfSome(amounts: readonly (string | null | undefined)[]): string | null {
  const some = amounts.filter((amount) => typeof amount === 'string');
  return some.length === 0 ? null : sum(some);
}

/** Sums of the lines; every one of them adds up by itself, so that the row does. */
export function rowOf<C extends ReconciledRow['category']>(
  category: C,
  lines: readonly ReconciledLine[],
  modelledIsLowerBound = false,
): ReconciledRow {
  const sumOf = (part: (line: ReconciledLine) => string): string => sum(lines.map(part));
  const measured = sumOfSome(lines.map((line) => line.measured));
  const unmeasured = lines.some((line) => line.measured === null && !isZero(line.modelled));
  const [price, quantity, mix] = [
    sumOf((line) => line.price),
    sumOf((line) => line.quantity),
    sumOf((line) => line.mix),
  ];
  return {
    category,
    modelled: sumOf((line) => line.modelled),
    modelledIsLowerBound,
    measured,
    measuredIsPartial: measured !== null && unmeasured,
    measuredNotUsed: sumOfSome(lines.map((line) => line.measuredNotUsed)),
    billed: sumOf((line) => line.billed),
    billedInWindow: sumOf((line) => line.billedInWindow),
    difference: sum([price, quantity, mix]),
    price,
    quantity,
    mix,
    lines,
  };
}
