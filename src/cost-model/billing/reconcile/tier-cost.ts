import { sum, times } from '../../arithmetic/money.ts';
import { tiersOf } from '../../pricing/line-price.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import { Exact, plain } from './exact.ts';

/** Ascending; the last tier has no upper bound. */
export interface PriceStep {
  readonly upTo: string | null;
  readonly unitPrice: string;
}

type Prices = Pick<PricedWorkload, 'prices' | 'figures' | 'terms'>;

/** What the model pays for a unit, after terms; null where no price is known. */
export function modelPrice(key: string, { prices, figures }: Prices): readonly PriceStep[] | null {
  const used = Object.hasOwn(prices, key) ? prices[key] : undefined;
  if (used === undefined) return null;
  return tiersOf(key, used, figures).map(({ upTo, unitPrice }) => ({
    upTo: upTo === null ? null : String(upTo),
    unitPrice,
  }));
}

/** The list price in the result's money, before discounts; null where no price is known. */
export function listPrice(key: string, { prices, terms }: Prices): readonly PriceStep[] | null {
  const used = Object.hasOwn(prices, key) ? prices[key] : undefined;
  if (used === undefined) return null;
  const perUsd = terms.currency?.perUsd ?? '1';
  // An assumption that is a rate is in the result's money already.
  const rate = used.vendor === null ? '1' : perUsd;
  return used.tiers.map(({ upTo, listPrice: price }) => ({ upTo, unitPrice: times(price, rate) }));
}

/** What the units from `from` to `from + quantity` cost; less than none takes from the first tier on, at its price. */
export function costThrough(steps: readonly PriceStep[], quantity: string, from = '0'): string {
  return plain(costUpTo(steps, sum([from, quantity])).minus(costUpTo(steps, from)));
}

function costUpTo(steps: readonly PriceStep[], units: string): Exact {
  const to = new Exact(units);
  if (to.isNegative()) return to.times(steps[0]?.unitPrice ?? 0);
  let floor = new Exact(0);
  let cost = new Exact(0);
  for (const { upTo, unitPrice } of steps) {
    const ceiling = upTo === null ? to : Exact.min(to, upTo);
    cost = cost.plus(Exact.max(0, ceiling.minus(floor)).times(unitPrice));
    floor = new Exact(upTo ?? 0);
  }
  return cost;
}

/** The part of a quantity that a tier takes; `step` counts tiers from 0. */
export interface TierPart {
  readonly step: number;
  readonly quantity: string;
  readonly unitPrice: string;
}

/** The units from `from` on, tier by tier; tiers that take none are left out. */
export function sharesThrough(steps: readonly PriceStep[], quantity: string, from = '0'): readonly TierPart[] {
  const [start, end] = [new Exact(from), new Exact(sum([from, quantity]))];
  let floor = new Exact(0);
  return steps.flatMap(({ upTo, unitPrice }, step): readonly TierPart[] => {
    const ceiling = upTo === null ? end : Exact.min(end, upTo);
    const share = ceiling.minus(Exact.max(start, floor));
    floor = new Exact(upTo ?? 0);
    return share.greaterThan(0) ? [{ step, quantity: plain(share), unitPrice }] : [];
  });
}
