import type { Judged } from '../judged.ts';
import { findingsTable, groupReadingTable } from '../tables/audit-findings.ts';
import { clientLimitTable } from '../tables/client-limits.ts';
import { auditTable, latencyPartsTable, repetitionTable, thresholdTable, validityTable } from '../tables/evidence.ts';
import { fairnessTable } from '../tables/fairness.ts';
import { findingTable, gateTable } from '../tables/gates.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

/** The six gates: one page when printed. */
export function gatesMarkup({ scorecard }: Judged): Markup {
  return html`<section id="gates" class="sheet" aria-labelledby="gates-title">
<h2 id="gates-title">Six gates</h2>
<p>Each gate is a decision that someone signs. What was not shown stays unproven, and says which evidence to get next.</p>
${tableMarkup(gateTable(scorecard))}
</section>
<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">Evidence of the gates</h2>
${scorecard.gates.map(
  (gate) =>
    html`<details><summary>${gate.title}: ${gate.verdict}</summary>${tableMarkup(findingTable(gate))}</details>\n`,
)}
</section>\n`;
}

export function fairnessMarkup({ summary }: Judged): Markup {
  return html`<section id="fairness" aria-labelledby="fairness-title">
<h2 id="fairness-title">Fairness</h2>
<p>A difference below may explain a difference in the figures.</p>
${summary.callOuts.map((words) => html`<p class="banner" role="note">${words}.</p>\n`)}${tableMarkup(fairnessTable(summary), 'columns')}
${tableMarkup(clientLimitTable(summary))}
</section>\n`;
}

export function evidenceMarkup(judged: Judged): Markup {
  const { summary } = judged;
  const thresholds = thresholdTable(summary);
  const findings = findingsTable(judged);
  const groupReadings = groupReadingTable(summary);
  const { caveats } = summary;
  return html`<section id="evidence" aria-labelledby="evidence-title">
<h2 id="evidence-title">Evidence and caveats</h2>
${caveats.length === 0 ? null : html`<ul>${caveats.map((caveat) => html`<li>${caveat}</li>`)}</ul>`}
${thresholds === null ? html`<p>The scenario declares no thresholds, so nothing could pass or fail.</p>` : tableMarkup(thresholds)}
${tableMarkup(validityTable(summary))}
${findings === null ? null : tableMarkup(findings)}
<details><summary>The account of every record</summary>${tableMarkup(auditTable(summary))}
${groupReadings === null ? null : tableMarkup(groupReadings)}</details>
<details><summary>Each repetition on its own</summary>${tableMarkup(repetitionTable(summary))}</details>
<details><summary>Where the latency comes from</summary>${tableMarkup(latencyPartsTable(summary))}</details>
</section>\n`;
}
