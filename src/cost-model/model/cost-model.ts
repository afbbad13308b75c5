import { platformId } from '../platform-id.ts';
import type { BillLine } from '../pricing/bill.ts';
import { inDependencyOrder } from '../pricing/dependency-order.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import { linesOf } from '../pricing/reprice.ts';
import type { Figure } from '../types/figures.ts';
import type { PlatformId, PlatformLimit, PriceUsed } from '../types/result.ts';

/** A priced workload as formulas: what any other values of its figures would cost. See evaluate-cases.ts. */
export interface CostModel {
  readonly currency: string;
  /** Every figure after those that it is computed from. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** By price key, ascending; a key that no price is known for has no entry. */
  readonly prices: ReadonlyMap<string, readonly ModelTier[]>;
  readonly platforms: readonly ModelPlatform[];
}

export interface ModelTier {
  /** Units a month; null for the last one. */
  readonly upTo: number | null;
  /** Its price. */
  readonly figure: string;
}

export interface ModelPlatform {
  readonly id: PlatformId;
  readonly title: string;
  /** In the order in which they fill the tiers of a price; those without a price last. */
  readonly lines: readonly BillLine[];
  readonly limits: readonly PlatformLimit[];
}

export function modelOf({ currency, figures, prices, platforms }: PricedWorkload): CostModel {
  return {
    currency,
    figures: inDependencyOrder(figures),
    prices: new Map(Object.entries(prices).map(([key, price]) => [key, tiersOf(price)])),
    platforms: platforms.map((cost) => ({
      id: platformId(cost),
      title: cost.title,
      lines: linesOf(cost),
      limits: cost.limits ?? [],
    })),
  };
}

const tiersOf = ({ tiers }: PriceUsed): readonly ModelTier[] =>
  tiers.map(({ upTo, figure }) => ({ upTo: upTo === null ? null : Number(upTo), figure }));
