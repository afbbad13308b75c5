import { recoveryPicture } from '../charts/recovery/picture.ts';
import { numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import { recoveryWords } from '../recovery-words.ts';
import { disturbanceTable } from '../tables/disturbance.ts';
import { recoveryTable } from '../tables/recovery.ts';
import { figureMarkup } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { tableMarkup } from './table.ts';

/** Each fault with its marks and its figures; null where the scenario has none. */
export async function recoveryMarkup(judged: Judged): Promise<Markup | null> {
  const { targets } = judged.summary;
  const faults = numberedFaults(targets);
  if (faults.length === 0) return null;
  const shown: Markup[] = [];
  for (const fault of faults) {
    const picture = recoveryPicture(judged, fault, faults);
    const seen = picture === null ? html`<p>${recoveryWords(fault, targets)}.</p>` : await figureMarkup(picture);
    shown.push(html`${seen}${tableMarkup(recoveryTable(fault, targets), 'columns')}
<details><summary>Latency before, during and after<span class="hidden">: ${fault.name}</span></summary>${tableMarkup(disturbanceTable(fault, targets))}</details>\n`);
  }
  return html`<section id="recovery" aria-labelledby="recovery-title">
<h2 id="recovery-title">Failures and recovery</h2>
${shown}
</section>\n`;
}
