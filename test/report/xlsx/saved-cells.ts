import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openWorkbook, type SavedWorkbook } from '../../../src/report/xlsx/file/open-workbook.ts';

const read = new WeakMap<Uint8Array, SavedWorkbook>();

function opened(bytes: Uint8Array): SavedWorkbook {
  const workbook = read.get(bytes) ?? openWorkbook(bytes);
  read.set(bytes, workbook);
  return workbook;
}

/** Address of the cell in the row whose first cells say `names`, found as a person finds it: by reading the sheet. */
export function cellOf(bytes: Uint8Array, sheet: string, names: readonly (string | number)[], column: string): string {
  const cells = opened(bytes).get(sheet) ?? new Map();
  const rows = [...new Set([...cells.keys()].map((at) => /\d+$/.exec(at)?.[0] ?? ''))];
  const row = rows.find((candidate) =>
    names.every((name, at) => {
      const content = cells.get(`${'ABC'[at]}${candidate}`)?.content;
      return (content?.kind === 'text' ? content.text : content?.kind === 'number' ? content.value : null) === name;
    }),
  );
  if (row === undefined) throw new Error(`no row of ${sheet} begins with ${names.join(', ')}`);
  return `${column}${row}`;
}

/** XML of a cell's inside, and its type where it is no number. */
export interface NewContent {
  readonly inside: string;
  readonly type?: string;
}

export const aNumber = (value: number): NewContent => ({ inside: `<v>${value}</v>` });
export const aText = (value: string): NewContent => ({ inside: `<is><t>${value}</t></is>`, type: 'inlineStr' });
export const NOTHING: NewContent = { inside: '' };

/** The file as a spreadsheet program would save it after one cell was typed into. */
export function withCell(bytes: Uint8Array, sheet: string, at: string, { inside, type }: NewContent): Uint8Array {
  return withSheet(bytes, sheet, (xml) => {
    const cell = new RegExp(`<c r="${at}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`);
    if (!cell.test(xml)) throw new Error(`${sheet} has no cell ${at}`);
    return xml.replace(cell, (_, style = '') => `<c r="${at}"${style}${type ? ` t="${type}"` : ''}>${inside}</c>`);
  });
}

export function withoutRow(bytes: Uint8Array, sheet: string, row: number): Uint8Array {
  return withSheet(bytes, sheet, (xml) => xml.replace(new RegExp(`<row r="${row}".*?</row>`), ''));
}

/** Every value that a program keeps beside a formula is another number: who shows the right one has computed it. */
export function withWrongValues(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([path, part]) => [
        path,
        strToU8(strFromU8(part).replace(/<\/f><v>[^<]*<\/v>/g, '</f><v>0.123</v>')),
      ]),
    ),
  );
}

export function sheetXml(bytes: Uint8Array, sheet: string): string {
  return strFromU8(unzipSync(bytes)[pathOf(bytes, sheet)] ?? new Uint8Array());
}

function withSheet(bytes: Uint8Array, sheet: string, edit: (xml: string) => string): Uint8Array {
  const path = pathOf(bytes, sheet);
  return zipSync({ ...unzipSync(bytes), [path]: strToU8(edit(sheetXml(bytes, sheet))) }, { level: 0 });
}

function pathOf(bytes: Uint8Array, sheet: string): string {
  const workbook = strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array());
  const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  return `xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`;
}
