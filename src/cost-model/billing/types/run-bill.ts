import type { Bill } from './bill.ts';
import type { Reconciliation } from './reconciliation.ts';

/** bill.json of a run: the bills of its targets together, each of them, and each beside what was modelled and measured. */
export interface RunBill extends Bill {
  readonly targets: readonly TargetBill[];
  /** One a target that was billed and is priced. */
  readonly reconciliation: readonly Reconciliation[];
  readonly notReconciled: readonly { readonly target: string; readonly why: string }[];
}

export interface TargetBill {
  readonly target: string;
  readonly bill: Bill;
}
