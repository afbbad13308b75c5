import type { Summary } from '../../judge/types/summary.ts';
import { left, type Row, type Table, text } from '../table.ts';

/** Differences first: they are what a reader has to judge. */
export function fairnessTable({ fairness, targets }: Summary): Table {
  const rowsWhere = (same: boolean): readonly Row[] =>
    fairness
      .filter((row) => row.same === same)
      .map((row) => ({ title: row.condition, unit: null, cells: row.values.map((value) => text(value)) }));
  const groups = [
    { title: 'What differs', provenance: null, rows: rowsWhere(false) },
    { title: 'What is the same', provenance: null, rows: rowsWhere(true) },
  ];
  return {
    id: 'conditions',
    title: 'Conditions, side by side',
    columns: [left('Condition'), ...targets.map((target) => left(target.name))],
    groups: groups.filter((group) => group.rows.length > 0),
    notes: [],
  };
}

/** One visible line: what differs between the sides. */
export function fairnessLine({ fairness, targets }: Summary): string {
  if (targets.length < 2) return 'One target only: nothing is compared.';
  const differing = fairness.filter((row) => !row.same).map((row) => row.condition);
  return differing.length === 0 ? 'Nothing that was recorded differs.' : `${differing.join(', ')}.`;
}
