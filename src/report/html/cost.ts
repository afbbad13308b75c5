import type { CostResult, PlatformCost } from '../../cost-model/types/result.ts';
import { significant } from '../../judge/format.ts';
import { MIB } from '../../units.ts';
import { costBars } from '../charts/cost-bars.ts';
import { kept, percent, terabytesAMonth, wholeDollars } from '../format.ts';
import { categoryTable, monthlyLines, titleOf } from '../tables/cost.ts';
import { assumptionTable, measuredTable } from '../tables/cost-basis.ts';
import { lineItemTable, unpricedTable } from '../tables/cost-lines.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../words.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

function workloadMarkup({ workload, hoursPerMonth }: CostResult): Markup {
  return html`<dl>
<dt>Written</dt><dd>${terabytesAMonth(workload.averageIngress, hoursPerMonth)}, with peaks of ${significant(workload.peakIngress / MIB)} MiB a second</dd>
<dt>Read</dt><dd>every byte ${workload.fanOut} times</dd>
<dt>Kept</dt><dd>${kept(workload.retentionMs)}; ${workload.replication} copies of what brokers hold</dd>
<dt>Growth</dt><dd>${workload.growthPerMonth === 0 ? 'none' : `${percent(workload.growthPerMonth)} a month, not applied yet: the month priced is the first one`}</dd>
<dt>Zones</dt><dd>${workload.zones}</dd>
</dl>`;
}

/** What is priced in full, under the short title. */
const standsFor = ({ targets, title }: PlatformCost): string =>
  `${targets.length === 0 ? '' : `Production of ${targets.join(' and ')}: `}${title}, modelled.`;

function platformLines(platform: PlatformCost, cost: CostResult): Markup {
  const opened = CATEGORIES.filter((category) => platform.lineItems.some((line) => line.category === category));
  const title = titleOf(platform, cost);
  return html`<h4>${title}</h4>
<p class="aside">${standsFor(platform)}</p>
${opened.map((category) => {
  const { lines, amount } = monthlyLines(platform, category);
  const sum = lines.length === 0 ? 'one-time' : `${wholeDollars(amount)} a month`;
  return html`<details><summary><span class="hidden">${title}, </span>${CATEGORY_TITLES[category]}: ${sum}</summary>
${tableMarkup(lineItemTable(platform, category, cost))}</details>\n`;
})}`;
}

const notPricedMarkup = ({ notPriced = [] }: CostResult): Markup | null =>
  notPriced.length === 0
    ? null
    : html`<ul>${notPriced.map(({ platform, why }) => html`<li>${platform} is not priced: ${why}</li>`)}</ul>`;

/** What production would cost, in words and figures for finance; the reasons where nothing is priced. */
export async function costMarkup(cost: CostResult | null): Promise<Markup> {
  if (cost === null || cost.platforms.length === 0) {
    return html`<section id="cost" aria-labelledby="cost-title"><h2 id="cost-title">Cost</h2>
<p>Nothing is priced.</p>${cost === null ? null : notPricedMarkup(cost)}</section>\n`;
  }
  const bars = costBars(cost);
  const unpriced = unpricedTable(cost);
  const measured = measuredTable(cost);
  return html`<section id="cost" aria-labelledby="cost-title">
<h2 id="cost-title">Cost</h2>
<p>This is a model of the production workload below at list prices, not a bill and not a quote. No saving is claimed.</p>
${workloadMarkup(cost)}
${bars === null ? null : await figureMarkup(bars)}
${tableMarkup(categoryTable(cost), 'columns')}
${notPricedMarkup(cost)}
${unpriced === null ? null : tableMarkup(unpriced)}
<h3>The lines behind the totals</h3>
${cost.platforms.map((platform) => platformLines(platform, cost))}
<h3>What it rests on</h3>
${measured === null ? null : tableMarkup(measured)}
<details><summary>Every figure and assumption, with its source</summary>
${tableMarkup(assumptionTable(cost))}</details>
</section>\n`;
}
