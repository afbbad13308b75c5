import type { TargetCheck } from '../../target-check/types.ts';
import { plural, utcMinute } from '../format.ts';
import { html } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { tableMarkup } from '../html/table.ts';
import { plain, tableMarkdown } from '../markdown.ts';
import { checkTable, failedTable } from './table.ts';
import { checkSentence } from './words.ts';

/** How much was asked. */
const asked = ({ at, spent, limits }: TargetCheck): string =>
  `${utcMinute(at)}. ${plural(spent.requests, 'request')}, ${plural(spent.receivedBytes, 'byte')} of answers, at most ${limits.requestsPerSecond} requests and ${limits.mibPerSecond} MiB a second. requests.jsonl has every one of them.`;

export const checkMarkdown = (check: TargetCheck): string =>
  [
    `# ${plain(checkSentence(check))}`,
    '',
    plain(asked(check)),
    '',
    ...[failedTable(check), checkTable(check)].flatMap((table) => (table === null ? [] : [tableMarkdown(table)])),
  ].join('\n');

const wrote = ({ lines }: TargetCheck): boolean =>
  lines.some(({ group, verdict }) => group === 'writing' && verdict !== 'not-known');

export function checkHtml(check: TargetCheck): string {
  const failed = failedTable(check);
  const all = html`<section id="lines">${tableMarkup(checkTable(check))}</section>`;
  return page({
    title: `Check of ${check.target}`,
    header: html`<p class="eyebrow">${check.target}, ${wrote(check) ? 'checked with ten records of its own' : 'checked without changing anything'}</p>
<h1>${checkSentence(check)}.</h1>
<p>${asked(check)}</p>`,
    sections:
      failed === null
        ? []
        : [
            { id: 'failures', title: 'What failed' },
            { id: 'lines', title: 'Line by line' },
          ],
    main: failed === null ? all : html`<section id="failures">${tableMarkup(failed)}</section>${all}`,
  });
}
