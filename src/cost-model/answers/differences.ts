import type { CostModel } from '../model/cost-model.ts';
import { type Cases, evaluateCases, type PlatformAmounts } from '../model/evaluate-cases.ts';
import type { PlatformId } from '../types/result.ts';

/** The model of two platforms alone, baseline first. */
export function pairModel(model: CostModel, baseline: PlatformId, candidate: PlatformId): CostModel {
  const only = (id: PlatformId) => model.platforms.filter((platform) => platform.id === id);
  return { ...model, platforms: [...only(baseline), ...only(candidate)] };
}

/** A month of baseline and candidate. */
export function bothOf(
  pair: CostModel,
  cases: Cases,
): readonly [baseline: PlatformAmounts, candidate: PlatformAmounts] {
  const [baseline, candidate] = evaluateCases(pair, cases).platforms;
  if (baseline === undefined || candidate === undefined) throw new RangeError('a pair has two platforms');
  return [baseline, candidate];
}

/** Candidate − baseline, a month, one a case; NaN where one of the two does not carry the workload. */
export function differences(pair: CostModel, cases: Cases): Float64Array {
  const [baseline, candidate] = bothOf(pair, cases);
  return candidate.total.map((amount, at) =>
    baseline.isCarried[at] === 1 && candidate.isCarried[at] === 1
      ? amount - (baseline.total[at] as number)
      : Number.NaN,
  );
}
