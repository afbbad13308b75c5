import { whole } from '../../judge/format.ts';
import type { KeyEntry, Panel, Picture } from '../charts/picture.ts';
import { drawSvg } from '../charts/svg.ts';
import { NARROW, WIDE } from '../charts/theme.ts';
import { html, Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

const keyMarkup = (entries: readonly KeyEntry[]): Markup =>
  html`<ul class="key">${entries.map(
    ({ label, colour, mark }) => html`<li><span class="swatch ${mark}" style="--colour:${colour}"></span>${label}</li>`,
  )}</ul>`;

/** Drawn twice, for wide and for narrow windows; the style sheet shows one of them. */
async function panelMarkup({ id, title, alt, spec }: Panel): Promise<Markup> {
  const wide = new Markup(await drawSvg(spec(WIDE), `${id}-wide`, alt));
  const narrow = new Markup(await drawSvg(spec(NARROW), `${id}-narrow`, alt));
  const heading = title === null ? null : html`<p class="panel-title">${title}</p>`;
  return html`<div class="panel">${heading}<div class="wide">${wide}</div><div class="narrow">${narrow}</div></div>`;
}

/** A picture with its title, key, caption, and the same points as tables. */
export async function figureMarkup(picture: Picture): Promise<Markup> {
  const panels: Markup[] = [];
  for (const panel of picture.panels) panels.push(await panelMarkup(panel));
  return html`<figure id="figure-${picture.id}" aria-labelledby="title-${picture.id}">
<h3 id="title-${picture.id}">${picture.title}</h3>
${keyMarkup(picture.key)}
${panels}
<figcaption>${picture.caption}</figcaption>
</figure>
${picture.tables.length === 0 ? null : dataMarkup(picture)}`;
}

/** Rows of a picture's data beyond which paper shows where they are instead. */
const PRINTED_ROWS = 40;

const rowsOf = ({ tables }: Picture): number =>
  tables.reduce((sum, { groups }) => sum + groups.reduce((rows, group) => rows + group.rows.length, 0), 0);

function dataMarkup(picture: Picture): Markup {
  const rows = rowsOf(picture);
  const details = (onScreen: string): Markup =>
    html`<details class="data${onScreen}"><summary>Show data<span class="hidden">: ${picture.title}</span></summary>
${picture.tables.map((table) => tableMarkup(table, 'data'))}
</details>\n`;
  if (rows <= PRINTED_ROWS) return details('');
  return html`${details(' on-screen')}<p class="on-paper notes">The ${whole(rows)} rows of data behind this picture are in report.csv.</p>\n`;
}
