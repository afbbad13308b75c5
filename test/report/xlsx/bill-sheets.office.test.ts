import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { billSheets } from '../../../src/report/xlsx/sheets/bill/sheets.ts';
import { price } from '../../cost-model/fixture.ts';
import { billed, billedShared } from '../fixture-bill.ts';
import { recalculated, type Sheets } from './libreoffice.ts';
import { withWrongValues } from './saved-cells.ts';

const bill = billed();
const shared = billedShared();
const [beside] = bill.reconciliation;
/** Of the sheet of days. */
const DAY_COLUMNS: readonly string[] = [
  ...['Day', 'State', 'Compute', 'Disks', 'Object requests', 'Network'],
  ...['Unclassified', 'Tax', 'Credits', 'Support plan', 'Total'],
];

describe('the sheets of a bill, computed by LibreOffice', () => {
  let sheets: Sheets | undefined;
  let sharedSheets: Sheets | undefined;
  // The values kept beside the formulas are wrong: what is right was computed.
  beforeAll(async () => {
    ({ bill: sheets, shared: sharedSheets } = await recalculated({
      bill: withWrongValues(await renderWorkbook(null, bill)),
      shared: withWrongValues(await renderWorkbook(null, shared)),
    }));
  }, 60_000);

  const numberIn = (sheet: string, label: string, column: number, of = sheets): number =>
    Number((of?.get(sheet) ?? []).find((cells) => cells.includes(label))?.[column]);

  it('add the days up to categories, and the parts to the total of the sources', () => {
    for (const { amount } of bill.categories.slice(0, 1))
      expect(numberIn('Bill', 'Compute', 1)).toBeCloseTo(Number(amount), 9);
    expect(numberIn('Bill', 'Network', 1)).toBeCloseTo(2800, 9);
    expect(numberIn('Bill', 'Total', 1)).toBeCloseTo(Number(bill.total), 9);
    expect(numberIn('Bill', 'Total of the sources', 1)).toBeCloseTo(Number(bill.total), 9);
  });

  it('take from the sources what others pay of them, so that both totals are the bill', () => {
    // Of $107, of which $100 are shared by one to three.
    expect(numberIn('Bill', 'cur', 1, sharedSheets)).toBe(107);
    expect(numberIn('Bill', 'Others’ part, by written bytes', 1, sharedSheets)).toBe(-75);
    expect(numberIn('Bill', 'Total of the sources', 1, sharedSheets)).toBe(32);
    expect(numberIn('Bill', 'Total', 1, sharedSheets)).toBe(32);
  });

  it('add the second view up, too', () => {
    // 25 of the gateway and 7 of the instance.
    expect(numberIn('Bill', 'Network', 2, sharedSheets)).toBe(25);
    expect(numberIn('Bill', 'Total', 2, sharedSheets)).toBe(32);
    // 250 of support, −1000 of credits, 19.25 of tax, and 2 of what no rule knows.
    expect(numberIn('Bill', 'Credits', 2)).toBe(-1000);
    expect(numberIn('Bill', 'Total', 2)).toBeCloseTo(2334.4564, 9);
  });

  it('have what is in no category day by day in columns of their own', () => {
    expect(numberIn('BillDays', '2026-11-01', DAY_COLUMNS.indexOf('Credits'))).toBe(-1000);
    expect(numberIn('BillDays', '2026-11-01', DAY_COLUMNS.indexOf('Tax'))).toBe(19.25);
    expect(numberIn('BillDays', '2026-11-02', DAY_COLUMNS.indexOf('Unclassified'))).toBe(0.5);
    expect(numberIn('BillDays', '2026-11-04', DAY_COLUMNS.indexOf('Total'))).toBeCloseTo(766.3016, 9);
    expect(numberIn('Bill', 'Credits', 1)).toBe(-1000);
  });

  it('reconcile by sums over the lines', () => {
    const row = beside?.rows.find(({ category }) => category === 'network');
    const shown = [2, 4, 5, 6, 7, 8, 9].map((column) => numberIn('Reconciliation', 'Network', column));
    const { modelled, billedInWindow, billed: month, difference, price, quantity, mix } = row ?? {};
    const expected = [modelled, billedInWindow, month, difference, price, quantity, mix].map(Number);
    // As it was billed in four days: 4 × 700.
    expect(billedInWindow).toBe('2800');
    for (const [at, value] of shown.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
    expect(numberIn('Reconciliation', 'Total', 4)).toBeCloseTo(Number(bill.total), 6);
    expect(numberIn('Reconciliation', 'Total', 5)).toBeCloseTo(Number(beside?.total.billed), 6);
    expect(numberIn('Reconciliation', 'Total', 6)).toBeCloseTo(Number(beside?.total.difference), 6);
  });
});

it('a workbook says of what was measured and not used how much it is, and nothing where it is nothing', () => {
  const said = (amount: string) => {
    const rows = beside?.rows.map((one) => ({ ...one, measuredNotUsed: amount })) ?? [];
    return JSON.stringify(billSheets({ ...bill, reconciliation: beside === undefined ? [] : [{ ...beside, rows }] }));
  };
  expect(said('1.5')).toContain('measured and not used: 1.50');
  expect(said('0')).not.toContain('measured and not used');
});

it('a workbook with a bill comes back as one without', async () => {
  const cost = price('tiered');
  const { overrides, changes } = await readWorkbook(await renderWorkbook(cost, bill), 'report.xlsx');
  expect({ overrides, changes }).toEqual({ overrides: {}, changes: [] });
});
