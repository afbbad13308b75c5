import { targetColour } from '../charts/palette.ts';
import { plural, shortDigest, utcMinute } from '../format.ts';
import type { Judged } from '../judged.ts';
import { fairnessLine } from '../tables/fairness.ts';
import { html, type Markup } from './markup.ts';

/** What was compared, on which conditions, and where it can be found again. */
export function comparedMarkup({ plan, summary }: Judged): Markup {
  const targets = plan.targets.map(
    (target, index) =>
      html`<li><span class="swatch area" style="--colour:${targetColour(index)}"></span><strong>${target.name}</strong>: ${target.platformTitle}. ${
        target.standIn ? html`<em>Stand-in.</em> ${target.standInNote}` : null
      }</li>`,
  );
  return html`<section id="compared" aria-labelledby="compared-title">
<h2 id="compared-title">What was compared</h2>
<dl>
<dt>Scenario</dt><dd>${summary.scenario.name}. ${summary.scenario.description}</dd>
<dt>Targets</dt><dd><ul class="plain">${targets}</ul></dd>
<dt>What differs</dt><dd><a href="#fairness">${fairnessLine(summary)}</a></dd>
<dt>When</dt><dd>${utcMinute(summary.run.startedAt)}, ${plural(plan.plan.repetitions, 'repetition')} planned a target</dd>
<dt>Digests</dt><dd>scenario <code title="${summary.scenario.digest}">${shortDigest(summary.scenario.digest)}</code>, plan <code title="${summary.planDigest}">${shortDigest(summary.planDigest)}</code>, seed ${summary.scenario.seed}, run <code>${summary.run.id}</code>, ${plan.tool.name} ${plan.tool.version}</dd>
</dl>
</section>\n`;
}
