import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leastPrivilege } from '../src/cost-model/billing/aws/policy.ts';
import { billJsonSchema } from '../src/cost-model/billing/bill-schema.ts';
import { costJsonSchema } from '../src/cost-model/cost-schema.ts';
import { sheetJsonSchema } from '../src/cost-model/sheet/read-sheet.ts';
import { inventoryJsonSchema } from '../src/inventory/inventory-schema.ts';
import { scenarioJsonSchema, targetJsonSchema } from '../src/scenarios/json-schema.ts';
import { withReference } from '../src/scenarios/reference.ts';
import { withAuditTables } from './audit-tables.ts';
import { withAwsCalls } from './aws-calls-table.ts';
import { withFaultKinds } from './fault-kinds-table.ts';
import { withImpacts } from './impacts-table.ts';
import { withLimits } from './limits-table.ts';
import { PLATFORM_PAGES } from './platform-pages.ts';
import { withReadingApis } from './reading-apis-table.ts';
import { withSheetWords } from './sheet-words-table.ts';

const ROOT = join(import.meta.dirname, '..');
const GUIDE = 'docs/scenarios.md';
const VALIDITY = 'docs/validity.md';
const FAULTS = 'docs/faults.md';
const AUDIT = 'docs/audit.md';
const SHEET = 'docs/assumptions-sheet.md';
const AWS = 'docs/aws-permissions.md';
const READING = 'docs/reading-a-cluster.md';
const DIFF = 'docs/target-diff.md';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Committed files that follow from schemas and limits in the code, and what each should hold. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'scenarios/scenario.schema.json': () => json(scenarioJsonSchema()),
  'scenarios/assumptions.schema.json': () => json(sheetJsonSchema()),
  'targets/target.schema.json': () => json(targetJsonSchema()),
  'docs/cost.schema.json': () => json(costJsonSchema()),
  'docs/bill.schema.json': () => json(billJsonSchema()),
  'docs/inventory.schema.json': () => json(inventoryJsonSchema()),
  [GUIDE]: () => withReference(readProjectFile(GUIDE) ?? ''),
  [FAULTS]: () => withFaultKinds(readProjectFile(FAULTS) ?? ''),
  [AUDIT]: () => withAuditTables(readProjectFile(AUDIT) ?? ''),
  [VALIDITY]: () => withLimits(readProjectFile(VALIDITY) ?? ''),
  [SHEET]: () => withSheetWords(readProjectFile(SHEET) ?? ''),
  [DIFF]: () => withImpacts(readProjectFile(DIFF) ?? ''),
  [AWS]: () => withAwsCalls(readProjectFile(AWS) ?? ''),
  [READING]: () => withReadingApis(readProjectFile(READING) ?? ''),
  'docs/aws-policies/cost-explorer.json': () => json(leastPrivilege('cost-explorer')),
  'docs/aws-policies/cloudwatch.json': () => json(leastPrivilege('cloudwatch')),
  ...PLATFORM_PAGES,
};

/** A file of the project, or null where there is none. */
export function readProjectFile(path: string): string | null {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** The generated files that do not hold what they should. */
export function staleFiles(read: (path: string) => string | null): readonly string[] {
  return Object.entries(GENERATED).flatMap(([path, generate]) => (read(path) === generate() ? [] : [path]));
}

if (import.meta.main) {
  for (const path of staleFiles(readProjectFile)) writeFileSync(join(ROOT, path), GENERATED[path]?.() ?? '');
}
