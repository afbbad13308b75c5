import { inputError } from '../../errors.ts';
import { isLess } from '../arithmetic/money.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { Question } from '../types/request.ts';
import type { PlatformCost, PlatformId } from '../types/result.ts';

/** The two that are compared; no candidate where only one platform is priced. */
export interface Sides {
  readonly baseline: PlatformCost;
  readonly candidate: PlatformCost | null;
}

/**
 * @returns null where nothing is priced
 * @throws WorkbenchError where the question names a platform that is not priced
 */
export function sidesOf({ platforms, notPriced }: PricedWorkload, { baseline, candidate }: Question): Sides | null {
  const [first] = platforms;
  if (first === undefined) return null;
  const named = (id: PlatformId, side: string): PlatformCost => {
    const platform = platforms.find((cost) => platformId(cost) === id);
    if (platform !== undefined) return platform;
    const refused = notPriced.find((one) => id === platformId({ variant: '', ...one }) || id === one.platform);
    throw inputError(side, [
      {
        what: `the ${side} "${id}" is not priced${refused === undefined ? '' : `: ${refused.why}`}`,
        todo: `Name one of: ${platforms.map(platformId).join(', ')}.`,
      },
    ]);
  };
  const stays = baseline === null ? first : named(baseline, 'baseline');
  const others = platforms.filter((cost) => cost !== stays);
  const against = candidate === null ? (cheapestComplete(others) ?? others[0] ?? null) : named(candidate, 'candidate');
  if (against === stays) {
    throw inputError('candidate', [
      {
        what: `the candidate "${candidate}" is the baseline, too`,
        todo: `Set another one against it: ${others.map(platformId).join(', ') || 'price more than one platform'}.`,
      },
    ]);
  }
  return { baseline: stays, candidate: against };
}

export function cheapestComplete(platforms: readonly PlatformCost[]): PlatformCost | null {
  const [first, ...others] = platforms.filter(({ totalIsLowerBound }) => !totalIsLowerBound);
  if (first === undefined) return null;
  return others.reduce((least, cost) => (isLess(cost.total, least.total) ? cost : least), first);
}

/** Why nothing may be ranked between these two; null where both are complete. */
export function whyUnranked(sides: readonly PlatformCost[]): string | null {
  const incomplete = sides.filter(({ totalIsLowerBound }) => totalIsLowerBound);
  if (incomplete.length === 0) return null;
  return incomplete
    .map(
      ({ title, unpriced }) => `${title} has no price for ${[...new Set(unpriced.map(({ item }) => item))].join(', ')}`,
    )
    .join('; ');
}
