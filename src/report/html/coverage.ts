import { coverageSentence } from '../../judge/coverage/words.ts';
import type { Coverage } from '../../judge/types/coverage.ts';
import { coveredMinutes } from '../charts/coverage/minutes.ts';
import { coveredSizes } from '../charts/coverage/sizes.ts';
import { coverageTable } from '../tables/coverage.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

/** Which part of the captured production a run exercises; null where its scenario names no capture. */
export async function coverageMarkup(coverage: Coverage | undefined, subject?: string): Promise<Markup | null> {
  const table = coverageTable(coverage);
  if (coverage === undefined || table === null) return null;
  const sizes = coveredSizes(coverage);
  return html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">Coverage of production</h2>
<p class="lead">${coverageSentence(coverage, subject)}</p>
${tableMarkup(table, 'stacked')}
${await figureMarkup(coveredMinutes(coverage))}
${sizes === null ? null : await figureMarkup(sizes)}
</section>\n`;
}
