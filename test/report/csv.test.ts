import { describe, expect, it } from 'vitest';
import { measuredPictures } from '../../src/report/charts/pictures.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { cellText } from '../../src/report/table.ts';
import { everyTable } from '../../src/report/tables/every.ts';
import { fixture } from './fixture.ts';
import { hostileFixture } from './hostile.ts';

/** RFC 4180, read one character at a time: an oracle that shares nothing with the writer. */
function parseCsv(text: string): readonly { readonly value: string; readonly quoted: boolean }[][] {
  const rows: { value: string; quoted: boolean }[][] = [];
  let row: { value: string; quoted: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    const quoted = text[at] === '"';
    if (quoted) {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        value += text[at];
      }
      at++;
    } else {
      while (text[at] !== ',' && text[at] !== '\r') value += text[at++];
    }
    row.push({ value, quoted });
    if (text[at] === ',') {
      at++;
      continue;
    }
    expect(text.slice(at, at + 2)).toBe('\r\n');
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe('report.csv', () => {
  it('reads back as every cell of every table and every point of the pictures, in order', () => {
    const judged = fixture();
    const [header, ...rows] = parseCsv(renderCsv(judged)).map((row) => row.map(({ value }) => value));
    const tables = [...everyTable(judged), ...measuredPictures(judged).flatMap((picture) => picture.tables)];
    const cells = tables.flatMap((table) =>
      table.groups.flatMap((group) =>
        group.rows.flatMap((row) =>
          row.cells.map((cell, index) => [
            table.id,
            group.title ?? '',
            row.title,
            table.columns[index + 1]?.title,
            cell.kind === 'missing' ? '' : cell.kind === 'figure' ? String(cell.value) : cellText(cell, []),
          ]),
        ),
      ),
    );
    expect(header).toEqual(['table', 'group', 'row', 'column', 'value', 'unit', 'provenance', 'note']);
    // "= Acknowledged" and "+ Failed" head columns of the account; the apostrophe keeps them text.
    const unguarded = rows.map((row) => row.slice(0, 5).map((value) => value.replace(/^'(?=[=+\-@])/, '')));
    expect(unguarded).toEqual(cells);
  });

  it('lets no text begin like a formula, and leaves numbers numbers', () => {
    const [, ...rows] = parseCsv(renderCsv(hostileFixture()));
    const fields = rows.flat();
    expect(fields.filter(({ value, quoted }) => quoted && /^[=+\-@]/.test(value))).toEqual([]);
    expect(fields.some(({ value }) => value.startsWith("'=1+1"))).toBe(true);
    for (const { value } of fields.filter(({ quoted }) => !quoted)) expect(value).toMatch(/^$|^-?\d+(\.\d+)?$/);
  });
});
