import type { RuleVerdict } from '../../inventory/diff/thresholds/judge-diff.ts';
import type { DiffRow, ImpactLevel, InventoryDiff } from '../../inventory/diff/types.ts';
import { plural } from '../../report/format.ts';
import { folded } from '../../report/target-diff/folded.ts';
import { notComparedWords } from '../../report/target-diff/not-compared.ts';
import { diffSentence, replicatorLine, sideLine } from '../../report/target-diff/sentence.ts';
import { verdictWords } from '../../report/target-diff/verdict-words.ts';
import { howOf, replicatedWords, sideWords, whatOf } from '../../report/target-diff/words.ts';
import { wrap } from '../../report/terminal-text.ts';
import { plainText, table, widthOf } from '../output.ts';

/** Differences of one level that a terminal shows. */
const SHOWN = 50;
const MARGIN = '  ';
const INDENT = '    ';
const LEAST_COLUMN = 20;

export interface DiffTextOptions {
  readonly width: number;
  /** Also those that no application sees, and as many as there are. */
  readonly all: boolean;
}

/** The answer, what breaks an application first, what was not compared, and the rules. */
export function diffText(diff: InventoryDiff, verdicts: readonly RuleVerdict[], options: DiffTextOptions): string {
  const { width } = options;
  const lines = (words: readonly string[]): string => words.flatMap((one) => wrap(plainText(one), width)).join('\n');
  const replicator = replicatorLine(diff);
  const rows = folded(diff.rows);
  const parts = [
    lines([diffSentence(diff)]),
    lines([sideLine('A', diff.a), sideLine('B', diff.b), ...(replicator === null ? [] : [replicator])]),
    ...diff.levels.flatMap((level) => levelText(level, rows, diff, options)),
    lines(notComparedWords(diff)),
    lines(verdicts.map((verdict) => `rule ${verdictWords(verdict)}`)),
    lines(diff.notes),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function levelText(
  { impact, title, reason }: ImpactLevel,
  rows: readonly DiffRow[],
  diff: InventoryDiff,
  { width, all }: DiffTextOptions,
): readonly string[] {
  const those = rows.filter((row) => row.impact === impact);
  if (those.length === 0) return [];
  if (impact === 'cosmetic' && !all) {
    return [wrap(`${title}: ${plural(those.length, 'difference')}, which --all shows.`, width).join('\n')];
  }
  const shown = all ? those : those.slice(0, SHOWN);
  const more = those.length - shown.length;
  return [
    [
      ...wrap(`${title} (${reason})`, width),
      ...withDetails(shown, diff, width),
      ...(more === 0 ? [] : [`and ${plural(more, 'difference')} more, which --all shows`]),
    ].join('\n'),
  ];
}

/** Aligned columns, and below each row what it does and what to do. */
function withDetails(rows: readonly DiffRow[], { replicator }: InventoryDiff, width: number): readonly string[] {
  const cells = rows.map((row) => [whatOf(row), sideWords(row.a), sideWords(row.b)]);
  const [head = '', ...lines] = aligned([['', 'on A', 'on B'], ...cells], width - MARGIN.length);
  return [
    `${MARGIN}${head}`,
    ...rows.flatMap((row, at) => {
      const line = lines[at] ?? '';
      const what = whatOf(row);
      const fate = replicator === null ? null : replicatedWords(row, replicator.name);
      const details = [
        // A name that was cut is said in full.
        ...(line.startsWith(plainText(what)) ? [] : [what]),
        `${howOf(row)}: ${row.effect}`,
        `→ ${row.todo}`,
        ...(fate === null ? [] : [fate]),
      ];
      return [`${MARGIN}${line}`, ...details.flatMap((one) => indented(one, width))];
    }),
  ];
}

/** Columns as wide as they need to be, or as fit beside each other. */
function aligned(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const lines = table(rows).split('\n');
  if (lines.every((line) => widthOf(line) <= width)) return lines;
  return table(rows, { maxWidth: Math.max(LEAST_COLUMN, Math.floor((width - 4) / 3)) }).split('\n');
}

const indented = (words: string, width: number): readonly string[] =>
  wrap(plainText(words), Math.max(40, width - INDENT.length)).map((line) => `${INDENT}${line}`);
