import type { CostModel } from '../model/cost-model.ts';
import { priceFigure } from '../pricing/price-figures.ts';
import { differences } from './differences.ts';
import type { Samples } from './samples.ts';

/** The names under which one price, in place of every tier, is given. */
export const tierFigures = ({ prices }: CostModel, priceKey: string): readonly string[] =>
  prices.get(priceKey)?.map(({ figure }) => figure) ?? [priceFigure(priceKey, 0)];

export interface FlipPrices {
  /** Of the model itself, then of each sample: where both cost the same; NaN where no price does it. May be negative. */
  readonly prices: Float64Array;
  /** Candidate − baseline of the model itself at a price of 0, and what it gains with every unit of price. */
  readonly atZero: number;
  readonly slope: number;
}

/** Bills are straight in a price, but for shares of what is spent that have tiers: their kinks take more steps. */
const STEPS = 8;

/** Share of a total that may be left between both. */
const SAME = 1e-9;

/** Solves candidate = baseline for one price, by secants, in the model itself and in the first `count` samples at once. */
export function flipPrices(pair: CostModel, priceKey: string, samples: Samples, count: number): FlipPrices {
  const names = tierFigures(pair, priceKey);
  const cases = withModelFirst(pair, samples, count);
  const at = (prices: Float64Array): Float64Array =>
    differences(pair, {
      count: count + 1,
      given: { ...cases, ...Object.fromEntries(names.map((name) => [name, prices])) },
    });
  let [before, now] = [new Float64Array(count + 1), new Float64Array(count + 1).fill(1)];
  let [left, off] = [at(before), at(now)];
  const atZero = left;
  const slope = (off[0] as number) - (left[0] as number);
  for (let step = 0; step < STEPS && off.some((one, i) => isOff(one, i, atZero)); step++) {
    const [x0, x1, f0, f1] = [before, now, left, off];
    const next = x1.map((x, i) => {
      const [a, b] = [f0[i] as number, f1[i] as number];
      return isOff(b, i, atZero) ? x - (b * (x - (x0[i] as number))) / (b - a) : x;
    });
    [before, now, left, off] = [x1, next, f1, at(next)];
  }
  return {
    prices: now.map((price, i) => (isOff(off[i] as number, i, atZero) || !Number.isFinite(price) ? Number.NaN : price)),
    atZero: atZero[0] as number,
    slope,
  };
}

const isOff = (difference: number, at: number, atZero: Float64Array): boolean =>
  !(Math.abs(difference) <= SAME * Math.max(1, Math.abs(atZero[at] as number)));

/** Case 0 has the values of the model, the others those of the samples. */
function withModelFirst(pair: CostModel, samples: Samples, count: number): Record<string, Float64Array> {
  const shared = new Map<Float64Array, Float64Array>();
  return Object.fromEntries(
    Object.entries(samples).map(([name, draws]) => {
      const column = shared.get(draws) ?? new Float64Array(count + 1);
      if (!shared.has(draws)) {
        column[0] = pair.figures.get(name)?.value ?? Number.NaN;
        column.set(draws.subarray(0, count), 1);
        shared.set(draws, column);
      }
      return [name, column];
    }),
  );
}
