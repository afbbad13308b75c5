import type { CellChange } from '../../report/xlsx/returned/edited-figures.ts';
import { table } from '../output.ts';

/** Which cells of a workbook that came back were changed; nothing where none came back. */
export function changesText(changes: readonly CellChange[]): string {
  if (changes.length === 0) return '';
  const rows = changes.map(({ name, part, cell, from, to }) => [cell, name, part, words(from), words(to)]);
  const align = ['left', 'left', 'left', 'right', 'right'] as const;
  return `Changed in the workbook:\n${table([['cell', 'figure', 'its', 'was', 'is'], ...rows], { align }).trimEnd()}`;
}

const words = (value: number | null): string => (value === null ? '–' : String(value));
