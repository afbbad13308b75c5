import { address } from './address.ts';
import type { Cell, Sheet } from './cell.ts';
import { styleIndex } from './styles.ts';
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

const rowElement = (cells: readonly Cell[], row: number): string =>
  element('row', { r: row }, cells.map((cell, at) => cellElement(cell, at + 1, row)).join(''));

const paneOf = (frozenRows: number): string =>
  frozenRows === 0
    ? ''
    : element('pane', {
        ySplit: frozenRows,
        topLeftCell: address(1, frozenRows + 1),
        activePane: 'bottomLeft',
        state: 'frozen',
      });

/** xl/worksheets/sheetN.xml */
export function sheetPart({ widths, frozenRows, rows }: Sheet, isFirst: boolean): string {
  const view = element('sheetView', { ...(isFirst ? { tabSelected: 1 } : {}), workbookViewId: 0 }, paneOf(frozenRows));
  const columns = widths.map((width, at) => element('col', { min: at + 1, max: at + 1, width, customWidth: 1 }));
  return element(
    'worksheet',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    [
      element('sheetViews', {}, view),
      columns.length === 0 ? '' : element('cols', {}, columns.join('')),
      element('sheetData', {}, rows.map((cells, at) => rowElement(cells, at + 1)).join('')),
      PROTECTION,
    ].join(''),
  );
}
