import { sum, times } from '../../arithmetic/money.ts';
import type { ClassifiedRow } from '../classify/classify.ts';
import { wholePattern } from '../rules/pattern.ts';
import type { BilledUsage } from '../types/bill.ts';
import { type BillRow, CONSUMPTION } from '../types/row.ts';
import type { BillRule } from '../types/rule.ts';
import { wholeOf } from './whole.ts';

/**
 * What was consumed, by rule, usage type and unit: what is not known in one row, and what no unit joins, stands by
 * itself. Discounts on a price stand under its key without a quantity, and so does what is billed in a unit of which
 * nobody said how many of the price's it is. The amounts of a category add up to it.
 */
export function billedUsage(classified: readonly ClassifiedRow[]): readonly BilledUsage[] {
  const groups = Map.groupBy(
    classified.flatMap(({ row, rule }) => (rule !== null && 'category' in rule.into ? [{ row, rule }] : [])),
    ({ row, rule }) => JSON.stringify([rule.provider, rule.name, rule.price, row.usageType, row.unit, counts(row)]),
  );
  return [...groups.values()].map(usageOf).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const counts = ({ quantity, lineItemType }: BillRow): boolean =>
  quantity !== null && CONSUMPTION.includes(lineItemType);

function usageOf(group: readonly { readonly row: BillRow; readonly rule: BillRule }[]): BilledUsage {
  const [{ row, rule } = { row: undefined, rule: undefined }] = group;
  if (row === undefined || !('category' in rule.into)) throw new RangeError('an empty group');
  const rows = group.map(({ row }) => row);
  const { price } = rule;
  const known = isKnown(row, price);
  const billed = counts(row) && known ? sum(rows.map(({ quantity }) => quantity ?? '0')) : null;
  return {
    rule: rule.name,
    category: rule.into.category,
    usageType: row.usageType,
    priceKey: price?.key ?? null,
    quantity: billed === null || price === undefined ? billed : times(billed, price.perUnit),
    unit: known ? (price?.unit ?? row.unit) : row.unit,
    billedUnit: row.unit,
    amount: sum(rows.map(({ unblended }) => unblended)),
    amortized: wholeOf(rows.map(({ amortized }) => amortized)),
    ...(rows.some(isCovered) && { covered: true }),
    list: wholeOf(rows.map(({ list }) => list)),
  };
}

/** A rule that is for one unit has matched it. */
const isKnown = ({ unit }: BillRow, price: BillRule['price']): boolean =>
  price?.billedIn === undefined || (unit !== null && new RegExp(wholePattern(price.billedIn), 'u').test(unit));

/** Under a savings plan it stands at its price on demand, under a reservation at nothing. */
const isCovered = ({ lineItemType }: BillRow): boolean =>
  lineItemType !== 'Usage' && CONSUMPTION.includes(lineItemType);

const nameOf = ({ rule, usageType, unit, quantity }: BilledUsage): string =>
  JSON.stringify([rule, usageType, unit, quantity === null]);
