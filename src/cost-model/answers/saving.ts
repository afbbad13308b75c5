import { difference } from '../arithmetic/money.ts';
import { unmetBy } from '../measured/standing.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { Saving } from '../types/answers.ts';
import type { PlatformCost } from '../types/result.ts';

/**
 * Baseline less candidate, and whether anything but the model stands behind it.
 * @param why why nothing may be ranked; null where it may
 */
export function savingOf(
  { measured }: PricedWorkload,
  [baseline, candidate]: readonly [PlatformCost, PlatformCost],
  why: string | null,
): Saving {
  const missing = [baseline, candidate].flatMap((cost) => {
    const because = unmetBy(cost, measured);
    return because.length === 0 ? [] : [{ platform: platformId(cost), because }];
  });
  const perMonth = why === null ? difference(baseline.total, candidate.total) : null;
  return {
    perMonth,
    share: perMonth === null || Number(baseline.total) === 0 ? null : Number(perMonth) / Number(baseline.total),
    label: missing.length === 0 ? 'measured' : 'model',
    missing,
    why,
  };
}
