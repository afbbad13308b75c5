import { strToU8, zipSync } from 'fflate';
import type { Sheet } from './cell.ts';
import { sheetPart } from './sheet-part.ts';
import { stylesPart } from './styles.ts';
import { element } from './xml.ts';

const SCHEMAS = 'http://schemas.openxmlformats.org';
const RELATIONSHIPS = `${SCHEMAS}/officeDocument/2006/relationships`;
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The earliest that a zip can say; its fields are read in local time, so that they are the same everywhere. */
const ZIP_TIME = new Date(1980, 0, 1);

/**
 * The bytes of an .xlsx file. The same sheets give the same bytes, in any time zone and language.
 * Programs compute every formula when they open it, and show the values given until then.
 */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookPart(sheets),
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': stylesPart(),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetPart(sheet, at === 0)])),
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(`${DECLARATION}${xml}`)])),
    { level: 9, mtime: ZIP_TIME },
  );
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (name: string, type: string): string =>
    element('Override', { PartName: `/xl/${name}`, ContentType: `${SPREADSHEET}.${type}+xml` });
  return element(
    'Types',
    { xmlns: `${SCHEMAS}/package/2006/content-types` },
    [
      element('Default', {
        Extension: 'rels',
        ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
      }),
      part('workbook.xml', 'sheet.main'),
      part('styles.xml', 'styles'),
      ...sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet')),
    ].join(''),
  );
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  return element(
    'Relationships',
    { xmlns: `${SCHEMAS}/package/2006/relationships` },
    targets
      .map(([type, Target], at) =>
        element('Relationship', { Id: `rId${at + 1}`, Type: `${RELATIONSHIPS}/${type}`, Target }),
      )
      .join(''),
  );
}

function workbookPart(sheets: readonly Sheet[]): string {
  const entries = sheets.map(({ name, hidden }, at) =>
    element('sheet', { name, sheetId: at + 1, ...(hidden ? { state: 'veryHidden' } : {}), 'r:id': `rId${at + 1}` }),
  );
  return element(
    'workbook',
    { xmlns: `${SCHEMAS}/spreadsheetml/2006/main`, 'xmlns:r': RELATIONSHIPS },
    [
      element('bookViews', {}, element('workbookView', { activeTab: 0 })),
      element('sheets', {}, entries.join('')),
      element('calcPr', { calcId: 191029, fullCalcOnLoad: 1 }),
    ].join(''),
  );
}
