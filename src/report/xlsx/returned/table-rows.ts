import type { Problem } from '../../../errors.ts';
import { address } from '../file/address.ts';
import type { SavedCell } from '../file/saved-cells.ts';

type Cells = ReadonlyMap<string, SavedCell>;

const ROW = /\d+$/;

/** In which row each entry of a table stands now, by what its first columns say: rows may have been moved. */
export interface TableRows {
  readonly rowOf: (identity: string) => number | null;
  readonly problems: readonly Problem[];
}

const written = (cell: SavedCell | undefined): string => {
  if (cell?.content.kind === 'text') return cell.content.text;
  return cell?.content.kind === 'number' ? String(cell.content.value) : '';
};

/** @param columns those that together name an entry */
export function tableRows(
  sheet: string,
  cells: Cells,
  columns: readonly number[],
  entries: readonly string[],
): TableRows {
  const rows = [...new Set([...cells.keys()].map((at) => Number(ROW.exec(at)?.[0])))];
  const found = Map.groupBy(rows, (row) => identity(columns.map((column) => written(cells.get(address(column, row))))));
  const problems = entries.flatMap((entry): Problem[] => {
    const here = found.get(entry) ?? [];
    if (here.length === 1) return [];
    return here.length === 0
      ? [
          {
            what: `the row of ${readable(entry)} is gone from the sheet ${sheet}`,
            todo: 'Put it back with its name as it was, from the workbook as it was delivered.',
          },
        ]
      : [
          {
            what: `${readable(entry)} stands in the rows ${here.join(' and ')} of the sheet ${sheet}`,
            todo: 'Leave one of them.',
          },
        ];
  });
  return { rowOf: (entry) => found.get(entry)?.[0] ?? null, problems };
}

export const identity = (parts: readonly string[]): string => parts.join('\n');

const readable = (entry: string): string => entry.replace('\n', ', tier ');
