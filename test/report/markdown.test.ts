import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { everyTable } from '../../src/report/tables/every.ts';
import { fixture } from './fixture.ts';
import { hostileFixture } from './hostile.ts';

/** Columns of a row, counted at the bars that are not escaped. */
const columns = (line: string): number => line.split(/(?<!\\)\|/).length - 2;

describe('report.md', () => {
  it('has every table of the page, each row as wide as its heading', () => {
    const lines = renderMarkdown(fixture()).split('\n');
    for (const table of everyTable(fixture())) {
      const at = lines.findIndex((line) => line.startsWith(`## ${table.title}`));
      expect(at, table.title).toBeGreaterThan(-1);
      expect(columns(lines[at + 2] ?? '')).toBe(table.columns.length);
    }
  });

  it('keeps hostile names in their cell, without markup or control characters', () => {
    const page = renderMarkdown(hostileFixture());
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u001b');
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('=1+1'));
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(columns(row)).toBeGreaterThan(1);
    const header = rows.find((row) => row.startsWith('| Figure'));
    expect(header === undefined ? null : columns(header)).toBe(4);
  });

  it('carries the banner of the demo, and only of the demo', () => {
    const judged = fixture();
    const real = { ...judged, summary: { ...judged.summary, run: { ...judged.summary.run, demo: false } } };
    expect(renderMarkdown(judged)).toContain('> This is the demo');
    expect(renderMarkdown(real)).not.toContain('This is the demo');
  });
});
