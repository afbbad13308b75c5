import { address } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import { isWrapped, styleIndex } from './styles.ts';
import { cellText, element, escaped } from './xml.ts';

/** Against slips only: there is no password, and columns may be widened and filtered. */
const PROTECTION = element('sheetProtection', {
  sheet: 1,
  objects: 1,
  scenarios: 1,
  formatCells: 0,
  formatColumns: 0,
  formatRows: 0,
  autoFilter: 0,
});

function cellElement(cell: Cell, column: number, row: number): string {
  const place = { r: address(column, row), s: styleIndex(cell.style) };
  switch (cell.kind) {
    case 'empty':
      return element('c', place);
    case 'number':
      return element('c', place, `<v>${cell.value}</v>`);
    case 'text':
      return element('c', { ...place, t: 'inlineStr' }, `<is><t xml:space="preserve">${cellText(cell.text)}</t></is>`);
    case 'formula': {
      const isText = typeof cell.value === 'string';
      const value = isText ? cellText(String(cell.value)) : String(cell.value);
      return element('c', isText ? { ...place, t: 'str' } : place, `<f>${escaped(cell.formula)}</f><v>${value}</v>`);
    }
  }
}

/** Points for a line of text, and the share of a column's width that characters fill before they go on below. */
const LINE_HEIGHT = 13.5;
const TITLE_HEIGHT = 21;
const FILLED = 0.9;

/** Programs do not make room for wrapped text in a file that says nothing of heights. */
function heightOf(cells: readonly Cell[], widths: readonly number[]): Readonly<Record<string, number>> {
  const lines = cells.map((cell, at) =>
    cell.kind === 'text' && isWrapped(cell.style) ? Math.ceil(cell.text.length / ((widths[at] ?? 8) * FILLED)) : 1,
  );
  const most = Math.max(1, ...lines);
  const points = cells.some(({ style }) => style === 'title') ? TITLE_HEIGHT : most * LINE_HEIGHT;
  return points === LINE_HEIGHT ? {} : { ht: points, customHeight: 1 };
}

const rowElement = (cells: readonly Cell[], row: number, widths: readonly number[]): string =>
  element(
    'row',
    { r: row, ...heightOf(cells, widths) },
    cells.map((cell, at) => cellElement(cell, at + 1, row)).join(''),
  );

function paneOf({ frozenRows, frozenColumns = 0 }: Sheet): string {
  if (frozenRows === 0) return '';
  return element('pane', {
    ...(frozenColumns === 0 ? {} : { xSplit: frozenColumns }),
    ySplit: frozenRows,
    topLeftCell: address(frozenColumns + 1, frozenRows + 1),
    activePane: frozenColumns === 0 ? 'bottomLeft' : 'bottomRight',
    state: 'frozen',
  });
}

/** Printed across, as wide as a page. */
const FIT_TO_PAGE = element('sheetPr', {}, element('pageSetUpPr', { fitToPage: 1 }));
const LANDSCAPE = element('pageSetup', { orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });

/** xl/worksheets/sheetN.xml */
export function sheetPart(sheet: Sheet, isFirst: boolean): string {
  const { widths, rows } = sheet;
  const view = element('sheetView', { ...(isFirst ? { tabSelected: 1 } : {}), workbookViewId: 0 }, paneOf(sheet));
  const columns = widths.map((width, at) => element('col', { min: at + 1, max: at + 1, width, customWidth: 1 }));
  return element(
    'worksheet',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    [
      FIT_TO_PAGE,
      element('sheetViews', {}, view),
      columns.length === 0 ? '' : element('cols', {}, columns.join('')),
      element('sheetData', {}, rows.map((cells, at) => rowElement(cells, at + 1, widths)).join('')),
      PROTECTION,
      LANDSCAPE,
    ].join(''),
  );
}
