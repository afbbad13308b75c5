import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Generated, writeExport } from '../../bench/billing/generated-export.ts';
import { placesOf } from '../../bench/billing/places.ts';
import { billOf } from '../../src/cost-model/billing/bill/bill-of.ts';
import { readExports } from '../../src/cost-model/billing/exports/read-exports.ts';
import { awsRules, scope } from '../cost-model/billing/row.ts';

const LINES = 10_000_000;
const MINUTES = 10 * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'ten-million-'));
afterAll(() => rmSync(folder, { recursive: true }));

let generated: Generated;
beforeAll(async () => {
  generated = await writeExport(join(folder, 'bill.parquet'), LINES);
}, MINUTES);

describe('an export of ten million lines', { timeout: MINUTES }, () => {
  it('has in each category, in unclassified and in each part of apart exactly what was generated', async () => {
    const sources = await readExports(['bill.parquet'], { scope, from: folder });
    const bill = billOf({ sources, rules: awsRules, scope });
    expect(placesOf(bill)).toEqual(generated.totals);
    expect(sources[0]?.rows.reduce((lines, row) => lines + row.lines, 0)).toBe(LINES);
  });
});
