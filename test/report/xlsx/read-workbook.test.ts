import { beforeAll, describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../../src/errors.ts';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { everyPlatform } from './every-platform.ts';
import { aNumber, aText, cellOf, type NewContent, NOTHING, withCell, withoutRow } from './saved-cells.ts';

const cost = everyPlatform();
const rates = Object.keys(cost.figures).filter((name) => name.endsWith('/engineerRate'));
const [firstRate = '', secondRate = ''] = rates;

let delivered: Uint8Array;
beforeAll(async () => {
  delivered = await renderWorkbook(cost);
});

const input = (name: string, column = 'D'): string => cellOf(delivered, 'Inputs', [name], column);
const priceCell = (key: string, column = 'G'): string => cellOf(delivered, 'Prices', [key, 1], column);

type Edit = readonly [sheet: string, at: string, content: NewContent];

const edited = (...edits: readonly Edit[]): Uint8Array =>
  edits.reduce((file, [sheet, at, content]) => withCell(file, sheet, at, content), delivered);

async function problemsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const error = await readWorkbook(bytes, 'tco.xlsx').then(
    () => null,
    (thrown: WorkbenchError) => thrown,
  );
  expect(error?.exitStatus).toBe(2);
  return error?.problems.map(({ what }) => what) ?? [];
}

describe('a workbook that comes back', () => {
  it('says nothing was changed where nothing was', async () => {
    expect(await readWorkbook(delivered, 'tco.xlsx')).toEqual({
      cost: JSON.parse(JSON.stringify(cost)),
      overrides: {},
      changes: [],
    });
  });

  it('names the cell of every change, what it was and what it is', async () => {
    const [fanOut, put, unknown] = [input('fanOut'), priceCell('aws.s3.standard.put'), priceCell('automq.byoc.egress')];
    const { overrides, changes } = await readWorkbook(
      edited(['Inputs', fanOut, aNumber(5)], ['Prices', put, aNumber(0.004)], ['Prices', unknown, aNumber(0.01)]),
      'tco.xlsx',
    );
    expect(overrides).toEqual({
      fanOut: { value: 5, source: `sheet:tco.xlsx:Inputs!${fanOut}` },
      'price/aws.s3.standard.put/0': { value: 0.004, source: `sheet:tco.xlsx:Prices!${put}` },
      'price/automq.byoc.egress/0': { value: 0.01, source: `sheet:tco.xlsx:Prices!${unknown}` },
    });
    expect(changes).toEqual([
      { name: 'fanOut', part: 'value', cell: `Inputs!${fanOut}`, from: 3, to: 5 },
      { name: 'price/aws.s3.standard.put/0', part: 'value', cell: `Prices!${put}`, from: 0.005, to: 0.004 },
      { name: 'price/automq.byoc.egress/0', part: 'value', cell: `Prices!${unknown}`, from: null, to: 0.01 },
    ]);
  });

  it('takes one change of a shared assumption for every platform that follows it, and lists it once', async () => {
    const at = input(firstRate);
    const { overrides, changes } = await readWorkbook(edited(['Inputs', at, aNumber(120)]), 'tco.xlsx');
    const source = `sheet:tco.xlsx:Inputs!${at}`;
    expect(overrides).toEqual(Object.fromEntries(rates.map((name) => [name, { value: 120, source }])));
    expect(rates.length).toBeGreaterThan(10);
    expect(changes).toHaveLength(1);
  });

  it('lets one platform differ where its own row was overwritten', async () => {
    const { overrides } = await readWorkbook(edited(['Inputs', input(secondRate), aNumber(70)]), 'tco.xlsx');
    expect(overrides).toEqual({
      [secondRate]: { value: 70, source: `sheet:tco.xlsx:Inputs!${input(secondRate)}` },
    });
  });

  it('takes a range that was changed, with the value as it stands', async () => {
    const { overrides } = await readWorkbook(
      edited(['Inputs', input(firstRate, 'F'), aNumber(80)], ['Inputs', input(firstRate, 'G'), aNumber(130)]),
      'tco.xlsx',
    );
    expect(overrides[firstRate]).toEqual({
      low: 80,
      high: 130,
      source: `sheet:tco.xlsx:Inputs!${input(firstRate, 'F')}`,
    });
  });

  it('takes the value of a formula that somebody wrote into a cell', async () => {
    const { overrides } = await readWorkbook(
      edited(['Inputs', input('fanOut'), { inside: '<f>2+2</f><v>4</v>' }]),
      'tco.xlsx',
    );
    expect(overrides.fanOut?.value).toBe(4);
  });

  it('sees no change in the digits that a spreadsheet program drops', async () => {
    const { value = 0 } = cost.figures.averageIngress ?? {};
    const { changes } = await readWorkbook(
      edited(['Inputs', input('averageIngress'), aNumber(value * (1 + 2e-15))]),
      'tco.xlsx',
    );
    expect(changes).toEqual([]);
  });
});

describe('a workbook with broken cells', () => {
  it('is refused with a message for each of them, all at once', async () => {
    const [fanOut, retention, zones, replication, gp3, put, get] = [
      input('fanOut'),
      input('retention'),
      input('zones'),
      input('replication'),
      priceCell('aws.ebs.gp3.storage'),
      priceCell('aws.s3.standard.put'),
      priceCell('aws.s3.standard.get'),
    ];
    const problems = await problemsOf(
      edited(
        ['Inputs', fanOut, aText('three')],
        ['Inputs', retention, { inside: '<v>#DIV/0!</v>', type: 'e' }],
        ['Inputs', zones, NOTHING],
        ['Inputs', replication, { inside: '<v>1</v>', type: 'b' }],
        ['Prices', gp3, aNumber(-0.08)],
        ['Prices', put, { inside: '<f>A1*2</f>' }],
        ['Prices', get, { inside: '<v>1e999</v>' }],
      ),
    );
    expect(problems.toSorted()).toEqual(
      [
        `Inputs!${fanOut} (fanOut) holds the text "three"`,
        `Inputs!${retention} (retention) holds the error #DIV/0!`,
        `Inputs!${zones} (zones) is empty where 3 stood`,
        `Inputs!${replication} (replication) holds true or false`,
        `Prices!${gp3} (price/aws.ebs.gp3.storage/0) is -0.08, less than 0`,
        `Prices!${put} (price/aws.s3.standard.put/0) holds a formula without a value`,
        `Prices!${get} (price/aws.s3.standard.get/0) holds a number beyond what can be counted`,
      ].toSorted(),
    );
  });

  it('misses a row that was deleted, and one that stands there twice', async () => {
    const row = Number(input('fanOut').slice(1));
    expect(await problemsOf(withoutRow(delivered, 'Inputs', row))).toEqual([
      'the row of fanOut is gone from the sheet Inputs',
    ]);
    const zones = Number(input('zones').slice(1));
    const twice = await problemsOf(edited(['Inputs', `A${zones}`, aText('fanOut')]));
    expect(twice.toSorted()).toEqual([
      `fanOut stands in the rows ${row} and ${zones} of the sheet Inputs`,
      'the row of zones is gone from the sheet Inputs',
    ]);
  });

  it('is refused where a range leaves its value out, or has one end', async () => {
    const [low, high] = [input(firstRate, 'F'), input(firstRate, 'G')];
    expect(await problemsOf(edited(['Inputs', low, aNumber(500)]))).toEqual([
      `Inputs!${low} to ${high} (${firstRate}): 500 to 160 is no range around 100`,
    ]);
    expect(await problemsOf(edited(['Inputs', high, NOTHING]))).toEqual([
      `Inputs!${low} to ${high} (${firstRate}): 60 to empty is no range around 100`,
    ]);
  });

  it('is refused where somebody says anew what a unit means', async () => {
    const at = input('secondsPerHour');
    expect(await problemsOf(edited(['Inputs', at, aNumber(3000)]))).toEqual([
      `Inputs!${at} (secondsPerHour) was changed, which says what a unit means`,
    ]);
  });

  it('is refused where it is no workbook, or not one of ours', async () => {
    expect(await problemsOf(new TextEncoder().encode('key;price'))).toEqual([
      expect.stringMatching(/^tco\.xlsx cannot be read as an \.xlsx workbook: /),
    ]);
    const damaged = withCell(delivered, 'cost.json', 'A1', aText('{"schemaVersion":'));
    expect(await problemsOf(damaged)).toEqual([expect.stringContaining('its hidden sheet "cost.json" is damaged')]);
  });
});
