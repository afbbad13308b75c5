import type { ReconciledRow } from '../../cost-model/billing/types/reconciliation.ts';
import type { Apart } from '../../cost-model/billing/types/rule.ts';
import type { Category } from '../../cost-model/types/shape.ts';
import { CATEGORY_TITLES } from '../words.ts';

/** Parts of a bill that are no consumption, in words that a finance team uses. */
export const APART_TITLES: Readonly<Record<Apart, string>> = {
  tax: 'Tax',
  credit: 'Credits',
  refund: 'Refunds',
  support: 'Support plan',
  commitments: 'Commitments (savings plans, reservations)',
};

export const APARTS = Object.keys(APART_TITLES) as readonly Apart[];

export const UNCLASSIFIED_TITLE = 'Unclassified';

/** Of a row of a reconciliation. */
export const rowTitle = (category: ReconciledRow['category']): string =>
  category === 'unclassified'
    ? UNCLASSIFIED_TITLE
    : isApart(category)
      ? APART_TITLES[category]
      : CATEGORY_TITLES[category satisfies Category];

const isApart = (category: ReconciledRow['category']): category is Exclude<Apart, 'support'> =>
  category !== 'support' && category in APART_TITLES;
