import { figuresIn } from '../arithmetic/expression.ts';
import { platformId } from '../platform-id.ts';
import type { BillLine } from '../pricing/bill.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import { linesOf } from '../pricing/reprice.ts';
import type { Figure, Figures } from '../types/figures.ts';
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

function inDependencyOrder(figures: Figures): ReadonlyMap<string, Figure> {
  const ordered = new Map<string, Figure>();
  const within = new Set<string>();
  const place = (name: string): void => {
    if (ordered.has(name)) return;
    const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
    if (figure === undefined) throw new ReferenceError(`a formula names "${name}", which is no figure`);
    if (within.has(name)) throw new ReferenceError(`"${name}" is computed from itself`);
    within.add(name);
    if (figure.expression !== undefined) figuresIn(figure.expression).forEach(place);
    ordered.set(name, figure);
  };
  Object.keys(figures).forEach(place);
  return ordered;
}
