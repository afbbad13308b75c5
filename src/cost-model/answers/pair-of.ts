import { figuresIn } from '../arithmetic/expression.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { Expression, Figure } from '../types/figures.ts';
import type { PlatformId } from '../types/result.ts';

/** Two platforms of a result, its workload and what both are computed from: small enough to be priced again many times. */
export function pairOf(priced: PricedWorkload, ids: readonly [PlatformId, PlatformId]): PricedWorkload {
  const platforms = ids.flatMap((id) => priced.platforms.filter((cost) => platformId(cost) === id));
  const keys = new Set(platforms.flatMap(({ lineItems }) => lineItems.map(({ priceKey }) => priceKey)));
  const prices = Object.fromEntries(Object.entries(priced.prices).filter(([key]) => keys.has(key)));
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    const expression = priced.figures[name]?.expression;
    if (expression !== undefined) needIn(expression);
  };
  const needIn = (expression: Expression): void => figuresIn(expression).forEach(need);
  for (const { lineItems, unpriced, limits = [] } of platforms) {
    for (const { expression } of [...lineItems, ...unpriced]) needIn(expression);
    for (const { demand, most } of limits) [demand, most].forEach(needIn);
  }
  for (const { tiers } of Object.values(prices)) for (const { figure } of tiers) need(figure);
  const figures = Object.entries(priced.figures).filter(([name]): boolean => needed.has(name) || !name.includes('/'));
  return { ...priced, platforms, prices, figures: Object.fromEntries<Figure>(figures) };
}
