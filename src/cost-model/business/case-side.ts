import type { CaseAmounts } from '../model/evaluate-cases.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { PlatformCost, PlatformId } from '../types/result.ts';
import { type Invoices, onceInvoices } from './invoices.ts';
import type { RunningCosts } from './month-flow.ts';

/** One platform of a business case. */
export interface CaseSide {
  readonly cost: PlatformCost;
  readonly running: RunningCosts;
  readonly once: Invoices;
  readonly isLowerBound: boolean;
  /** Why nothing that ranks can be said of it; none where it can. */
  readonly unknown: readonly string[];
}

/** @param amounts one case a month of the horizon */
export function caseSide(id: PlatformId | null, priced: PricedWorkload, amounts: CaseAmounts): CaseSide | null {
  const cost = priced.platforms.find((one) => platformId(one) === id);
  const months = amounts.platforms.find(({ platform }) => platform === id);
  if (cost === undefined || months === undefined) return null;
  const { title, unpriced } = cost;
  const notCarried = months.isCarried.indexOf(0);
  return {
    cost,
    running: months.byPayee,
    once: onceInvoices(cost),
    isLowerBound: unpriced.length > 0,
    unknown: [
      ...(unpriced.length === 0 ? [] : [`${title} has no price for ${unpriced.map(({ item }) => item).join(', ')}`]),
      ...(notCarried < 0 ? [] : [`${title} does not carry the workload as it has grown in month ${notCarried + 1}`]),
    ],
  };
}
