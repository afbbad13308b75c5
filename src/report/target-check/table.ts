import { CHECK_GROUPS, type CheckGroup, type CheckLine, type TargetCheck } from '../../target-check/types.ts';
import { left, plainRows, type Row, type Table, text } from '../table.ts';
import { GROUP_TITLES, VERDICT_TONE, VERDICT_WORDS } from './words.ts';

/** The check line by line, as every format shows it. */
export function checkTable({ lines, target }: TargetCheck): Table {
  return {
    id: 'check',
    title: `The check of ${target}, line by line`,
    columns: [left('What was looked at'), left('Verdict'), left('What was found'), left('What to do')],
    groups: CHECK_GROUPS.map((group) => ({
      title: GROUP_TITLES[group],
      provenance: null,
      rows: linesOf(lines, group).map(row),
    })).filter(({ rows }) => rows.length > 0),
    notes: [],
  };
}

/** What failed, before everything else; null where nothing did. */
export function failedTable({ lines }: TargetCheck): Table | null {
  const failed = lines.filter(({ verdict }) => verdict === 'failed');
  if (failed.length === 0) return null;
  return {
    id: 'failed',
    title: 'What failed',
    columns: [left('What was looked at'), left('What was found'), left('What to do')],
    groups: plainRows(
      failed.map(({ title, detail, todo }) => ({ title, unit: null, cells: [text(detail), text(todo ?? '')] })),
    ),
    notes: [],
  };
}

export const linesOf = (lines: readonly CheckLine[], group: CheckGroup): readonly CheckLine[] =>
  lines.filter((line) => line.group === group);

const row = ({ title, verdict, detail, todo }: CheckLine): Row => ({
  title,
  unit: null,
  cells: [text(VERDICT_WORDS[verdict], VERDICT_TONE[verdict]), text(detail), text(todo ?? '')],
});
