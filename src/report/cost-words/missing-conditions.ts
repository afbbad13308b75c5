import type { CostResult } from '../../cost-model/types/result.ts';
import { titleOfId } from '../tables/cost/platforms.ts';

export interface MissingConditions {
  /** Whose they are: a platform's title, or `Both sides`. */
  readonly of: string;
  readonly because: readonly string[];
}

/** Which conditions are still missing before a saving is more than a model; what both sides miss is said once. */
export function missingConditions(cost: CostResult): readonly MissingConditions[] {
  const saving = cost.answers?.saving ?? null;
  if (saving === null || saving.perMonth === null || saving.label === 'measured') return [];
  const { missing } = saving;
  const isShared = (because: string): boolean =>
    missing.length > 1 && missing.every((side) => side.because.includes(because));
  const sides = missing.map(({ platform, because }) => ({
    of: titleOfId(platform, cost),
    because: because.filter((one) => !isShared(one)),
  }));
  const both = { of: 'Both sides', because: (missing[0]?.because ?? []).filter(isShared) };
  return [both, ...sides].filter(({ because }) => because.length > 0);
}
