import { inputError } from '../../errors.ts';
import type { CostModel } from '../model/cost-model.ts';
import { evaluateCases, type PlatformAmounts } from '../model/evaluate-cases.ts';
import type { Uncertainty } from '../types/answers.ts';
import type { Question } from '../types/request.ts';
import { quantile } from './quantiles.ts';
import type { Samples } from './samples.ts';

/** Two totals that should be equal may differ by this share. */
const NOISE = 1e-9;

/**
 * Of the samples whose workload a platform carries; what it would cost to carry the others, nobody knows.
 * @param given one value a sample of every figure that is uncertain
 */
export function uncertaintyOf(model: CostModel, { samples, seed }: Question, given: Samples): Uncertainty {
  const { platforms } = evaluateCases(model, { count: samples, given });
  const today = evaluateCases(model, { count: 1, given: {} }).platforms;
  return {
    samples,
    seed,
    platforms: platforms.map((amounts, at) => {
      const { platform, total, isLowerBound, isCarried } = amounts;
      const carried = total.filter((_, sample) => isCarried[sample] === 1);
      assertNumbers(carried, model.platforms[at]?.title ?? '');
      // Where no sample is carried, the stated values are all that is known to be.
      const known = carried.length > 0 ? carried.sort() : (today[at]?.total ?? carried);
      const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => quantile(known, share)) as [number, number, number];
      return { platform, p10, p50, p90, isLowerBound, ...leftOut(samples - carried.length, samples) };
    }),
    cheaper: platforms.flatMap((a, at) => platforms.slice(at + 1).map((b) => cheaper(a, b))),
  };
}

const leftOut = (count: number, of: number): { readonly notCarried?: number } =>
  count === 0 ? {} : { notCarried: count / of };

function cheaper(a: PlatformAmounts, b: PlatformAmounts): Uncertainty['cheaper'][number] {
  const pair = { a: a.platform, b: b.platform };
  if (a.isLowerBound || b.isLowerBound) return { ...pair, share: null, tied: null };
  let less = 0;
  let tied = 0;
  let carried = 0;
  a.total.forEach((ours, at) => {
    if (a.isCarried[at] !== 1 || b.isCarried[at] !== 1) return;
    const theirs = b.total[at] as number;
    carried += 1;
    if (Math.abs(ours - theirs) <= NOISE * Math.abs(theirs)) tied += 1;
    else if (ours < theirs) less += 1;
  });
  const shares = carried === 0 ? { share: null, tied: null } : { share: less / carried, tied: tied / carried };
  return { ...pair, ...shares, ...leftOut(a.total.length - carried, a.total.length) };
}

function assertNumbers(total: Float64Array, title: string): void {
  const without = total.reduce((count, amount) => count + (Number.isFinite(amount) ? 0 : 1), 0);
  if (without === 0) return;
  throw inputError('range', [
    {
      what: `within the ranges of its figures, ${title} has no cost in ${without} of ${total.length} samples: a quantity would be negative or endless`,
      todo: 'Narrow the ranges of its assumptions, such as a share of 1 that something is divided by the rest of.',
    },
  ]);
}
