import { objectStoreRequests } from '../charts/object-store.ts';
import type { Judged } from '../judged.ts';
import { objectStoreTable } from '../tables/object-store.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

/** Requests to the object store as a picture and in figures; null where no target has one. */
export async function objectStoreMarkup(judged: Judged): Promise<Markup | null> {
  const table = objectStoreTable(judged.summary.targets);
  if (table === null) return null;
  const picture = objectStoreRequests(judged);
  return html`<section id="object-store" aria-labelledby="object-store-title">
<h2 id="object-store-title">Object store</h2>
${picture === null ? null : await figureMarkup(picture)}
${tableMarkup(table, 'columns')}
</section>\n`;
}
