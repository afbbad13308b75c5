import { Decimal } from 'decimal.js';
import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';

/**
 * The total as it is shown: what was measured and not used stands in it only where that is of everything modelled. Of a
 * part it would look like the whole beside the model's.
 */
export function shownTotal({ rows, total }: Reconciliation): Reconciliation['total'] {
  const isWhole = rows.every(
    ({ modelled, measured, measuredNotUsed }) =>
      measured !== null || measuredNotUsed != null || new Decimal(modelled).isZero(),
  );
  return isWhole ? total : { ...total, measuredNotUsed: null };
}
