import { exitStatusOf } from '../judge/verdict.ts';
import { numberedFaults } from './faults.ts';
import type { Judged } from './judged.ts';
import { recoveryWords } from './recovery-words.ts';
import { type Column, cellText, reasonsOf, type Table, type Tone, titleWithUnit } from './table.ts';
import { mainTable } from './tables/main.ts';
import { cut, safe, wrap } from './terminal-text.ts';
import { DEMO_BANNER, PROVENANCE_TITLES, VERDICT_TITLES, VERDICT_TONES } from './words.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** What the command exits with, where that is not the verdict's: an interruption. */
  readonly exitStatus?: number;
}

const STYLES: Readonly<Record<Tone | 'bold' | 'faint', readonly [string, string]>> = {
  bold: ['\u001b[1m', '\u001b[22m'],
  faint: ['\u001b[2m', '\u001b[22m'],
  good: ['\u001b[36m', '\u001b[39m'],
  bad: ['\u001b[33m', '\u001b[39m'],
  open: ['\u001b[2m', '\u001b[22m'],
};

type Paint = (style: keyof typeof STYLES, value: string) => string;

const painter =
  (colour: boolean): Paint =>
  (style, value) =>
    colour ? `${STYLES[style][0]}${value}${STYLES[style][1]}` : value;

const GAP = 2;
const LEAST_COLUMN = 8;

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** What stands in the rows comes first; headings get what room is left, and are cut where there is none. */
function fitted(body: readonly number[], headings: readonly number[], width: number): readonly number[] {
  const room = width - GAP * (body.length - 1);
  const widths = [...body];
  while (sum(widths) > room && Math.max(...widths) > LEAST_COLUMN) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  for (const [index, heading] of headings.entries()) {
    const spare = room - sum(widths);
    const wanted = heading - (widths[index] ?? 0);
    widths[index] = (widths[index] ?? 0) + Math.max(0, Math.min(spare, wanted));
  }
  return widths;
}

function tableLines(table: Table, width: number, paint: Paint): readonly string[] {
  const reasons = reasonsOf(table);
  const header = table.columns.map(({ title }) => safe(title));
  const body = table.groups.flatMap(({ rows }) =>
    rows.map((row) => [titleWithUnit(row), ...row.cells.map((cell) => cellText(cell, reasons))].map(safe)),
  );
  const longest = header.map((_, index) => Math.max(...body.map((row) => row[index]?.length ?? 0)));
  const widths = fitted(
    longest,
    header.map((title) => title.length),
    width,
  );
  const lineOf = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => padded(cell, widths[index] ?? 0, table.columns[index]))
      .join(' '.repeat(GAP))
      .trimEnd();
  const groups = table.groups.flatMap(({ title, provenance, rows }) => {
    const source = provenance === null ? '' : paint('faint', `  ${PROVENANCE_TITLES[provenance]}`);
    const heading = title === null ? [] : ['', paint('bold', safe(title)) + source];
    const lines = rows.map((row) =>
      lineOf([titleWithUnit(row), ...row.cells.map((cell) => cellText(cell, reasons))].map(safe)),
    );
    return [...heading, ...lines];
  });
  const notes = [...table.notes, ...reasons.map((why, index) => `[${index + 1}] ${why}`)];
  return [paint('faint', lineOf(header)), ...groups, '', ...notes.flatMap((note) => wrap(note, width))];
}

function padded(cell: string, width: number, column: Column | undefined): string {
  const shown = cut(cell, width);
  return column?.align === 'right' ? shown.padStart(width) : shown.padEnd(width);
}

/** The end of a run on a terminal: the sentence, the table, the verdict with its exit status. */
export function renderTerminal(judged: Judged, { colour, width, exitStatus }: TerminalOptions): string {
  const { summary } = judged;
  const paint = painter(colour);
  const tone = VERDICT_TONES[summary.verdict];
  const reasons = summary.verdictReasons.length === 0 ? '' : `: ${summary.verdictReasons.join('; ')}`;
  const [first = '', ...more] = wrap(
    `${VERDICT_TITLES[summary.verdict]}${reasons} (exit status ${exitStatus ?? exitStatusOf(summary)})`,
    width,
  );
  const faults = numberedFaults(summary.targets).flatMap((fault) =>
    wrap(`${recoveryWords(fault, summary.targets)}.`, width),
  );
  return [
    ...wrap(summary.sentence, width).map((line) => paint('bold', line)),
    ...(summary.run.demo ? ['', ...wrap(DEMO_BANNER, width)] : []),
    '',
    ...tableLines(mainTable(judged), width, paint),
    '',
    ...(faults.length === 0 ? [] : [...faults, '']),
    ...[first, ...more].map((line) => paint(tone, line)),
    '',
  ].join('\n');
}
