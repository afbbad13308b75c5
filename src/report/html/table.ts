import { type Cell, type Row, type RowGroup, reasonsOf, type Table, titleWithUnit } from '../table.ts';
import { PROVENANCE_TITLES } from '../words.ts';
import { html, type Markup } from './markup.ts';

function cellMarkup(cell: Cell, align: string, label: string, reasons: readonly string[], tableId: string): Markup {
  const origin = cell.kind === 'figure' || cell.kind === 'missing' ? cell.origin : undefined;
  const target = origin === undefined ? null : html` data-target="${origin.target}" data-metric="${origin.metric}"`;
  switch (cell.kind) {
    case 'figure':
      return html`<td class="${align} figure" data-label="${label}"${target} data-value="${cell.value}">${cell.text}</td>`;
    case 'missing': {
      const note = reasons.indexOf(cell.why) + 1;
      return html`<td class="${align}" data-label="${label}"${target} title="${cell.why}"><span>–<sup><a href="#${tableId}-note-${note}" aria-label="why: note ${note}">${note}</a></sup></span></td>`;
    }
    case 'list': {
      const lead = cell.lead === '' ? null : html`${cell.lead} `;
      const [only] = cell.items;
      const items = cell.items.length === 1 ? only : html`<ul>${cell.items.map((item) => html`<li>${item}</li>`)}</ul>`;
      return html`<td class="prose" data-label="${label}"><div>${lead}${items ?? ''}</div></td>`;
    }
    case 'command':
      return html`<td class="${align}" data-label="${label}"><code>${cell.text}</code></td>`;
    case 'text':
      return cell.tone === undefined
        ? html`<td class="${align}" data-label="${label}">${cell.text}</td>`
        : html`<td class="${align}" data-label="${label}"><span class="verdict ${cell.tone}">${cell.text}</span></td>`;
  }
}

function rowMarkup(table: Table, row: Row, reasons: readonly string[], below: Markup | null): Markup {
  const cells = row.cells.map((cell, index) => {
    const column = table.columns[index + 1];
    return cellMarkup(cell, column?.align ?? 'left', column?.title ?? '', reasons, table.id);
  });
  const total = row.total ? html` class="total"` : null;
  return html`<tr${total}><th scope="row">${titleWithUnit(row)}</th>${cells}</tr>\n${
    below === null ? null : html`<tr class="below"><td colspan="${table.columns.length}">${below}</td></tr>\n`
  }`;
}

function groupMarkup(table: Table, group: RowGroup, reasons: readonly string[], below: Below): Markup {
  const provenance =
    group.provenance === null ? null : html` <span class="provenance">${PROVENANCE_TITLES[group.provenance]}</span>`;
  const title =
    group.title === null
      ? null
      : html`<tr class="group"><th scope="rowgroup" colspan="${table.columns.length}">${group.title}${provenance}</th></tr>\n`;
  return html`<tbody>${title}${group.rows.map((row) => rowMarkup(table, row, reasons, below(row)))}</tbody>`;
}

/** Provenance of a table of one untitled group stands in its caption. */
function captionProvenance(table: Table): Markup | null {
  const [only] = table.groups;
  if (only === undefined || only.title !== null || only.provenance === null) return null;
  return html` <span class="provenance">${PROVENANCE_TITLES[only.provenance]}</span>`;
}

function notesMarkup(table: Table, reasons: readonly string[]): Markup | null {
  if (table.notes.length + reasons.length === 0) return null;
  return html`<div class="notes">${table.notes.map((note) => html`<p>${note}</p>`)}${
    reasons.length === 0
      ? null
      : html`<ol>${reasons.map((why, index) => html`<li id="${table.id}-note-${index + 1}">${why}</li>`)}</ol>`
  }</div>`;
}

/** More columns than these do not stand side by side on a phone. */
const PHONE_COLUMNS = 4;

/** What stands over the whole width below a row; null where nothing does. */
type Below = (row: Row) => Markup | null;

/**
 * A table with its caption, notes, and the reasons of its dashes. `stacked` tables turn into one
 * block a row on a phone, as those with many columns do; the others keep their columns.
 */
export function tableMarkup(
  table: Table,
  layout: 'columns' | 'stacked' | 'data' = 'stacked',
  below: Below = () => null,
): Markup {
  const reasons = reasonsOf(table);
  const scrolls = layout === 'data' ? html` tabindex="0" role="region" aria-label="${table.title}"` : null;
  const onPhone = layout === 'columns' && table.columns.length > PHONE_COLUMNS ? 'stacked' : layout;
  const slim = table.columns.length <= 3 ? ' slim' : '';
  return html`<div class="table ${onPhone}${slim}"${scrolls}><table id="${table.id}">
<caption>${table.title}${captionProvenance(table)}</caption>
<thead><tr>${table.columns.map((column) => html`<th scope="col" class="${column.align}">${column.title}</th>`)}</tr></thead>
${table.groups.map((group) => groupMarkup(table, group, reasons, below))}
</table></div>${notesMarkup(table, reasons)}`;
}
