import type { Mistake } from '../../scenarios/mistake.ts';
import { nearest } from '../../scenarios/spelling.ts';
import { sameUnit } from '../arithmetic/units.ts';
import type { Price, PriceBook } from '../types/prices.ts';

/** By the end of that many hours it is the next day everywhere. */
const AHEAD_MS = 14 * 3_600_000;

/** Dates that are still to come: what a price will be is no price that anyone was charged. */
export function datesToCome({ date, prices }: PriceBook, at: string): readonly Mistake[] {
  const last = new Date(Date.parse(at) + AHEAD_MS).toISOString().slice(0, 10);
  const isToCome = (day: string): boolean => day !== 'undated' && day > last.slice(0, day.length);
  const mistake = (path: Mistake['path'], day: string): Mistake => ({
    path,
    what: `is of ${day}, and today is ${at.slice(0, 10)}`,
    todo: 'Write the day on which the price was read, or `assumption:` where it is expected.',
  });
  const own = isToCome(date) ? [mistake(['date'], date)] : [];
  const ofPrices = prices.flatMap((price, index) => {
    const day = datesOf(price).find(isToCome);
    return day === undefined ? [] : [mistake(['prices', index], day)];
  });
  return [...own, ...ofPrices];
}

const datesOf = ({ tiers, options }: Price): readonly string[] =>
  [...tiers, ...Object.values(options ?? {})].map(({ date }) => date);

export interface AskedPrices {
  /** What platforms ask for: a key, and what its price is for. */
  readonly units: ReadonlyMap<string, string>;
  /** Keys of the shipped books, which nothing may ask for, and which are no mistake. */
  readonly shipped: ReadonlySet<string>;
}

/** Prices that nobody asks for, and those that are for something else than what is asked for. */
export function strangePrices({ prices }: PriceBook, { units, shipped }: AskedPrices): readonly Mistake[] {
  return prices.flatMap(({ key, unit }, index): readonly Mistake[] => {
    const asked = units.get(key);
    if (asked === undefined) return shipped.has(key) ? [] : [unused(key, index, units)];
    if (sameUnit(unit, asked)) return [];
    const what = `is ${unit}, and "${key}" is counted in ${asked}`;
    return [{ path: ['prices', index, 'unit'], what, todo: `Give the price per ${asked}.` }];
  });
}

function unused(key: string, index: number, units: AskedPrices['units']): Mistake {
  const near = nearest(key, units.keys());
  const todo = near === null ? 'Remove it; `workbench prices list` shows the keys.' : `Did you mean "${near}"?`;
  return { path: ['prices', index, 'key'], what: `"${key}" is used by no platform`, todo };
}
