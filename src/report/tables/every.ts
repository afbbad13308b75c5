import { numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import type { Table } from '../table.ts';
import { findingsTable, groupReadingTable } from './audit-findings.ts';
import { moneyTables } from './bill/every.ts';
import { catchUpTable } from './catch-up.ts';
import { clientLimitTable } from './client-limits.ts';
import { costTables } from './cost/every.ts';
import { coverageTable } from './coverage.ts';
import { auditTable, latencyPartsTable, repetitionTable, thresholdTable, validityTable } from './evidence.ts';
import { fairnessTable } from './fairness.ts';
import { findingTable, gateTable } from './gates.ts';
import { mainTable } from './main.ts';
import { objectStoreTable } from './object-store.ts';
import { phaseTable } from './phases.ts';
import { recoveryTables } from './recovery.ts';

/** Every table of the page in its order, but for the points of the pictures. */
export function everyTable(judged: Judged): readonly Table[] {
  const { summary, scorecard, cost, bill, spend } = judged;
  const tables = [
    mainTable(judged),
    phaseTable(summary),
    catchUpTable(summary),
    ...recoveryTables(numberedFaults(summary.targets), summary.targets),
    objectStoreTable(summary.targets),
    coverageTable(summary.coverage),
    ...costTables(cost),
    ...moneyTables(bill, spend),
    gateTable(scorecard),
    ...scorecard.gates.map(findingTable),
    fairnessTable(summary),
    clientLimitTable(summary),
    thresholdTable(summary),
    validityTable(summary),
    findingsTable(judged),
    auditTable(summary),
    groupReadingTable(summary),
    repetitionTable(summary),
    latencyPartsTable(summary),
  ];
  return tables.filter((table) => table !== null);
}
