import type { HandRow, Inventory } from '../../../inventory/types.ts';
import { plural } from '../../format.ts';
import { left, plainRows, type Table, text } from '../../table.ts';
import { cappedNote, type Shown } from '../section.ts';

/** What people said of the cluster. */
export function byHandTable({ byHand }: Inventory, { rows }: Shown): Table {
  const said = byHand.filter(({ answer }) => answer !== null);
  return {
    id: 'inventory-by-hand',
    title: 'What people say of it',
    columns: [left('About'), left('Question'), left('Answer')],
    groups: plainRows(
      said.slice(0, rows).map(({ about, question, answer, gone }) => ({
        title: gone ? `${about} (gone)` : about,
        unit: null,
        cells: [text(question), text(answer ?? '')],
      })),
    ),
    notes: cappedNote(said.length, rows, 'answer', 'as they stand in the file', 'inventory.json'),
  };
}

/** What nobody has said yet, by what it is about. */
export function unansweredWords({ byHand }: Inventory): readonly string[] {
  const open = byHand.filter(({ answer, gone }) => answer === null && !gone);
  if (open.length === 0) return [];
  const about = Map.groupBy(open, kindOf);
  const counted = [...about].map(([kind, all]) =>
    kind === 'cluster'
      ? `${plural(all.length, 'question')} about the cluster`
      : `owners of ${plural(all.length, kind)}`,
  );
  return [
    `Nobody has said yet: ${counted.join(', ')}. Fill in the YAML file and scan again: what stands in it is kept.`,
  ];
}

const kindOf = ({ about }: HandRow): string => about.split(' ')[0] ?? about;
