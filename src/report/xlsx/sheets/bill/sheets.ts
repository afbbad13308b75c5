import type { RunBill } from '../../../../cost-model/billing/types/run-bill.ts';
import type { Sheet } from '../../file/cell.ts';
import { daysSheet } from './days.ts';
import { partsSheet } from './parts.ts';
import { reconciledLinesSheet, reconciliationSheet } from './reconciliation.ts';

/** What was billed, and beside what; none where no bill was imported. */
export function billSheets(bill: RunBill | null): readonly Sheet[] {
  if (bill === null) return [];
  const { reconciliation } = bill;
  return [
    ...(reconciliation.length === 0 ? [] : [reconciliationSheet(reconciliation), reconciledLinesSheet(reconciliation)]),
    partsSheet(bill),
    ...(bill.days.length === 0 ? [] : [daysSheet(bill)]),
  ];
}
