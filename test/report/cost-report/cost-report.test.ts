import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { renderCostCsv } from '../../../src/report/cost-report/csv.ts';
import { renderCostHtml } from '../../../src/report/cost-report/html.ts';
import { renderCostMarkdown } from '../../../src/report/cost-report/markdown.ts';
import { costTables } from '../../../src/report/tables/cost/every.ts';
import { answeredAll, answeredIncomplete, answeredInEuros, answeredSix } from '../fixture-answered.ts';
import { HOSTILE } from '../hostile.ts';

/** What comes from outside, renamed to something hostile. */
const hostile: CostResult = {
  ...answeredSix,
  sheet: { name: HOSTILE, owner: HOSTILE, approver: null, date: HOSTILE },
  region: HOSTILE,
  priceBook: { ...answeredSix.priceBook, name: HOSTILE },
  figures: Object.fromEntries(
    Object.entries(answeredSix.figures).map(([name, figure]) => [name, { ...figure, source: HOSTILE }]),
  ),
  platforms: answeredSix.platforms.map((platform) => ({ ...platform, platformTitle: HOSTILE, title: HOSTILE })),
  notPriced: [{ platform: HOSTILE, why: HOSTILE }],
};

describe('the page', () => {
  it.each([
    ['six platforms', answeredSix],
    ['every platform', answeredAll],
    ['an incomplete side', answeredIncomplete],
  ])('of %s is the same every time and uses every id once', async (_, cost) => {
    const page = await renderCostHtml(cost);
    expect(await renderCostHtml(cost)).toBe(page);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(anchors.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('explains every line to its amount, with sources', async () => {
    const page = await renderCostHtml(answeredSix);
    const explained = page.match(/<details class="why">/g) ?? [];
    const lines = answeredSix.platforms.flatMap(({ platform, variant, lineItems }) =>
      lineItems.map(({ period, category, item }) => `${platform}/${variant} ${period} ${category} ${item}`),
    );
    expect(explained).toHaveLength(new Set(lines).size);
    expect(page.includes('somebody changed it')).toBe(false);
    expect(page.includes('infracost ebs_volume_test.golden, 2024-07-01')).toBe(true);
  });

  it('says so where an amount is not what its line comes to', async () => {
    const [first, ...others] = answeredSix.platforms;
    const [line, ...rest] = first?.lineItems ?? [];
    if (first === undefined || line === undefined) throw new Error('the fixture has lines');
    const changed = { ...first, lineItems: [{ ...line, amount: new Decimal(line.amount).plus(1).toFixed() }, ...rest] };
    const page = await renderCostHtml({ ...answeredSix, platforms: [changed, ...others] });
    expect(page.match(/somebody changed it/g)).toHaveLength(1);
  });

  it('has no dollar sign at an amount in euros, and says the rate, the discount and the tax with their sources', async () => {
    const page = await renderCostHtml(answeredInEuros);
    expect(answeredInEuros.currency).toBe('EUR');
    const cells = [...page.matchAll(/<td class="[^"]*figure"[^>]*data-label="([^"]*)"[^>]*>([^<]*)</g)];
    const dollars = cells.filter(([, label, text]) => text?.includes('$') && !label?.endsWith(', US dollars'));
    expect(dollars.map(([cell]) => cell)).toEqual([]);
    expect(cells.filter(([, , text]) => text?.includes('€')).length).toBeGreaterThan(100);
    expect(page.includes('EUR, at 0.92 a US dollar (the bank, 2026-11-01)')).toBe(true);
    expect(page.includes('20% off aws.ebs (our contract)')).toBe(true);
    expect(page).toMatch(
      /tax 19% on what the cloud and vendors are paid, shown apart from the totals, [^<]*\(the law\)/,
    );
    expect(page.includes('list price $0.08 less 20% (our contract) at 0.92 EUR a US dollar')).toBe(true);
  });

  it('says on its first lines that it is AWS only, where, whose assumptions they are, and that a saving is a model', async () => {
    const sheet = { name: 'TCO 2027', owner: 'Finance', approver: null, date: '2026-11-20' };
    const page = await renderCostHtml({ ...answeredSix, sheet });
    const head = page.slice(0, page.indexOf('id="cost-side-by-side"'));
    for (const words of [
      'AWS only, region us-east-1',
      'TCO 2027: owned by Finance, nobody has approved it, 2026-11-20',
      'This is a model until a representative, valid and transferable run stands behind both sides',
      'the oldest is 873 days old',
    ]) {
      expect(head.includes(words), words).toBe(true);
    }
  });

  it('shows hostile text as text', async () => {
    const page = await renderCostHtml(hostile);
    expect(page.includes('<img')).toBe(false);
    expect(page).toContain('&lt;img src=x');
  });

  it('says that nothing is priced, and why, where nothing is', async () => {
    const none = { ...answeredSix, platforms: [], answers: null, notPriced: [{ platform: 'x', why: 'no book of it' }] };
    const page = await renderCostHtml(none);
    expect(page.includes('<h1>Nothing is priced.</h1>')).toBe(true);
    expect(page.includes('no book of it')).toBe(true);
  });
});

describe('the Markdown', () => {
  it('has the sentence, every table but the lines of what is not compared, and rows as wide as their heading', () => {
    const text = renderCostMarkdown(answeredSix);
    const lines = text.split('\n');
    expect(lines[0]).toMatch(/^# Modelled: WarpStream would cost \\\$/);
    const columns = (line: string): number => line.split(/(?<!\\)\|/).length - 2;
    const elsewhere = /^lines-(?!apache-kafka-block-storage|warpstream-s3-(?!express))/;
    for (const table of costTables(answeredSix).filter(({ id }) => !elsewhere.test(id))) {
      const at = lines.findIndex((line) => line.startsWith(`## ${table.title.replace(/[()]/g, '\\$&')}`));
      expect(at, table.title).toBeGreaterThan(-1);
      expect(columns(lines[at + 2] ?? '')).toBe(table.columns.length);
    }
    // Two dollar signs on one line would make what is between them a formula.
    expect(text.match(/(?<!\\)\$/)).toBeNull();
    expect(text.includes('## Amazon MSK: ')).toBe(false);
    expect(text).toContain('The lines of the other platforms are in the CSV file and the workbook.');
    expect(renderCostMarkdown(hostile).includes('<img')).toBe(false);
  });
});

describe('the CSV', () => {
  it('lets no text begin like a formula, and holds every line’s amount in full', () => {
    const text = renderCostCsv(hostile);
    expect(text.match(/(^|,)"[=+\-@\t\r]/gm)).toBeNull();
    expect(text.includes(`"'=1+1`)).toBe(true);
    const plain = renderCostCsv(answeredSix);
    for (const { lineItems } of answeredSix.platforms) {
      for (const { amount } of lineItems) expect(plain.includes(`"Amount",${amount},"USD"`), amount).toBe(true);
    }
  });
});
