import { sum } from '../arithmetic/money.ts';
import { lineIdentity } from '../pricing/line-identity.ts';
import type { Expression } from '../types/figures.ts';
import type { LineItem, PlatformCost, UnpricedItem } from '../types/result.ts';

/** A line of a bill with all its tiers together. */
export interface WholeLine extends Pick<UnpricedItem, 'category' | 'item' | 'period' | 'paidTo' | 'unit' | 'priceKey'> {
  readonly expression: Expression;
  readonly quantity: string;
  /** null where it has no price. */
  readonly amount: string | null;
  /** What lines before it take of the tiers of its price. */
  readonly alreadyUsed: string;
}

/** Lines by what makes them the same line of two results. */
export function wholeLines({ lineItems, unpriced }: PlatformCost): ReadonlyMap<string, WholeLine> {
  const lines = new Map<string, WholeLine>();
  const used = new Map<string, string>();
  for (const item of [...lineItems, ...unpriced] as readonly (LineItem | UnpricedItem)[]) {
    const identity = lineIdentity(item);
    const filling = `${item.period} ${item.priceKey}`;
    const known = lines.get(identity);
    const { category, item: name, period, paidTo, unit, priceKey, expression, quantity } = item;
    const amount = 'amount' in item ? item.amount : null;
    lines.set(
      identity,
      known === undefined
        ? {
            ...{ category, item: name, period, paidTo, unit, priceKey, expression, quantity, amount },
            alreadyUsed: used.get(filling) ?? '0',
          }
        : { ...known, quantity: sum([known.quantity, quantity]), amount: sum([known.amount ?? '0', amount ?? '0']) },
    );
    used.set(filling, sum([used.get(filling) ?? '0', quantity]));
  }
  return lines;
}
