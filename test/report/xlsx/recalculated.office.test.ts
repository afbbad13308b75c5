import { beforeAll, describe, expect, it } from 'vitest';
import { reprice } from '../../../src/cost-model/pricing/reprice.ts';
import type { CostResult, PlatformCost } from '../../../src/cost-model/types/result.ts';
import { titleOf } from '../../../src/report/tables/cost/platforms.ts';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { everyPlatform } from './every-platform.ts';
import { recalculated, type Sheets, savedAgain } from './libreoffice.ts';
import { aNumber, cellOf, withCell, withWrongValues } from './saved-cells.ts';

const cost = everyPlatform();

/** A price, an assumption of every platform, a figure of the workload, and a price that nobody knew. */
const EDITS = {
  'price/aws.transfer.cross-zone/0': 0.0123,
  engineerRate: 87.5,
  fanOut: 4,
  'price/automq.byoc.ingress/0': 0.031,
} as const;

async function edited(): Promise<Uint8Array> {
  const bytes = await renderWorkbook(cost);
  const engineerRate = Object.keys(cost.figures).find((name) => name.endsWith('/engineerRate')) ?? '';
  return [
    ['Prices', cellOf(bytes, 'Prices', ['aws.transfer.cross-zone', 1], 'G'), EDITS['price/aws.transfer.cross-zone/0']],
    ['Inputs', cellOf(bytes, 'Inputs', [engineerRate], 'D'), EDITS.engineerRate],
    ['Inputs', cellOf(bytes, 'Inputs', ['fanOut'], 'D'), EDITS.fanOut],
    ['Prices', cellOf(bytes, 'Prices', ['automq.byoc.ingress', 1], 'G'), EDITS['price/automq.byoc.ingress/0']],
  ].reduce((file, [sheet, at, value]) => withCell(file, String(sheet), String(at), aNumber(Number(value))), bytes);
}

const rowsOf = (sheets: Sheets | undefined, name: string) => sheets?.get(name) ?? [];

/** By platform, item, period and tier: the amount as LibreOffice has it; '' where a price is missing. */
function amountsOf(sheets: Sheets | undefined): ReadonlyMap<string, string> {
  return new Map(
    rowsOf(sheets, 'Lines')
      .slice(3)
      .map(([title, , item, period, , tier, , , , , , amount = '']) => [`${title} ${item} ${period} ${tier}`, amount]),
  );
}

function expectedAmounts({ platforms, prices }: Pick<CostResult, 'platforms' | 'prices'>): ReadonlyMap<string, string> {
  return new Map(
    platforms.map(named).flatMap(({ title, lineItems, unpriced }) => [
      // Every tier has a row; those that nothing reaches come to 0.
      ...lineItems.flatMap(({ item, period, priceKey }) =>
        (prices[priceKey]?.tiers ?? []).map((_, tier) => [`${title} ${item} ${period} ${tier + 1}`, '0'] as const),
      ),
      ...lineItems.map(({ item, period, tier, amount }) => [`${title} ${item} ${period} ${tier + 1}`, amount] as const),
      ...unpriced.map(({ item, period }) => [`${title} ${item} ${period} 1`, ''] as const),
    ]),
  );
}

function expectSameAmounts(
  sheets: Sheets | undefined,
  result: Pick<CostResult, 'platforms' | 'prices'>,
  leftOut: readonly string[] = [],
): void {
  const expected = expectedAmounts(result);
  const actual = new Map(
    [...amountsOf(sheets)].filter(([key]) => !leftOut.some((title) => key.startsWith(`${title} `))),
  );
  expect([...actual.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
  const wrong = [...expected].filter(([key, amount]) => {
    const shown = actual.get(key) ?? '';
    if (amount === '' || shown === '') return amount !== shown;
    return Math.abs(Number(shown) - Number(amount)) > 1e-9 * Math.max(1, Number(amount));
  });
  expect(wrong.map(([key, amount]) => [key, amount, actual.get(key)])).toEqual([]);
}

/** As the delivered workbook calls it. */
const named = (platform: PlatformCost): PlatformCost => ({ ...platform, title: titleOf(platform, cost) });

/** A row of the summary by its label: the cell of each platform by its title. */
function summaryRow(sheets: Sheets | undefined, label: string): ReadonlyMap<string, string> {
  const rows = rowsOf(sheets, 'Summary');
  const titles = rows[2] ?? [];
  const cells = rows.find(([first]) => first === label) ?? [];
  return new Map(titles.flatMap((title, at) => (title === '' ? [] : [[title, cells[at] ?? '']])));
}

function expectTotals(sheets: Sheets | undefined, platforms: readonly PlatformCost[]): void {
  for (const [label, key] of [
    ['Total a month', 'total'],
    ['Paid once', 'oneTime'],
  ] as const) {
    const shown = summaryRow(sheets, label);
    for (const platform of platforms.map(named)) {
      const [actual, expected] = [Number(shown.get(platform.title)), Number(platform[key])];
      expect(Math.abs(actual - expected), `${platform.title}: ${label}`).toBeLessThanOrEqual(1e-9 * expected);
    }
  }
  const complete = summaryRow(sheets, 'Is it all?');
  for (const { title, totalIsLowerBound } of platforms.map(named)) {
    expect(complete.get(title), title).toMatch(
      totalIsLowerBound ? /^no, a lower bound: \d+ without a price$/ : /^yes$/,
    );
  }
}

function noCase(): never {
  throw new Error('the fixture has two sides, and so a business case');
}

describe('LibreOffice, which computes every cell again,', () => {
  let books: Readonly<Record<string, Sheets>>;
  let changed: Uint8Array;
  beforeAll(async () => {
    changed = await edited();
    books = await recalculated({
      delivered: withWrongValues(await renderWorkbook(cost)),
      edited: withWrongValues(changed),
    });
  });

  it('comes to every amount of cost.json, in every tier, though every value beside a formula was wrong', () => {
    expectSameAmounts(books.delivered, cost);
    expect(cost.platforms.flatMap(({ lineItems }) => lineItems).filter(({ tier }) => tier > 0).length).toBeGreaterThan(
      5,
    );
    expect(cost.platforms.flatMap(({ unpriced }) => unpriced).length).toBeGreaterThan(5);
  });

  it('comes to its totals, and says which are lower bounds', () => {
    expectTotals(books.delivered, cost.platforms);
    expect(cost.platforms.filter(({ oneTime }) => Number(oneTime) > 0).length).toBeGreaterThan(5);
  });

  it('comes to every derived figure', () => {
    const shown = rowsOf(books.delivered, 'Derived').slice(3);
    expect(shown.length).toBeGreaterThan(100);
    for (const [name = '', , , value] of shown) {
      const expected = cost.figures[name]?.value ?? Number.NaN;
      expect(Math.abs(Number(value) - expected), name).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
    }
  });

  it('finds no cell that is an error', () => {
    const cells = Object.values(books).flatMap((sheets) => [...sheets.values()].flat(2));
    expect(cells.filter((cell) => /^(#|Err:)/.test(cell))).toEqual([]);
  });

  it('comes to the sums, the payback and the present value of the business case', () => {
    const { months, totals, netPresentValue, paybackMonth } = cost.answers?.businessCase ?? noCase();
    const rows = rowsOf(books.delivered, 'Business');
    const said = (label: string) => rows.find(([first]) => first?.startsWith(label))?.[1];
    expect(rows.slice(3, 3 + months.length).map((row) => Number(row[11]).toFixed(2))).toEqual(
      months.map(({ cumulative }) => Number(cumulative).toFixed(2)),
    );
    expect(Number(said('Over 36 months: difference')).toFixed(2)).toBe(totals.difference);
    expect(Number(said('Net present value')).toFixed(2)).toBe(netPresentValue);
    expect(said('Payback in month')).toBe(String(paybackMonth ?? 'none'));
  });

  it('follows a changed price, assumption and workload, and a price that was filled in, to what pricing again comes to', async () => {
    const again = reprice(
      cost,
      Object.fromEntries(Object.entries(EDITS).map(([name, value]) => [name, { value, source: 'the test' }])),
    );
    const titles = new Set(again.platforms.map(named).map(({ title }) => title));
    const refused = cost.platforms
      .map(named)
      .map(({ title }) => title)
      .filter((title) => !titles.has(title));
    expectSameAmounts(books.edited, again, refused);
    expectTotals(books.edited, again.platforms);
    // One more reader is too much for some.
    expect(refused.length).toBeGreaterThan(0);
    const carried = summaryRow(books.edited, 'Carries the workload');
    for (const [title, said] of carried) expect(said.startsWith('no, above'), title).toBe(refused.includes(title));
  });

  it('saves a workbook that comes back with the same changes', async () => {
    const before = await readWorkbook(changed, 'tco.xlsx');
    const after = await readWorkbook(await savedAgain(changed), 'tco.xlsx');
    expect(after).toEqual(before);
    expect(after.changes.map(({ from, to }) => [from, to])).toEqual([
      [3, 4],
      [100, 87.5],
      [0.01, 0.0123],
      [null, 0.031],
    ]);
  });
});
