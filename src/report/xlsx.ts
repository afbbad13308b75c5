import type { CostResult } from '../cost-model/types/result.ts';
import { billRows } from './xlsx/bill-rows.ts';
import { writeWorkbook } from './xlsx/file/write-workbook.ts';
import { layoutOf } from './xlsx/layout.ts';
import { aboutSheet } from './xlsx/sheets/about.ts';
import { businessSheets } from './xlsx/sheets/business.ts';
import { derivedSheet } from './xlsx/sheets/derived.ts';
import { inputsSheet } from './xlsx/sheets/inputs.ts';
import { linesSheet } from './xlsx/sheets/lines.ts';
import { pricesSheet } from './xlsx/sheets/prices.ts';
import { recordSheet } from './xlsx/sheets/record.ts';
import { summarySheet } from './xlsx/sheets/summary.ts';

/**
 * cost.json as a workbook that computes by itself: a changed price or assumption changes its totals.
 * The same result gives the same bytes. `readWorkbook` takes it back.
 */
export async function renderWorkbook(cost: CostResult): Promise<Uint8Array> {
  const layout = layoutOf(cost);
  const platforms = billRows(cost);
  return writeWorkbook([
    summarySheet(cost, platforms, layout),
    inputsSheet(cost, layout),
    pricesSheet(cost, layout),
    derivedSheet(cost, layout),
    linesSheet(cost, platforms, layout),
    ...businessSheets(cost, layout),
    aboutSheet(cost),
    recordSheet(cost),
  ]);
}
