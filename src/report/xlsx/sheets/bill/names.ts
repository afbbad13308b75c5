/** Sheets of a workbook that a bill came with; formulas name them without quotes. */
export const BILL_SHEETS = {
  reconciliation: 'Reconciliation',
  lines: 'ReconciledLines',
  bill: 'Bill',
  days: 'BillDays',
} as const;
