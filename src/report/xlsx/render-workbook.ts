import type { RunBill } from '../../cost-model/billing/types/run-bill.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { billRows } from './bill-rows.ts';
import { writeWorkbook } from './file/write-workbook.ts';
import { layoutOf } from './layout.ts';
import { aboutSheet } from './sheets/about.ts';
import { billSheets } from './sheets/bill/sheets.ts';
import { businessSheets } from './sheets/business.ts';
import { derivedSheet } from './sheets/derived.ts';
import { inputsSheet } from './sheets/inputs.ts';
import { linesSheet } from './sheets/lines.ts';
import { pricesSheet } from './sheets/prices.ts';
import { recordSheet } from './sheets/record.ts';
import { summarySheet } from './sheets/summary.ts';

/**
 * cost.json as a workbook that computes by itself: a changed price or assumption changes its totals.
 * The same result gives the same bytes. `readWorkbook` takes it back. Where a bill was imported into the run its sheets
 * follow, and stand alone where nothing is priced.
 */
export async function renderWorkbook(cost: CostResult | null, bill: RunBill | null = null): Promise<Uint8Array> {
  if (cost === null) return writeWorkbook(billSheets(bill));
  const layout = layoutOf(cost);
  const platforms = billRows(cost);
  return writeWorkbook([
    summarySheet(cost, platforms, layout),
    inputsSheet(cost, layout),
    pricesSheet(cost, layout),
    derivedSheet(cost, layout),
    linesSheet(cost, platforms, layout),
    ...businessSheets(cost, layout),
    ...billSheets(bill),
    aboutSheet(cost),
    recordSheet(cost),
  ]);
}
