import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import type { RunBill } from '../../cost-model/billing/types/run-bill.ts';
import { billCaveats, billSentence, reconciledSentence } from '../bill-words/sentence.ts';
import { billDays } from '../charts/bill/days.ts';
import { spendOverTime } from '../charts/bill/spend.ts';
import { billWaterfall } from '../charts/bill/waterfall.ts';
import type { Picture } from '../charts/picture.ts';
import { groupedDigits } from '../format.ts';
import type { Judged } from '../judged.ts';
import type { Table } from '../table.ts';
import { notBilledTable, reconciledLineTable } from '../tables/bill/lines.ts';
import { partsTable, unclassifiedTable } from '../tables/bill/parts.ts';
import { reconciliationTable } from '../tables/bill/reconciliation.ts';
import { billSourceTable, measuredQuantityTable, metricTable, ruleTable, sharedTable } from '../tables/bill/sources.ts';
import { spendLineTable, spendTable } from '../tables/bill/spend.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

const shown = (table: Table | null, layout?: 'columns'): Markup | null =>
  table === null ? null : tableMarkup(table, layout);

const drawn = (picture: Picture | null): Promise<Markup> | null => (picture === null ? null : figureMarkup(picture));

const folded = (title: string, tables: readonly (Table | null)[]): Markup | null => {
  const present = tables.filter((table) => table !== null);
  return present.length === 0
    ? null
    : html`<details><summary>${title}</summary>${present.map((table) => tableMarkup(table))}</details>\n`;
};

/** Whether the page has a section for it. */
export const hasBill = ({ bill, spend }: Judged): boolean => bill !== null || spend.length > 0;

/** Modelled, measured and billed, in words for finance; null where neither a bill nor a price of the run is there. */
export async function billMarkup(judged: Judged): Promise<Markup | null> {
  if (!hasBill(judged)) return null;
  const { bill, spend } = judged;
  return html`<section id="bill" aria-labelledby="bill-title">
<h2 id="bill-title">${bill === null ? 'What the run consumed' : 'Bill'}</h2>
${bill === null ? null : await billed(bill)}${bill === null ? null : html`<h3 id="bill-run" class="part">What the run itself consumed</h3>\n`}${await drawn(spendOverTime(judged))}
${shown(spendTable(spend), 'columns')}${folded('The lines behind it', [spendLineTable(spend)])}
</section>\n`;
}

/** Why a line differs stands below it, over the whole width. */
function linesMarkup(one: Reconciliation, index: number): Markup | null {
  const table = reconciledLineTable(one, index, { why: false });
  if (table === null) return null;
  const rows = table.groups.flatMap((group) => group.rows);
  const reasons = new Map(one.rows.flatMap(({ lines }) => lines).map(({ why }, at) => [rows[at], why]));
  return html`<details><summary>The lines behind it</summary>${tableMarkup(table, 'stacked', (row) => {
    const why = reasons.get(row) ?? '';
    return why === '' ? null : html`<span class="aside">${groupedDigits(why)}</span>`;
  })}</details>\n`;
}

async function billed(bill: RunBill): Promise<Markup> {
  const beside = bill.reconciliation;
  const waterfalls: Markup[] = [];
  for (const [index, one] of beside.entries()) {
    waterfalls.push(tableMarkup(reconciliationTable(one, index)));
    waterfalls.push(await figureMarkup(billWaterfall(one, index)));
    waterfalls.push(html`${linesMarkup(one, index)}`);
    waterfalls.push(html`${shown(notBilledTable(one, index))}`);
  }
  return html`<p class="lead">${billSentence(bill)} ${beside.map(reconciledSentence).join(' ')}</p>
${billCaveats(bill).map((words) => html`<p>${words}</p>\n`)}${waterfalls}
<h3 id="bill-total" class="part">What was billed</h3>
${tableMarkup(partsTable(bill), 'columns')}
${await drawn(billDays(bill))}
${shown(unclassifiedTable(bill))}${shown(sharedTable(bill))}
${folded('What was measured, and whether it stands beside the bill', [...beside.map(measuredQuantityTable), metricTable(bill)])}
${folded('Which rule put what where', [ruleTable(bill)])}
${shown(billSourceTable(bill))}
`;
}
