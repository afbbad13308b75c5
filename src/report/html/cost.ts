import type { CostResult } from '../../cost-model/types/result.ts';
import { costBars } from '../charts/cost/bars.ts';
import { breakEvenCurves } from '../charts/cost/break-even.ts';
import { cashFlow } from '../charts/cost/cash-flow.ts';
import { heatMap } from '../charts/cost/heat-map.ts';
import { tornado } from '../charts/cost/tornado.ts';
import { uncertaintyRanges } from '../charts/cost/uncertainty.ts';
import { walkAwayPrices } from '../charts/cost/walk-away.ts';
import { waterfall } from '../charts/cost/waterfall.ts';
import type { Picture } from '../charts/picture.ts';
import { missingConditions } from '../cost-words/missing-conditions.ts';
import { costSentence, costStrength, withStop } from '../cost-words/sentence.ts';
import type { Table } from '../table.ts';
import { breakEvenTable } from '../tables/cost/break-even.ts';
import { businessTables } from '../tables/cost/business.ts';
import { categoryMatrix, categoryTable } from '../tables/cost/by-category.ts';
import { comparisonTable, payeeTable } from '../tables/cost/comparison.ts';
import { assumptionTable } from '../tables/cost/figures.ts';
import { notPricedTable, unpricedTable } from '../tables/cost/left-out.ts';
import { measuredTable } from '../tables/cost/measured.ts';
import { priceTable } from '../tables/cost/prices.ts';
import { regretTable } from '../tables/cost/regret.ts';
import { walkAwayTable } from '../tables/cost/walk-away.ts';
import { basisMarkup } from './cost/basis.ts';
import { linesMarkup } from './cost/lines.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

const shown = (table: Table | null, layout: 'columns' | 'stacked' = 'stacked'): Markup | null =>
  table === null ? null : tableMarkup(table, layout);

const drawn = (picture: Picture | null): Promise<Markup> | null => (picture === null ? null : figureMarkup(picture));

const folded = (title: string, tables: readonly (Table | null)[]): Markup | null => {
  const present = tables.filter((table) => table !== null);
  return present.length === 0
    ? null
    : html`<details><summary>${title}</summary>${present.map((table) => tableMarkup(table))}</details>\n`;
};

interface Part {
  readonly id: string;
  readonly title: string;
  readonly markup: readonly (Markup | null)[];
}

/** The parts of the section in its order; what there is nothing to say in is left out. */
async function partsOf(cost: CostResult): Promise<readonly Part[]> {
  const parts: readonly Part[] = [
    {
      id: 'cost-side-by-side',
      title: 'Side by side',
      markup: [
        await drawn(costBars(cost)),
        shown(categoryTable(cost), 'columns'),
        await drawn(waterfall(cost)),
        shown(comparisonTable(cost)),
        folded('Every platform by category', [categoryMatrix(cost)]),
        shown(payeeTable(cost)),
        shown(notPricedTable(cost), 'columns'),
        shown(unpricedTable(cost)),
      ],
    },
    {
      id: 'cost-certainty',
      title: 'How sure it is',
      markup: [await drawn(uncertaintyRanges(cost)), await drawn(tornado(cost))],
    },
    {
      id: 'cost-changes',
      title: 'What would change the answer',
      markup: [
        await drawn(breakEvenCurves(cost)),
        shown(breakEvenTable(cost)),
        await drawn(heatMap(cost)),
        await drawn(walkAwayPrices(cost)),
        shown(walkAwayTable(cost)),
        shown(regretTable(cost)),
      ],
    },
    {
      id: 'cost-business',
      title: 'The business case',
      markup: [
        await drawn(cashFlow(cost)),
        ...businessTables(cost).map((table) => tableMarkup(table, table.columns.length > 3 ? 'stacked' : 'columns')),
        whyNoCase(cost),
      ],
    },
    { id: 'cost-lines', title: 'The lines behind the totals', markup: [linesMarkup(cost)] },
    {
      id: 'cost-basis',
      title: 'What it rests on',
      markup: [
        shown(measuredTable(cost)),
        folded('Every price, with its source and its date', [priceTable(cost)]),
        folded('Every figure and assumption, with its source', [assumptionTable(cost)]),
      ],
    },
  ];
  return parts.filter(({ markup }) => markup.some((part) => part !== null));
}

function whyNoCase({ answers }: CostResult): Markup | null {
  const why = answers?.businessCase?.why ?? null;
  return why === null ? null : html`<p>${withStop(why)}</p>`;
}

/** Reasons why something below is not said, each once. */
function silences({ answers }: CostResult): Markup | null {
  const reasons = new Set(
    [answers?.sweep?.why ?? null, ...(answers?.breakEven ?? []).map(({ why }) => why)].filter((why) => why !== null),
  );
  // Said above with the first sentence.
  reasons.delete(answers?.saving?.why ?? '');
  return reasons.size === 0 ? null : html`${[...reasons].map((why) => html`<p>${withStop(why)}</p>\n`)}`;
}

/** What is still missing before the saving is more than a model. */
function missingMarkup(cost: CostResult): Markup | null {
  const missing = missingConditions(cost);
  return missing.length === 0
    ? null
    : html`<p>Still missing:</p>
<ul>${missing.map(({ of, because }) => html`<li>${of}: ${because.join('; ')}</li>`)}</ul>\n`;
}

export interface CostSection {
  readonly markup: Markup;
  /** Of its parts, to be linked to. */
  readonly parts: readonly { readonly id: string; readonly title: string }[];
}

/** What a month of production costs, all of it; `sentence` is left to the page's own heading where it stands there. */
export async function costSection(cost: CostResult, heading: string, sentence: boolean): Promise<CostSection> {
  const parts = await partsOf(cost);
  return {
    parts,
    markup: html`<section id="cost" aria-labelledby="cost-title">
<h2 id="cost-title">${heading}</h2>
${sentence ? html`<p class="lead">${withStop(costSentence(cost))}</p>\n` : null}${costStrength(cost).map((words) => html`<p>${words}</p>\n`)}${missingMarkup(cost)}${silences(cost)}${basisMarkup(cost)}
${parts.map(({ id, title, markup }) => html`<h3 id="${id}" class="part">${title}</h3>\n${markup}`)}
</section>\n`,
  };
}

/** The cost of a run's production workload; the reasons where nothing is priced. */
export async function costMarkup(cost: CostResult | null): Promise<Markup> {
  if (cost !== null && cost.platforms.length > 0) return (await costSection(cost, 'Cost', true)).markup;
  return html`<section id="cost" aria-labelledby="cost-title"><h2 id="cost-title">Cost</h2>
<p>Nothing is priced.</p>${cost === null ? null : shown(notPricedTable(cost), 'columns')}</section>\n`;
}
