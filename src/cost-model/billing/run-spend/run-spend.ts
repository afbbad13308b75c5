import { sum, times } from '../../arithmetic/money.ts';
import { platformId } from '../../platform-id.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { Category } from '../../types/shape.ts';
import { Exact, isZero, plain } from '../reconcile/exact.ts';
import { listPrice, sharesThrough } from '../reconcile/tier-cost.ts';
import type { RunSpend } from '../types/run-spend.ts';
import { type LineQuantities, lineQuantities } from './line-quantities.ts';
import { type LoadBySecond, loadBySecond, totalOf } from './load-by-second.ts';
import type { SpendingRun } from './spending-run.ts';
import { moneyOf, PLACES, spread } from './spread.ts';

/**
 * What one repetition consumed, second by second, at list prices. Quantities and amounts are rounded to 12 decimal
 * places; the seconds, written out in decimals, add up to the lines and to the total, to the last digit. Pure.
 */
export function runSpendOf(run: SpendingRun): RunSpend {
  const load = loadBySecond(run);
  const priced: PricedLine[] = [];
  const filled = new Map<string, string>();
  const unpriced: string[] = [];
  for (const one of lineQuantities(run, load)) {
    const quantity = plain(new Exact(totalOf(one.bySecond)).toDecimalPlaces(PLACES));
    if (isZero(quantity)) continue;
    const { priceKey, item } = one.line;
    const from = filled.get(priceKey) ?? '0';
    const lines = linesAt(one, quantity, from, run.cost);
    if (lines.length === 0) unpriced.push(item);
    filled.set(priceKey, sum([from, quantity]));
    priced.push(...lines);
  }
  return {
    target: run.target.name,
    repetition: run.repetition.index,
    currency: run.cost.currency,
    basis: basisOf(run),
    isLowerBound: unpriced.length > 0,
    seconds: secondsOf(priced, load.seconds),
    total: sum(priced.map(({ said }) => said.amount)),
    lines: priced.map(({ said }) => said),
    billed: run.billed,
    notes: notesOf(load, priced, unpriced),
  };
}

interface PricedLine {
  readonly category: Category;
  readonly bySecond: readonly number[];
  readonly counted: boolean;
  readonly said: RunSpend['lines'][number];
}

/** One a tier of its price; none where no price is known. */
function linesAt(
  { line, bySecond, counted }: LineQuantities,
  quantity: string,
  from: string,
  cost: PricedWorkload,
): readonly PricedLine[] {
  const steps = listPrice(line.priceKey, cost);
  if (steps === null) return [];
  return sharesThrough(steps, quantity, from).map(({ step, quantity: share, unitPrice }) => ({
    category: line.category,
    bySecond,
    counted,
    said: {
      item: line.item,
      quantity: share,
      unit: line.unit,
      unitPrice,
      amount: plain(new Exact(times(share, unitPrice)).toDecimalPlaces(PLACES)),
      priceSource: cost.figures[cost.prices[line.priceKey]?.tiers[step]?.figure ?? '']?.source ?? line.priceKey,
    },
  }));
}

function secondsOf(lines: readonly PricedLine[], seconds: number): RunSpend['seconds'] {
  const categories = [...Map.groupBy(lines, ({ category }) => category)].map(([category, own]) => {
    const spent = own.map(({ said, bySecond }) => spread(said.amount, bySecond));
    return { category, at: (second: number) => added(spent.map((amounts) => amounts[second] ?? 0n)) };
  });
  return Array.from({ length: seconds }, (_, second) => {
    const amounts = categories.map(({ category, at }) => [category, at(second)] as const);
    return {
      second,
      amount: moneyOf(added(amounts.map(([, amount]) => amount))),
      byKind: Object.fromEntries(amounts.map(([category, amount]) => [category, moneyOf(amount)])),
    };
  });
}

const added = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

function basisOf({ cost, platform, target }: SpendingRun): string {
  const title = cost.platforms.find((one) => platformId(one) === platform)?.title ?? platform;
  return target.standIn
    ? `a model: ${title} at list price, as if a cluster of its shape had stood in place of this machine’s stand-in`
    : `${title} at list price, rented for this repetition alone`;
}

function notesOf(
  { otherRequests }: LoadBySecond,
  lines: readonly PricedLine[],
  unpriced: readonly string[],
): readonly string[] {
  const assumed = lines.filter(({ category, counted }) => category === 'object-requests' && !counted);
  return [
    'The team’s hours, support and what surrounds the brokers are not in it.',
    ...(assumed.length > 0 ? [`Requests were not counted for ${itemsOf(assumed)}: they are the model’s.`] : []),
    ...(otherRequests > 0
      ? [`${otherRequests} requests to the object store were neither PUT nor GET, and are not priced.`]
      : []),
    ...(unpriced.length > 0 ? [`No price is known for ${unpriced.join(', ')}: it is the least that it may be.`] : []),
  ];
}

const itemsOf = (lines: readonly PricedLine[]): string => [...new Set(lines.map(({ said }) => said.item))].join(', ');
