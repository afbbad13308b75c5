import { exitStatusOf } from '../judge/verdict.ts';
import { loadPictures } from './charts/pictures.ts';
import { numberedFaults } from './faults.ts';
import { billMarkup, hasBill } from './html/bill.ts';
import { comparedMarkup } from './html/compared.ts';
import { costMarkup } from './html/cost.ts';
import { coverageMarkup } from './html/coverage.ts';
import { evidenceMarkup, fairnessMarkup, gatesMarkup } from './html/evidence.ts';
import { figureMarkup } from './html/figure.ts';
import { html, type Markup } from './html/markup.ts';
import { objectStoreMarkup } from './html/object-store.ts';
import { page } from './html/page.ts';
import { recoveryMarkup } from './html/recovery.ts';
import { tableMarkup } from './html/table.ts';
import type { Judged } from './judged.ts';
import { catchUpTable } from './tables/catch-up.ts';
import { mainTable } from './tables/main.ts';
import { phaseTable } from './tables/phases.ts';
import { DEMO_BANNER, VERDICT_TITLES, VERDICT_TONES } from './words.ts';

const RECOVERY = { id: 'recovery', title: 'Failures' };
const OBJECT_STORE = { id: 'object-store', title: 'Object store' };

/** In the order of the page; what a run did not have has no section. */
const sectionsOf = (judged: Judged) => [
  { id: 'compared', title: 'What was compared' },
  { id: 'table', title: 'Figures' },
  { id: 'pictures', title: 'Pictures' },
  ...(numberedFaults(judged.summary.targets).length === 0 ? [] : [RECOVERY]),
  ...(judged.summary.targets.every(({ objectStore }) => objectStore === null) ? [] : [OBJECT_STORE]),
  ...(judged.summary.coverage === undefined ? [] : [{ id: 'coverage', title: 'Coverage' }]),
  { id: 'cost', title: 'Cost' },
  ...(hasBill(judged) ? [{ id: 'bill', title: judged.bill === null ? 'What the run consumed' : 'Bill' }] : []),
  { id: 'gates', title: 'Six gates' },
  { id: 'fairness', title: 'Fairness' },
  { id: 'evidence', title: 'Evidence' },
];

function headerMarkup({ summary }: Judged): Markup {
  const { verdict, verdictReasons } = summary;
  return html`<p class="eyebrow">Scenario ${summary.scenario.name}</p>
<h1>${summary.sentence}</h1>
<p class="standing"><span class="verdict ${VERDICT_TONES[verdict]}">${VERDICT_TITLES[verdict]}</span>${
    verdictReasons.length === 0 ? null : `: ${verdictReasons.join('; ')}`
  } (exit status ${exitStatusOf(summary)})</p>
${summary.run.demo ? html`<p class="banner" role="note">${DEMO_BANNER}</p>` : null}`;
}

async function picturesMarkup(judged: Judged): Promise<Markup> {
  const figures: Markup[] = [];
  for (const picture of loadPictures(judged)) figures.push(await figureMarkup(picture));
  const catchUp = catchUpTable(judged.summary);
  return html`<section id="pictures" aria-labelledby="pictures-title">
<h2 id="pictures-title">Pictures</h2>
${figures.length === 0 ? html`<p>Nothing was measured in a valid repetition, so there is nothing to draw.</p>` : figures}
${catchUp === null ? null : tableMarkup(catchUp, 'columns')}
</section>\n`;
}

/** The report of one run as one self-contained HTML file. */
export async function renderHtml(judged: Judged): Promise<string> {
  const { summary } = judged;
  return page({
    title: `${summary.scenario.name}, ${summary.run.id}`,
    header: headerMarkup(judged),
    sections: sectionsOf(judged),
    main: html`${comparedMarkup(judged)}<section id="table" aria-labelledby="table-title">
<h2 id="table-title">Figures</h2>
${tableMarkup(mainTable(judged), 'columns')}
${tableMarkup(phaseTable(summary), 'stacked')}
</section>
${await picturesMarkup(judged)}${await recoveryMarkup(judged)}${await objectStoreMarkup(judged)}${await coverageMarkup(summary.coverage)}${await costMarkup(judged.cost)}${await billMarkup(judged)}${gatesMarkup(judged)}${fairnessMarkup(judged)}${evidenceMarkup(judged)}`,
  });
}
