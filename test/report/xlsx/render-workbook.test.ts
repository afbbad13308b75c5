import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { openWorkbook, type SavedWorkbook } from '../../../src/report/xlsx/file/open-workbook.ts';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { price } from '../../cost-model/fixture.ts';
import { HOSTILE } from '../hostile.ts';
import { everyPlatform } from './every-platform.ts';
import { cellOf, sheetXml } from './saved-cells.ts';
import { twoTargets } from './two-targets.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const PRINT_DIGEST = `
import { createHash } from 'node:crypto';
import { renderWorkbook } from './src/report/xlsx/render-workbook.ts';
import { price } from './test/cost-model/fixture.ts';
process.stdout.write(createHash('sha256').update(await renderWorkbook(price('tiered'))).digest('hex'));`;

describe('a workbook', () => {
  it.each([
    ['Pacific/Kiritimati', 'de_DE.UTF-8'],
    ['America/Los_Angeles', 'C'],
  ])('is the same bytes in %s and %s as here', async (zone, language) => {
    const there = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', PRINT_DIGEST], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language },
    });
    expect(there).toBe(digest(await renderWorkbook(price('tiered'))));
  });

  it('is another file where one price is another', async () => {
    const changed = price('tiered', { overrides: { 'price/aws.s3.standard.put/0': { value: 0.006, source: 'test' } } });
    expect(digest(await renderWorkbook(changed))).not.toBe(digest(await renderWorkbook(price('tiered'))));
  });
});

describe('two targets of one variant', () => {
  it('have a title each, wherever a platform is named', async () => {
    const cost = twoTargets();
    expect(new Set(cost.platforms.map(({ title }) => title)).size).toBe(1);
    const workbook = openWorkbook(await renderWorkbook(cost));
    const textsOf = (sheet: string, at: RegExp): ReadonlySet<string> =>
      new Set(
        [...(workbook.get(sheet) ?? [])].flatMap(([cell, { content }]) =>
          at.test(cell) && content.kind === 'text' ? [content.text] : [],
        ),
      );
    const titles = ['a', 'b'].map((target) => expect.stringContaining(`, as target-${target} assumes`));
    expect([...textsOf('Summary', /^[BC]3$/)]).toEqual(titles);
    expect([...textsOf('Lines', /^A/)].filter((text) => text.includes('target-'))).toEqual(titles);
    expect([...textsOf('Inputs', /^B/)].filter((text) => text.includes('target-'))).toEqual(titles);
    expect([...textsOf('Derived', /^B/)].filter((text) => text.includes('target-'))).toEqual(titles);
    expect([...textsOf('Business', /^A1$/)].join()).toMatch(/target-a.*target-b/);
  });
});

describe('terms in a workbook', () => {
  it('are told in rounded words, with the prices as they are paid', async () => {
    const share = 0.07;
    const discounts = [{ of: { vendor: 'aws' }, share, source: 'agreement' }];
    const tax = { share, source: 'VAT' };
    const currency = { currency: 'EUR', perUsd: '0.5', date: '2026-11-20', source: 'a bank' };
    const bytes = await renderWorkbook(twoTargets({ discounts, tax, currency }));
    const workbook = openWorkbook(bytes);
    const texts = [...workbook].flatMap(([name, cells]) =>
      name === 'cost.json'
        ? []
        : [...cells.values()].map(({ content }) => (content.kind === 'text' ? content.text : '')),
    );
    expect(texts.join('\n')).toContain('7% off everything of aws (agreement)');
    expect(texts.join('\n')).toContain('Tax on cloud and vendors, 7%');
    expect(texts.join('\n')).not.toContain('7.000000000000001');
    // 0.1632 less 7% at a half.
    const paid = workbook.get('Prices')?.get(cellOf(bytes, 'Prices', ['aws.ec2.m7g.xlarge', 1], 'G'))?.content;
    expect(paid).toEqual({ kind: 'number', value: 0.075888 });
  });
});

describe('text from outside', () => {
  const hostile = `${HOSTILE}_x0041_\r`;
  const base = price('tiered');
  const cost: CostResult = {
    ...base,
    platforms: base.platforms.map((platform) => ({
      ...platform,
      title: hostile,
      platformTitle: hostile,
      targets: [hostile],
      lineItems: platform.lineItems.map((line) => ({
        ...line,
        item: hostile,
        basis: hostile,
        category: line.category,
      })),
    })),
    priceBook: { ...base.priceBook, name: hostile },
    notPriced: [{ platform: hostile, why: hostile }],
  };

  it('is text in its cell, and in no formula', async () => {
    const bytes = await renderWorkbook(cost);
    const sheets = openWorkbook(bytes);
    for (const sheet of sheets.keys()) expect(sheetXml(bytes, sheet)).not.toMatch(/<f>[^<]*(onerror|1\+1,)/);
    // An escape character is the only one that XML cannot hold.
    const shown = { kind: 'text', text: hostile.replace('\u001b', '\ufffd') };
    expect(sheets.get('Summary')?.get('B3')).toMatchObject({ formula: null, content: shown });
    expect(sheets.get('Lines')?.get('C4')).toMatchObject({ formula: null, content: shown });
  });

  it.each([
    ['of one cell', cost],
    // Each is two units long: one of any two in a row would be cut where a cell ends.
    ['longer than a cell', { ...cost, region: `${'😀'.repeat(40_000)}a${'😀'.repeat(40_000)}` }],
  ])('comes back as it was, in the result that the workbook carries, %s', async (_, cost) => {
    expect((await readWorkbook(await renderWorkbook(cost), 'a.xlsx')).cost).toEqual(JSON.parse(JSON.stringify(cost)));
  });
});

describe('its cells', () => {
  const cost = everyPlatform();
  let bytes: Uint8Array;
  let sheets: SavedWorkbook;
  beforeAll(async () => {
    bytes = await renderWorkbook(cost);
    sheets = openWorkbook(bytes);
  });
  const contentAt = (sheet: string, at: string) => sheets.get(sheet)?.get(at)?.content;

  it('show what formulas come to before anything is computed', () => {
    const [first] = cost.platforms;
    const total = cellOf(bytes, 'Summary', ['Total a month'], 'B');
    expect(contentAt('Summary', total)).toEqual({ kind: 'number', value: Number(first?.total) });
    expect(sheets.get('Summary')?.get(total)?.formula).toMatch(/^SUM\(B\d+:B\d+\)$/);
  });

  it('hold every tier of a price, also one that nothing reaches', () => {
    const tiers = cost.prices['aws.s3.standard.storage']?.tiers ?? [];
    expect(tiers.length).toBeGreaterThan(2);
    for (const [tier, { figure }] of tiers.entries()) {
      const at = cellOf(bytes, 'Prices', ['aws.s3.standard.storage', tier + 1], 'G');
      expect(contentAt('Prices', at)).toEqual({ kind: 'number', value: cost.figures[figure]?.value });
    }
  });

  it('leave a price empty that nobody knows, unlocked as every price is', () => {
    const at = cellOf(bytes, 'Prices', ['automq.byoc.ingress', 1], 'G');
    expect(contentAt('Prices', at)).toBeUndefined();
    const style = (cell: string) => new RegExp(`<c r="${cell}" s="(\\d+)"`).exec(sheetXml(bytes, 'Prices'))?.[1];
    expect(style(at)).toBeDefined();
    expect(style(at)).toBe(style(cellOf(bytes, 'Prices', ['aws.ec2.m7g.xlarge', 1], 'G')));
  });

  it('keep every formula below the length that Excel takes', () => {
    const formulas = [...sheets.values()].flatMap((cells) => [...cells.values()].map(({ formula }) => formula ?? ''));
    expect(formulas.filter((formula) => formula !== '').length).toBeGreaterThan(1000);
    expect(Math.max(...formulas.map(({ length }) => length))).toBeLessThan(8192);
  });

  it('say of no platform that it is the cheapest', () => {
    const texts = [...(sheets.get('Summary')?.values() ?? [])].flatMap(({ content }) =>
      content.kind === 'text' ? [content.text] : [],
    );
    expect(texts.filter((text) => /cheap|sav|best|win/i.test(text))).toEqual([]);
  });
});
