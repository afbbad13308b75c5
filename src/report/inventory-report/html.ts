import type { Inventory } from '../../inventory/types.ts';
import { utcMinute } from '../format.ts';
import { html, type Markup } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { tableMarkup } from '../html/table.ts';
import type { Table } from '../table.ts';
import type { PageSection } from './section.ts';
import { inventorySections } from './sections.ts';
import { sorting } from './sorting.ts';
import { style } from './style.ts';
import { inventorySentence, notObtainedWords, overviewWords, spentWords } from './words.ts';

/** A page is read, not searched: the largest, the furthest behind, the first by name. */
const SHOWN = { rows: 50, names: 4 };

/** More columns than these do not stand side by side on a phone. */
const layoutOf = ({ columns }: Table): 'columns' | 'stacked' => (columns.length <= 2 ? 'columns' : 'stacked');

/** What is on a cluster as one self-contained page, for somebody who has never seen it. */
export function renderInventoryHtml(inventory: Inventory): string {
  const sections = inventorySections(inventory, SHOWN);
  const { target, startedAt } = inventory;
  const absent = notObtainedWords(inventory);
  const header = html`<p class="eyebrow">Inventory of ${target.name}, ${utcMinute(startedAt)}</p>
<h1>${inventorySentence(inventory)}.</h1>
${overviewWords(inventory).map((words) => html`<p>${words}</p>`)}
${absent === null ? null : html`<p class="banner">${absent}</p>`}
<p class="standing">${spentWords(inventory)}</p>`;
  return page({
    title: `Inventory of ${target.name}`,
    header,
    sections,
    main: html`${sections.map(sectionMarkup)}`,
    ownStyle: style,
    ownScript: sorting,
  });
}

const sectionMarkup = ({ id, title, lines, tables, folded }: PageSection): Markup => html`<section id="${id}"${
  tables.length === 1 ? html` class="one-table"` : null
}>
<h2>${title}</h2>
${lines.map((line) => html`<p>${line}</p>`)}
${tables.map((table) => tableMarkup(table, layoutOf(table)))}
${folded.map(
  (one) => html`<details><summary>${one.title}</summary>${tableMarkup(one.table, layoutOf(one.table))}</details>`,
)}
</section>
`;
