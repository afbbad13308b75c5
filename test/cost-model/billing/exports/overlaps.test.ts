import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeParts } from '../../../../bench/billing/generated-export.ts';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { scope } from '../row.ts';
import { curLine as alike, exportCsv, exportFolder, focusLine, without, writeParquet } from './files.ts';

const { folder, put, options, remove } = exportFolder();
afterAll(remove);

let instances = 0;

/** A line of an instance of its own: what lines of one export differ in. */
const curLine = (given: Readonly<Record<string, string>> = {}) =>
  alike({ line_item_resource_id: `i-${++instances}`, ...given });

const totals = async (...paths: readonly string[]) =>
  (await readExports(paths, options())).map(({ rows }) => rows.reduce((lines, row) => lines + row.lines, 0));

const hour = (at: number, given = {}) =>
  focusLine({
    ChargePeriodStart: `2026-11-${String(3 + Math.floor(at / 24)).padStart(2, '0')}T${String(at % 24).padStart(2, '0')}:00:00Z`,
    ...given,
  });

const hours = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => hour(from + at));

describe('several files', () => {
  it('of one export are one bill, a month in two of them and many alike', async () => {
    put('month/a.csv', exportCsv(curLine(), curLine()));
    put('month/deep/b.csv', exportCsv(curLine()));
    put('month/manifest.json', '{}');
    expect(await totals('month')).toEqual([3]);
    for (let at = 0; at < 120; at++) put(`many/part-${at}.csv`, exportCsv(curLine()));
    expect(await totals('many')).toEqual([120]);
  });

  it('in CSV and Parquet, with different columns, are one bill', async () => {
    put('mixed/a.csv', exportCsv(curLine()));
    put('mixed/b.csv', exportCsv(...without(['pricing_unit'], [curLine()])));
    await writeParquet(join(folder, 'mixed/c.parquet'), `SELECT * FROM read_csv('${folder}/month/a.csv')`);
    expect(await totals('mixed')).toEqual([4]);
  });

  it('with the same content count once, and that is said', async () => {
    const content = exportCsv(curLine());
    put('copies/a.csv', content);
    put('copies/b.csv', content);
    const [source] = await readExports(['copies'], options());
    expect(source?.rows.map(({ lines }) => lines)).toEqual([1]);
    expect(source?.losses).toContain('copies/a.csv and copies/b.csv have the same content: counted once');
  });

  it('of an export that was delivered again are refused: it has numbered its lines anew', async () => {
    // Five days of one dollar each.
    const days = ['01', '02', '03', '04', '05'].map((day) => ({
      ...alike({ line_item_usage_start_date: `2026-11-${day}T00:00:00Z`, line_item_unblended_cost: '1' }),
    }));
    const again = days.map((line, at) => ({ ...line, identity_line_item_id: `other-${at}` }));
    put('delivered/a.csv', exportCsv(...days));
    put('delivered/b.csv', exportCsv(...again));
    await expect(totals('delivered')).rejects.toThrow(
      'delivered/a.csv and delivered/b.csv have mostly the same lines, from 2026-11-01 on: they would count twice',
    );
  });

  it('that hold the same month in other columns or another format are refused', async () => {
    const month = Array.from({ length: 30 }, (_, at) =>
      alike({ line_item_usage_start_date: `2026-11-${String(at + 1).padStart(2, '0')}T00:00:00Z` }),
    );
    for (const lacks of [
      ['identity_time_interval'],
      ['identity_time_interval', 'identity_line_item_id'],
      ['pricing_unit'],
    ]) {
      put('columns/a.csv', exportCsv(...month));
      put('columns/b.csv', exportCsv(...without(lacks, month)));
      await expect(totals('columns')).rejects.toThrow('columns/a.csv and columns/b.csv have');
    }
    const editions = (at: number) => focusLine({ ...hour(at), ResourceId: `i-${at % 3}`, SkuMeter: 'm7g.large' });
    const hours = Array.from({ length: 90 }, (_, at) => editions(at));
    put('editions/focus-1.0.csv', exportCsv(...without(['InvoiceId', 'SkuMeter'], hours)));
    put('editions/focus-1.2.csv', exportCsv(...hours.map((line) => ({ ...line, ServiceName: 'EC2' }))));
    await expect(totals('editions')).rejects.toThrow('editions/focus-1.0.csv and editions/focus-1.2.csv have mostly');
    put('formats/a.csv', exportCsv(...hours));
    await writeParquet(
      join(folder, 'formats/b.parquet'),
      `SELECT * FROM read_csv('${folder}/formats/a.csv', nullstr = 'NULL')`,
    );
    await expect(totals('formats')).rejects.toThrow('formats/a.csv and formats/b.parquet have mostly the same lines');
  });

  it('of lines that say too little to be told apart are refused where whole days are the same, and not where they differ', async () => {
    const hours = (from: number, to: number) => Array.from({ length: to - from }, () => alike());
    put('little/a.csv', exportCsv(...hours(0, 40)));
    put('little/b.csv', exportCsv(...hours(0, 39)));
    expect(await totals('little')).toEqual([79]);
    put('little/b.csv', exportCsv(...hours(0, 40)));
    await expect(totals('little')).rejects.toThrow('little/a.csv and little/b.csv have mostly the same lines');
  });

  it('that are said to be one delivery keep lines that are alike, tell so, and still have no number twice', async () => {
    put('delivery/a.csv', exportCsv(alike(), alike()));
    put('delivery/b.csv', exportCsv(alike(), alike()));
    await expect(totals('delivery')).rejects.toMatchObject({
      problems: [{ todo: expect.stringContaining('--one-delivery') }],
    });
    const oneDelivery = { ...options(), oneDelivery: true };
    const [read] = await readExports(['delivery'], oneDelivery);
    expect(read?.rows.reduce((lines, row) => lines + row.lines, 0)).toBe(4);
    expect(read?.losses.join()).toContain('one delivery');
    const line = curLine();
    put('delivery/c.csv', exportCsv(line));
    put('delivery/d.csv', exportCsv(line, alike()));
    await expect(readExports(['delivery'], oneDelivery)).rejects.toThrow(
      'delivery/c.csv and delivery/d.csv have the same lines',
    );
  });

  it('of more lines than are compared one by one are parts of one export, or two of them', async () => {
    mkdirSync(join(folder, 'large'));
    await writeParts(join(folder, 'large'), 240_000, 2);
    expect(await totals('large')).toEqual([240_000]);
    // The month's last day once more, numbered anew.
    await writeParquet(
      join(folder, 'large/again.parquet'),
      `SELECT * REPLACE ('other-' || identity_line_item_id AS identity_line_item_id) FROM read_parquet('${folder}/large/part-1.parquet') WHERE line_item_usage_start_date >= TIMESTAMP '2026-11-30'`,
    );
    await expect(totals('large')).rejects.toThrow(
      'large/again.parquet and large/part-1.parquet have mostly the same lines, from 2026-11-30 on',
    );
  });

  it('that share a numbered line are refused with both names, even where its amount has changed', async () => {
    const line = curLine();
    put('again/first.csv', exportCsv(line, curLine()));
    put('again/second.csv', exportCsv(curLine(), { ...line, line_item_unblended_cost: '0.09' }));
    await expect(totals('again')).rejects.toThrow(
      'again/first.csv and again/second.csv have the same lines, from 2026-11-03 on: they would count twice',
    );
  });

  it('in two formats that share a numbered line are refused', async () => {
    put('twice/a.csv', exportCsv(curLine()));
    await writeParquet(
      join(folder, 'twice/b.parquet'),
      `SELECT * FROM read_csv('${folder}/twice/a.csv', all_varchar = true)`,
    );
    await expect(totals('twice')).rejects.toThrow('have the same lines');
  });

  it('without numbers that repeat days of each other are refused, parts of those days are not', async () => {
    put('days/a.csv', exportCsv(...hours(0, 48)));
    put('days/b.csv', exportCsv(...hours(36, 96).map((line) => ({ ...line, BilledCost: '0.09' }))));
    await expect(totals('days')).rejects.toThrow(
      'days/a.csv and days/b.csv have mostly the same lines, from 2026-11-04 on: they would count twice',
    );
    put('parts/a.csv', exportCsv(...hours(0, 30)));
    put('parts/b.csv', exportCsv(...hours(30, 48)));
    expect(await totals('parts')).toEqual([48]);
  });

  it('of both formats are two sources', async () => {
    const sources = await readExports(
      [put('one.csv', exportCsv(curLine())), put('two.csv', exportCsv(focusLine()))],
      options(),
    );
    expect(sources.map(({ source }) => source)).toEqual(['cur', 'focus']);
  });

  it('give the same digest in any order, and another one for other content', async () => {
    const [a, b, c] = [
      put('d/a.csv', exportCsv(curLine())),
      put('d/b.csv', exportCsv(curLine())),
      put('d/c.csv', exportCsv(curLine())),
    ];
    const digest = async (...paths: readonly string[]) => (await readExports(paths, options()))[0]?.digest;
    expect(await digest(a, b)).toBe(await digest(b, a));
    expect(await digest(a, b)).not.toBe(await digest(a, c));
  });
});

describe('one file', () => {
  it('that has its numbered lines twice is refused, one whose lines only say the same is not', async () => {
    const lines = [alike(), alike(), alike()];
    put('one-file.csv', exportCsv(...lines));
    expect(await totals('one-file.csv')).toEqual([3]);
    put('one-file.csv', exportCsv(...lines, ...lines.slice(0, 1)));
    await expect(totals('one-file.csv')).rejects.toThrow(
      'one-file.csv has lines of the same number twice, from 2026-11-03 on: they would count twice',
    );
  });
});

describe('a scope', () => {
  it('takes the lines of its accounts, region and tags, and says what does not say where it belongs', async () => {
    const file = put(
      'scoped.csv',
      exportCsv(
        curLine({ line_item_unblended_cost: '1' }),
        curLine({ line_item_unblended_cost: '2', line_item_usage_account_id: '2' }),
        curLine({ line_item_unblended_cost: '4', product_region_code: 'eu-west-1' }),
        curLine({ line_item_unblended_cost: '8', resource_tags: '{"user_team":"other"}' }),
        curLine({ line_item_unblended_cost: '16.5', resource_tags: '{}', line_item_line_item_type: 'Tax' }),
        curLine({ line_item_unblended_cost: '32', resource_tags: '', product_region_code: '' }),
      ),
    );
    const asked = { ...scope, accounts: ['123456789012'], region: 'us-east-1', tags: { team: 'kafka' } };
    const [source] = await readExports([file], options({ scope: asked }));
    expect(source?.rows).toMatchObject([{ unblended: '1', lines: 1, tag: 'team=kafka' }]);
    // 16.5 without a tag and 32 without anything
    expect(source?.losses.join('\n')).toContain('2 lines over USD 48.50 do not say team or a region and are left out');
    const period = { start: '2026-11-04', end: '2026-11-05' };
    const [other] = await readExports([file], options({ scope: asked, period }));
    // None of these is of the day after.
    expect(other?.losses.join('\n')).not.toContain('are left out');
  });
});
