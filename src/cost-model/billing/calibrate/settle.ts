import { type CalibratedFigure, valuesOver } from './calibrated-figures.ts';
import type { AskedModel, Given } from './price-amounts.ts';
import { type Solution, solve } from './solve.ts';

/** A price of which the bill says how much was consumed. */
export interface BilledPrice {
  readonly key: string;
  /** What that is, and how much on either side: `Broker disks (gp3): 900 GiB-month billed, 1000 modelled`. */
  readonly what: string;
  /** What the billed quantity costs at the model's price. */
  readonly amount: number;
}

export interface Settled {
  /** null where no possible value explains any of the prices. */
  readonly value: number | null;
  /** The ends, where prices or a rounding up leave room. */
  readonly low: number | null;
  readonly high: number | null;
  /** Prices that would take a value that cannot be; `solved` is null where nothing that was searched explains them. */
  readonly impossible: readonly { readonly price: BilledPrice; readonly solved: number | null }[];
}

/** Values closer than this, relative to their size, are one. */
const SAME = 1e-6;
const DIGITS = 6;

export const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * The value of a figure that explains best what was billed by some prices: the least squares of money between the
 * values that explain one price each. Of those that explain as much, the one closest to the modelled value.
 */
export function settle(
  figure: CalibratedFigure,
  prices: readonly BilledPrice[],
  model: AskedModel,
  given: Given,
): Settled {
  const [least, most] = figure.possible;
  const isPossible = (range: Solution | null): range is Solution =>
    range !== null && range[1] >= least - SAME && range[0] <= most + SAME;
  const solutions = prices.map((price) => {
    const amountsAt = (values: Float64Array): Float64Array =>
      model.byPrice(figure.name, values, given).get(price.key) ?? new Float64Array(values.length);
    return { price, range: solve(figure, price.amount, amountsAt) };
  });
  const impossible = solutions
    .filter(({ range }) => !isPossible(range))
    .map(({ price, range }) => ({ price, solved: range === null ? null : rounded(range[0]) }));
  const possible = solutions.flatMap(({ range }): Solution[] =>
    isPossible(range) ? [[Math.max(range[0], least), Math.min(range[1], most)]] : [],
  );
  if (possible.length === 0) return { value: null, low: null, high: null, impossible };
  // Where all of them can be met, between their innermost ends; where not, these are how far they are apart.
  const ends = [Math.max(...possible.map(([from]) => from)), Math.min(...possible.map(([, to]) => to))] as const;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const value = bestBetween([low, high], figure, prices, model, given, possible.flat());
  const isWide = high - low > SAME * Math.max(Math.abs(low), Math.abs(high));
  return {
    value,
    low: isWide ? Math.min(rounded(low), value) : null,
    high: isWide ? Math.max(rounded(high), value) : null,
    impossible,
  };
}

function bestBetween(
  between: Solution,
  figure: CalibratedFigure,
  prices: readonly BilledPrice[],
  model: AskedModel,
  given: Given,
  ends: readonly number[],
): number {
  const { modelled, byFactors } = figure;
  const today = Math.min(between[1], Math.max(between[0], modelled));
  const isWithin = (value: number): boolean => value >= between[0] && value <= between[1];
  // As they will be written: beside a jump of the model the last digit decides.
  const values = Float64Array.from(
    [today, ...valuesOver(between, 257, byFactors), ...ends.filter(isWithin)],
    rounded,
  ).sort((a, b) => Math.abs(a - modelled) - Math.abs(b - modelled));
  const amounts = model.byPrice(figure.name, values, given);
  const misses = Array.from(values, (_, at) =>
    prices.reduce((sum, { key, amount }) => sum + ((amounts.get(key)?.[at] ?? 0) - amount) ** 2, 0),
  );
  // Six digits of a value are as many of an amount.
  const noise = prices.reduce((sum, { amount }) => sum + (SAME * amount) ** 2, 0);
  const least = Math.min(...misses);
  return values[misses.findIndex((miss) => miss <= least + noise)] ?? today;
}
