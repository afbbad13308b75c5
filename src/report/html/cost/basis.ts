import type { CostResult } from '../../../cost-model/types/result.ts';
import { priceAgeWords } from '../../cost-words/price-ages.ts';
import { currencyWords, priceTermsWords, taxWords } from '../../cost-words/terms.ts';
import { byteRate, exact, kept, percent, terabytesAMonth, times } from '../../format.ts';
import { html, type Markup } from '../markup.ts';

/** The production workload in words for finance. */
function workloadRows({ workload, hoursPerMonth }: CostResult): Markup {
  const { averageIngress, peakIngress, fanOut, retentionMs, replication, zones, growthPerMonth } = workload;
  const growth = growthPerMonth === 0 ? 'none' : `${percent(growthPerMonth)} a month, from the second month on`;
  return html`<dt>Written</dt><dd>${terabytesAMonth(averageIngress, hoursPerMonth)}, with peaks of ${byteRate(peakIngress)}</dd>
<dt>Read</dt><dd>every byte ${times(fanOut)}</dd>
<dt>Kept</dt><dd>${kept(retentionMs)}; ${replication === 1 ? 'one copy' : `${replication} copies`} of what brokers hold</dd>
<dt>Growth</dt><dd>${growth}</dd>
<dt>Zones</dt><dd>${zones}</dd>
`;
}

/** Whose assumptions they are, where a sheet says so. */
function sheetRow({ sheet }: CostResult): Markup | null {
  if (sheet === undefined) return null;
  const people = [
    sheet.owner === null ? 'no owner is named' : `owned by ${sheet.owner}`,
    sheet.approver === null ? 'nobody has approved it' : `approved by ${sheet.approver}`,
    ...(sheet.date === null ? [] : [sheet.date]),
  ];
  return html`<dt>Assumptions</dt><dd>${sheet.name}: ${people.join(', ')}</dd>\n`;
}

/** What is priced, where, in what money and at which prices: everything that the first sentence depends on. */
export function basisMarkup(cost: CostResult): Markup {
  const { region, priceBook } = cost;
  return html`<dl>
${workloadRows(cost)}<dt>Where</dt><dd>AWS only, region ${region}; other clouds are not priced</dd>
<dt>Prices</dt><dd>${priceTermsWords(cost)}. Books: ${priceBook.name}; the oldest of ${priceBook.date} (${exact(String(priceBook.ageDays))} days old then). ${priceAgeWords(cost).join(' ')}</dd>
<dt>Money</dt><dd>${currencyWords(cost)}; tax ${taxWords(cost)}</dd>
${sheetRow(cost)}</dl>`;
}
