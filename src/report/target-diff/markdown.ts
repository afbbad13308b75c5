import type { RuleVerdict } from '../../inventory/diff/thresholds/judge-diff.ts';
import type { DiffRow, InventoryDiff } from '../../inventory/diff/types.ts';
import { plain, tableMarkdown } from '../markdown.ts';
import { left, type Row, type Table, text } from '../table.ts';
import { folded } from './folded.ts';
import { notComparedWords } from './not-compared.ts';
import { diffSentence, replicatorLine, sideLine } from './sentence.ts';
import { verdictWords } from './verdict-words.ts';
import { howOf, replicatedWords, sideWords, whatOf } from './words.ts';

/** A diff as a document: the answer, what was compared, every difference, and what was not compared. */
export function diffMarkdown(diff: InventoryDiff, verdicts: readonly RuleVerdict[]): string {
  const replicator = replicatorLine(diff);
  return [
    `# ${plain(diffSentence(diff))}`,
    '',
    `- ${plain(sideLine('A', diff.a))}`,
    `- ${plain(sideLine('B', diff.b))}`,
    ...(replicator === null ? [] : [`- ${plain(replicator)}`]),
    '',
    ...section('Rules', verdicts.map(verdictWords)),
    ...section('Not compared', notComparedWords(diff)),
    ...(diff.rows.length === 0 ? [] : [tableMarkdown(diffTable(diff))]),
    ...section('What a comparison of two clusters cannot say', diff.notes),
  ].join('\n');
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`## ${title}`, '', ...items.map((item) => `- ${plain(item)}`), ''];

function diffTable(diff: InventoryDiff): Table {
  const rows = folded(diff.rows);
  return {
    id: 'differences',
    title: 'Differences',
    columns: ['What', 'On A', 'On B', 'How', 'What an application sees', 'What to do'].map(left),
    groups: diff.levels
      .map(({ impact, title, reason }) => ({
        title: `${title}: ${reason}`,
        provenance: null,
        rows: rows.filter((row) => row.impact === impact).map((row) => tableRow(row, diff)),
      }))
      .filter((group) => group.rows.length > 0),
    notes: [],
  };
}

/** Names that stand in one cell. */
const NAMED = 40;

function tableRow(row: DiffRow, { replicator }: InventoryDiff): Row {
  const fate = replicator === null ? null : replicatedWords(row, replicator.name);
  const cells = [
    sideWords(row.a),
    sideWords(row.b),
    howOf(row),
    fate === null ? row.effect : `${row.effect}. ${fate}`,
    row.todo,
  ];
  return { title: whatOf(row, NAMED), unit: null, cells: cells.map((words) => text(words)) };
}
