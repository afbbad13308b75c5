import { plural, shortDigest, utcMinute } from './format.ts';
import { html, type Markup } from './html/markup.ts';
import { page } from './html/page.ts';
import { tableMarkup } from './html/table.ts';
import type { Judged } from './judged.ts';
import { mainTable } from './tables/main.ts';
import { DEMO_BANNER } from './words.ts';

export interface LinkedRun {
  readonly judged: Judged;
  /** Where the run's own report lies, relative to this page. */
  readonly href: string;
}

/** Runs of different inputs answer different questions; the page says so before anything else. */
function sameness(runs: readonly LinkedRun[]): Markup | null {
  const scenarios = new Set(runs.map(({ judged }) => judged.summary.scenario.digest));
  const plans = new Set(runs.map(({ judged }) => judged.summary.planDigest));
  if (scenarios.size > 1) {
    return html`<p class="banner" role="alert"><strong>Not comparable:</strong> these runs come from ${plural(scenarios.size, 'different scenario')}. Read each on its own.</p>`;
  }
  if (plans.size > 1) {
    return html`<p class="banner" role="alert"><strong>Not comparable:</strong> one scenario, but ${plural(plans.size, 'different plan')} made from it.</p>`;
  }
  return html`<p>All ran the same scenario and the same plan.</p>`;
}

function runMarkup({ judged, href }: LinkedRun, position: number): Markup {
  const { summary } = judged;
  const table = { ...mainTable(judged), id: `figures-${position}` };
  return html`<section id="run-${position}" aria-labelledby="run-${position}-title">
<h2 id="run-${position}-title">${summary.run.id}</h2>
<p>${summary.sentence}</p>
${summary.run.demo ? html`<p class="banner" role="note">${DEMO_BANNER}</p>` : null}
<dl>
<dt>Scenario</dt><dd>${summary.scenario.name} <code title="${summary.scenario.digest}">${shortDigest(summary.scenario.digest)}</code></dd>
<dt>Plan</dt><dd><code title="${summary.planDigest}">${shortDigest(summary.planDigest)}</code>, seed ${summary.scenario.seed}</dd>
<dt>When</dt><dd>${utcMinute(summary.run.startedAt)}</dd>
<dt>Report</dt><dd><a href="${href}">the whole report</a></dd>
</dl>
${tableMarkup(table, 'columns')}
</section>\n`;
}

/** Several runs on one page: each one's sentence, digests and table, with a link to its own report. */
export function renderSideBySide(runs: readonly LinkedRun[]): string {
  return page({
    title: `${plural(runs.length, 'run')} side by side`,
    header: html`<h1>${plural(runs.length, 'run')} side by side</h1>${sameness(runs)}`,
    sections: runs.map(({ judged }, position) => ({ id: `run-${position}`, title: judged.summary.run.id })),
    main: html`<div class="runs">${runs.map(runMarkup)}</div>`,
  });
}
