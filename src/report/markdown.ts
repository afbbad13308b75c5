import { exitStatusOf } from '../judge/verdict.ts';
import { shortDigest, utcMinute } from './format.ts';
import type { Judged } from './judged.ts';
import { cellText, reasonsOf, type Table, titleWithUnit } from './table.ts';
import { everyTable } from './tables/every.ts';
import { fairnessLine } from './tables/fairness.ts';
import { safe } from './terminal-text.ts';
import { DEMO_BANNER, PROVENANCE_TITLES, VERDICT_TITLES } from './words.ts';

/** Data that stays data: nothing in it becomes markup, a link, a formula between dollar signs, or another cell. */
export const plain = (value: string): string =>
  safe(value)
    .replace(/[\\`*_{}[\]()#!|~$]/g, (mark) => `\\${mark}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function tableMarkdown(table: Table): string {
  const reasons = reasonsOf(table);
  const rows = table.groups.flatMap((group) => {
    const provenance = group.provenance === null ? '' : ` (${PROVENANCE_TITLES[group.provenance]})`;
    const blank = table.columns.slice(1).map(() => '');
    const heading = group.title === null ? [] : [line([`**${plain(group.title)}**${provenance}`, ...blank])];
    const cells = group.rows.map((row) =>
      line([plain(titleWithUnit(row)), ...row.cells.map((cell) => plain(cellText(cell, reasons)))]),
    );
    return [...heading, ...cells];
  });
  const only = table.groups.length === 1 ? table.groups[0] : undefined;
  const provenance = only?.title === null && only.provenance !== null ? ` (${PROVENANCE_TITLES[only.provenance]})` : '';
  return [
    `## ${plain(table.title)}${provenance}`,
    '',
    line(table.columns.map(({ title }) => plain(title))),
    line(table.columns.map(({ align }) => (align === 'right' ? '---:' : ':---'))),
    ...rows,
    '',
    ...table.notes.flatMap((note) => [plain(note), '']),
    ...reasons.flatMap((why, index) => [`\\[${index + 1}\\] ${plain(why)}`, '']),
  ].join('\n');
}

/** The report of one run as Markdown: the sentence, the conditions, every table. The pictures are in the HTML file. */
export function renderMarkdown(judged: Judged): string {
  const { plan, summary } = judged;
  const standIns = plan.targets.filter(({ standIn }) => standIn);
  return [
    `# ${plain(summary.sentence)}`,
    '',
    `${VERDICT_TITLES[summary.verdict]} (exit status ${exitStatusOf(summary)}): ${plain(summary.verdictReasons.join('; '))}`,
    '',
    ...(summary.run.demo ? [`> ${DEMO_BANNER}`, ''] : []),
    `- Scenario: ${plain(summary.scenario.name)}. ${plain(summary.scenario.description)}`,
    ...standIns.map(({ name, standInNote }) => `- Stand-in: ${plain(name)}. ${plain(standInNote ?? '')}`),
    `- What differs: ${plain(fairnessLine(summary))}`,
    `- When: ${utcMinute(summary.run.startedAt)}`,
    `- Digests: scenario ${shortDigest(summary.scenario.digest)}, plan ${shortDigest(summary.planDigest)}, run ${plain(summary.run.id)}`,
    '',
    ...(summary.callOuts.length === 0 ? [] : [...summary.callOuts.map((it) => `> ${plain(it)}.`), '']),
    ...everyTable(judged).map(tableMarkdown),
    ...(summary.caveats.length === 0 ? [] : ['## Caveats', '', ...summary.caveats.map((it) => `- ${plain(it)}`), '']),
  ].join('\n');
}
