import type { Capture } from '../../capture/types.ts';
import { coverageSentence } from '../../judge/coverage/words.ts';
import type { Coverage } from '../../judge/types/coverage.ts';
import { coverageMarkup } from '../html/coverage.ts';
import { figureMarkup } from '../html/figure.ts';
import { html } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { tableMarkup } from '../html/table.ts';
import { ratePicture } from './rates.ts';
import { figureTable, missingTable, topicTable } from './tables.ts';
import { captureBasis, captureSentence } from './words.ts';

/** Names of topics, in tables and in what is said of them, may be 249 characters long without a blank. */
const STYLE = `
#captured th[scope=row]{min-width:9rem}
#captured-topics th[scope=row]{min-width:6rem}
:is(#captured,#captured-topics,#not-obtained) :is(tbody th,td){overflow-wrap:anywhere}
:is(#captured,#captured-topics,#not-obtained) .figure{overflow-wrap:normal}
`;

/** A capture as one self-contained HTML file; `coverage` is that of the scenario which was written of it. */
export async function renderCaptureHtml(capture: Capture, coverage: Coverage | null): Promise<string> {
  const rates = ratePicture(capture);
  const lacking = missingTable(capture);
  const { notes } = capture;
  return page({
    title: `Capture of ${capture.target.name}`,
    header: html`<p class="eyebrow">Production of ${capture.target.name}, as it was seen</p>
<h1>${captureSentence(capture)}</h1>
<p class="standing">${captureBasis(capture)}</p>
${coverage === null ? null : html`<p>${coverageSentence(coverage, 'A run of its scenario')}</p>`}`,
    sections: [
      { id: 'figures', title: 'Figures' },
      ...(coverage === null ? [] : [{ id: 'coverage', title: 'Coverage' }]),
      { id: 'topics', title: 'Topics' },
      ...(lacking === null && notes.length === 0 ? [] : [{ id: 'caveats', title: 'What is missing' }]),
    ],
    ownStyle: STYLE,
    main: html`<section id="figures" aria-labelledby="figures-title">
<h2 id="figures-title">Figures</h2>
${lacking === null ? null : html`<p class="banner" role="note">Parts were not obtained: see “What is missing”.</p>\n`}${rates === null ? null : await figureMarkup(rates)}
${tableMarkup(figureTable(capture), 'stacked')}
</section>
${await coverageMarkup(coverage ?? undefined, 'A run of its scenario')}<section id="topics" aria-labelledby="topics-title">
<h2 id="topics-title">Topics</h2>
${tableMarkup(topicTable(capture), 'stacked')}
</section>
${
  lacking === null && notes.length === 0
    ? null
    : html`<section id="caveats" aria-labelledby="caveats-title">
<h2 id="caveats-title">What is missing, and what to know</h2>
${notes.length === 0 ? null : html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}
${lacking === null ? null : tableMarkup(lacking, 'stacked')}
</section>`
}`,
  });
}
