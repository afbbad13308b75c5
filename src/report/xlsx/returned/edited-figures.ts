import type { Problem } from '../../../errors.ts';
import { address } from '../file/address.ts';
import type { SavedCell } from '../file/saved-cells.ts';
import { type EditedCell, editedCell, isSame } from './edited-cell.ts';

/** A cell that somebody changed; the numbers are null where there was or is none. */
export interface CellChange {
  /** Of the figure. */
  readonly name: string;
  readonly part: 'value' | 'low' | 'high';
  /** `Inputs!D5` */
  readonly cell: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** A figure with what it was delivered as, and where it stands now. */
export interface EditableFigure {
  readonly name: string;
  readonly sheet: string;
  readonly row: number;
  readonly columns: { readonly value: number; readonly low: number; readonly high: number };
  /** null where nobody knew it. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What the figure is now, with the cells that were changed or are broken. */
export interface EditedFigure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly changes: readonly CellChange[];
  readonly problems: readonly Problem[];
}

export function editedFigure(figure: EditableFigure, cells: ReadonlyMap<string, SavedCell>): EditedFigure {
  const { name, sheet, row, columns } = figure;
  const parts = (['value', 'low', 'high'] as const).map((part) => {
    const at = address(columns[part], row);
    const cell = `${sheet}!${at}`;
    return { part, cell, edited: editedCell(cells.get(at), `${cell} (${name})`), was: figure[part] };
  });
  const problems = parts.flatMap(({ part, cell, edited, was }): Problem[] => {
    if (edited.kind === 'broken') return [edited.problem];
    if (part !== 'value' || edited.kind !== 'empty' || was === null) return [];
    return [{ what: `${cell} (${name}) is empty where ${was} stood`, todo: 'Write a number; 0 is one, empty is not.' }];
  });
  const [value, low, high] = parts.map(({ edited }) => numberOf(edited)) as [
    number | null,
    number | null,
    number | null,
  ];
  const changes = parts.flatMap(({ part, cell, edited, was }): CellChange[] =>
    isSame(numberOf(edited), was) ? [] : [{ name, part, cell, from: was, to: numberOf(edited) }],
  );
  const isUnsound = problems.length === 0 && changes.some(({ part }) => part !== 'value') && !isRange(low, value, high);
  return {
    value,
    low,
    high,
    changes,
    problems: isUnsound
      ? [
          {
            what: `${sheet}!${address(columns.low, row)} to ${address(columns.high, row)} (${name}): ${low ?? 'empty'} to ${high ?? 'empty'} is no range around ${value ?? 'an empty value'}`,
            todo: 'Give low ≤ value ≤ high, or leave both low and high empty.',
          },
        ]
      : problems,
  };
}

const numberOf = (edited: EditedCell): number | null => (edited.kind === 'number' ? edited.value : null);

const isRange = (low: number | null, value: number | null, high: number | null): boolean =>
  low === null || high === null ? low === high : value !== null && low <= value && value <= high;
