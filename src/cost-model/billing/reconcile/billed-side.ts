import { difference, sum } from '../../arithmetic/money.ts';
import type { Category } from '../../types/shape.ts';
import type { Bill, BilledUsage } from '../types/bill.ts';
import { isZero } from './exact.ts';
import type { ModelledGroup } from './modelled-side.ts';
import type { WindowMonth } from './window-month.ts';

/** One line of usage, for a month, in the category in which the model has its price. */
export interface BilledPart extends BilledUsage {
  readonly amountInWindow: string;
  /** Where the bill's rule put it, where that is another category. */
  readonly movedFrom: Category | null;
}

/**
 * Everything that is billed in categories, so that its amounts add up to theirs: what their usage does not explain
 * is a line of its own, and support that stands apart is billed under `support`.
 */
export function billedParts(
  bill: Bill,
  modelled: readonly ModelledGroup[],
  window: WindowMonth,
): readonly BilledPart[] {
  const support = usageOf('support', 'Support, as the bill has it', bill.apart.support);
  return [...bill.usage, ...rests(bill), ...(isZero(bill.apart.support) ? [] : [support])].map((usage) => {
    const category = modelledUnder(usage, modelled) ?? usage.category;
    return {
      ...usage,
      category,
      movedFrom: category === usage.category ? null : usage.category,
      quantity: usage.quantity === null ? null : window.monthly(usage.quantity, usage.billedUnit ?? usage.unit),
      amount: window.monthly(usage.amount, usage.billedUnit ?? usage.unit),
      amountInWindow: usage.amount,
    };
  });
}

/** A rule cannot know what a volume is for: where the model has its price under another category alone, it is that. */
function modelledUnder({ category, priceKey }: BilledUsage, modelled: readonly ModelledGroup[]): Category | null {
  const under = modelled.filter((group) => group.priceKey === priceKey).map((group) => group.category);
  return under.includes(category) ? category : (under[0] ?? null);
}

const rests = ({ categories, usage }: Bill): readonly BilledUsage[] =>
  categories.flatMap(({ category, amount }) => {
    const explained = sum(usage.filter((one) => one.category === category).map((one) => one.amount));
    const rest = difference(amount, explained);
    return isZero(rest) ? [] : [usageOf(category, 'Other lines of the bill', rest)];
  });

const usageOf = (category: Category, usageType: string, amount: string): BilledUsage => ({
  rule: '',
  category,
  usageType,
  priceKey: null,
  quantity: null,
  unit: null,
  amount,
  list: null,
});
