import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { price } from '../../cost-model/fixture.ts';
import { billed } from '../fixture-bill.ts';
import { recalculated, type Sheets } from './libreoffice.ts';
import { withWrongValues } from './saved-cells.ts';

const bill = billed();
const [beside] = bill.reconciliation;

describe('the sheets of a bill, computed by LibreOffice', () => {
  let sheets: Sheets | undefined;
  // The values kept beside the formulas are wrong: what is right was computed.
  beforeAll(async () => {
    sheets = (await recalculated({ bill: withWrongValues(await renderWorkbook(null, bill)) })).bill;
  }, 60_000);

  const numberIn = (sheet: string, label: string, column: number): number =>
    Number((sheets?.get(sheet) ?? []).find((cells) => cells.includes(label))?.[column]);

  it('add the days up to categories, and the parts to the total of the sources', () => {
    for (const { amount } of bill.categories.slice(0, 1))
      expect(numberIn('Bill', 'Compute', 1)).toBeCloseTo(Number(amount), 9);
    expect(numberIn('Bill', 'Network', 1)).toBeCloseTo(2800, 9);
    expect(numberIn('Bill', 'Total', 1)).toBeCloseTo(Number(bill.total), 9);
    expect(numberIn('Bill', 'Total of the sources', 1)).toBeCloseTo(Number(bill.total), 9);
    expect(numberIn('BillDays', '2026-11-04', 7)).toBeCloseTo(766.3016, 9);
  });

  it('reconcile by sums over the lines', () => {
    const row = beside?.rows.find(({ category }) => category === 'network');
    const shown = [2, 4, 5, 6, 7, 8].map((column) => numberIn('Reconciliation', 'Network', column));
    const expected = [row?.modelled, row?.billed, row?.difference, row?.price, row?.quantity, row?.mix].map(Number);
    for (const [at, value] of shown.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
    expect(numberIn('Reconciliation', 'Total', 4)).toBeCloseTo(Number(beside?.total.billed), 6);
    expect(numberIn('Reconciliation', 'Total', 5)).toBeCloseTo(Number(beside?.total.difference), 6);
  });
});

it('a workbook with a bill comes back as one without', async () => {
  const cost = price('tiered');
  const { overrides, changes } = await readWorkbook(await renderWorkbook(cost, bill), 'report.xlsx');
  expect({ overrides, changes }).toEqual({ overrides: {}, changes: [] });
});
