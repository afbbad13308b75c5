import { inputError } from '../../errors.ts';
import type { CostModel } from '../model/cost-model.ts';
import { evaluateCases, type PlatformAmounts } from '../model/evaluate-cases.ts';
import type { Uncertainty } from '../types/answers.ts';
import type { Question } from '../types/request.ts';
import { quantile } from './quantiles.ts';
import type { Samples } from './samples.ts';

/** Two totals that should be equal may differ by this share. */
const NOISE = 1e-9;

/** @param given one value a sample of every figure that is uncertain */
export function uncertaintyOf(model: CostModel, { samples, seed }: Question, given: Samples): Uncertainty {
  const { platforms } = evaluateCases(model, { count: samples, given });
  for (const [at, { total }] of platforms.entries()) assertNumbers(total, model.platforms[at]?.title ?? '');
  return {
    samples,
    seed,
    platforms: platforms.map(({ platform, total, isLowerBound }) => {
      const ascending = total.toSorted();
      const [p10, p50, p90] = [0.1, 0.5, 0.9].map((share) => quantile(ascending, share)) as [number, number, number];
      return { platform, p10, p50, p90, isLowerBound };
    }),
    cheaper: platforms.flatMap((a, at) => platforms.slice(at + 1).map((b) => cheaper(a, b))),
  };
}

function cheaper(a: PlatformAmounts, b: PlatformAmounts): Uncertainty['cheaper'][number] {
  const pair = { a: a.platform, b: b.platform };
  if (a.isLowerBound || b.isLowerBound) return { ...pair, share: null, tied: null };
  let less = 0;
  let tied = 0;
  a.total.forEach((ours, at) => {
    const theirs = b.total[at] as number;
    if (Math.abs(ours - theirs) <= NOISE * Math.abs(theirs)) tied += 1;
    else if (ours < theirs) less += 1;
  });
  return { ...pair, share: less / a.total.length, tied: tied / a.total.length };
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
