import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readMapping } from '../../../../src/cost-model/billing/invoices/mapping/read-mapping.ts';

/** A folder with these files, for one test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'invoices-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const CSV = `
name: ours
provider: ours
shape: { source: ours, date: '2026-11-21' }
format: csv
columns: { day: Date, service: Product, meter: Meter, quantity: Quantity, unit: Unit, amount: Amount, currency: Currency }
`;

/** Of a small CSV invoice, with more of its own. */
export const csvMapping = (more = '') => readMapping(CSV + more, 'ours.yaml');

export const HEADER = 'Date,Product,Meter,Quantity,Unit,Amount,Currency\n';
