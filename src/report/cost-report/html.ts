import type { CostResult } from '../../cost-model/types/result.ts';
import { costSentence, withStop } from '../cost-words/sentence.ts';
import { costMarkup, costSection } from '../html/cost.ts';
import { html } from '../html/markup.ts';
import { page } from '../html/page.ts';

/** The cost alone as one self-contained HTML file: what a run's report says of it, without a run. */
export async function renderCostHtml(cost: CostResult): Promise<string> {
  const sentence = withStop(costSentence(cost));
  const header = html`<p class="eyebrow">AWS ${cost.region}, modelled</p>
<h1>${sentence}</h1>`;
  if (cost.platforms.length === 0) {
    return page({ title: 'Cost', header, sections: [{ id: 'cost', title: 'Cost' }], main: await costMarkup(cost) });
  }
  const { markup, parts } = await costSection(cost, 'What is priced', false);
  return page({
    title: `Cost, AWS ${cost.region}`,
    header,
    sections: [{ id: 'cost', title: 'What is priced' }, ...parts],
    main: markup,
  });
}
