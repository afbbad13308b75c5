import { billPictures } from './charts/bill/pictures.ts';
import { costPictures } from './charts/cost/pictures.ts';
import { measuredPictures } from './charts/pictures.ts';
import type { Judged } from './judged.ts';
import { type Cell, cellText, type Table } from './table.ts';
import { everyTable } from './tables/every.ts';

const HEADER = ['table', 'group', 'row', 'column', 'value', 'unit', 'provenance', 'note'] as const;

/** A spreadsheet would run text that begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** Text as text in every reader: quoted, and with an apostrophe before what could be a formula. */
export const textField = (value: string): string => quoted(FORMULA.test(value) ? `'${value}` : value);

/** Figures as the judged files have them: all digits, no groups. */
function valueFields(cell: Cell): readonly [value: string, unit: string, note: string] {
  switch (cell.kind) {
    case 'figure':
      return [String(cell.value), textField(cell.unit), quoted('')];
    case 'missing':
      return ['', quoted(''), textField(cell.why)];
    default:
      return [textField(cellText(cell, [])), quoted(''), quoted('')];
  }
}

function tableLines(table: Table): readonly string[] {
  return table.groups.flatMap((group) =>
    group.rows.flatMap((row) =>
      row.cells.map((cell, index) => {
        const [value, unit, note] = valueFields(cell);
        const place = [table.id, group.title ?? '', row.title, table.columns[index + 1]?.title ?? ''].map(textField);
        return [...place, value, unit, textField(group.provenance ?? ''), note].join(',');
      }),
    ),
  );
}

/** One cell a line (RFC 4180), ready for a pivot table. */
export function csvOf(tables: readonly Table[]): string {
  return [HEADER.join(','), ...tables.flatMap(tableLines)].map((line) => `${line}\r\n`).join('');
}

/** Every table and every point of the pictures. */
export function renderCsv(judged: Judged): string {
  const pictures = [
    ...measuredPictures(judged),
    ...(judged.cost === null ? [] : costPictures(judged.cost)),
    ...billPictures(judged),
  ];
  return csvOf([...everyTable(judged), ...pictures.flatMap((picture) => picture.tables)]);
}
