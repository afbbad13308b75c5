import type { TargetCheck } from '../../target-check/types.ts';
import { plural, utcMinute } from '../format.ts';
import { html } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { tableMarkup } from '../html/table.ts';
import { plain, tableMarkdown } from '../markdown.ts';
import { checkTable } from './table.ts';
import { checkSentence } from './words.ts';

/** What was asked, and how little that was. */
const asked = ({ at, spent, limits }: TargetCheck): string =>
  `${utcMinute(at)}. ${plural(spent.requests, 'request')}, ${plural(spent.receivedBytes, 'byte')} of answers, at most ${limits.requestsPerSecond} requests and ${limits.mibPerSecond} MiB a second. requests.jsonl has every one of them.`;

export const checkMarkdown = (check: TargetCheck): string =>
  [`# ${plain(checkSentence(check))}`, '', plain(asked(check)), '', tableMarkdown(checkTable(check))].join('\n');

export const checkHtml = (check: TargetCheck): string =>
  page({
    title: `Check of ${check.target}`,
    header: html`<p class="eyebrow">${check.target}, checked without changing anything unless a line says so</p>
<h1>${checkSentence(check)}.</h1>
<p>${asked(check)}</p>`,
    sections: [],
    main: html`<section>${tableMarkup(checkTable(check))}</section>`,
  });
