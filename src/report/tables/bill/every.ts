import type { RunBill } from '../../../cost-model/billing/types/run-bill.ts';
import type { RunSpend } from '../../../cost-model/billing/types/run-spend.ts';
import type { Table } from '../../table.ts';
import { notBilledTable, reconciledLineTable } from './lines.ts';
import { partsTable, unclassifiedTable } from './parts.ts';
import { reconciliationTable } from './reconciliation.ts';
import { billSourceTable, measuredQuantityTable, metricTable, ruleTable, sharedTable } from './sources.ts';
import { spendLineTable, spendTable } from './spend.ts';

/** Every table of the bill in the order of the page, but for the points of its pictures. */
export function billTables(bill: RunBill | null): readonly Table[] {
  if (bill === null) return [];
  const beside = bill.reconciliation;
  const tables = [
    ...beside.map(reconciliationTable),
    partsTable(bill),
    unclassifiedTable(bill),
    ...beside.map((one, index) => reconciledLineTable(one, index)),
    ...beside.map(notBilledTable),
    ...beside.map(measuredQuantityTable),
    metricTable(bill),
    sharedTable(bill),
    ruleTable(bill),
    billSourceTable(bill),
  ];
  return tables.filter((table) => table !== null);
}

/** The same with what the run itself consumed. */
export function moneyTables(bill: RunBill | null, spend: readonly RunSpend[]): readonly Table[] {
  const own = [spendTable(spend), spendLineTable(spend)].filter((table) => table !== null);
  return [...billTables(bill), ...own];
}
