import type { Problem } from '../../../errors.ts';
import type { SavedCell } from '../file/saved-cells.ts';

/** What an editable cell turned out to hold. */
export type EditedCell =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'broken'; readonly problem: Problem };

/** A spreadsheet program keeps fewer digits than a double has. */
const KEPT_DIGITS = 1e-12;

export const isSame = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= KEPT_DIGITS * Math.max(Math.abs(a), Math.abs(b));

const TODO = 'Write a number of 0 or more, without unit or currency sign.';

const LONGEST_SHOWN = 60;

/** A number of 0 or more; of somebody's formula its value. */
export function editedCell(cell: SavedCell | undefined, place: string): EditedCell {
  if (cell === undefined) return { kind: 'empty' };
  const broken = (what: string, todo = TODO): EditedCell => ({
    kind: 'broken',
    problem: { what: `${place} ${what}`, todo },
  });
  const { content, formula } = cell;
  switch (content.kind) {
    case 'number':
      if (!Number.isFinite(content.value)) return broken('holds a number beyond what can be counted');
      return content.value < 0 ? broken(`is ${content.value}, less than 0`) : { kind: 'number', value: content.value };
    case 'text':
      if (content.text.trim() === '' && formula === null) return { kind: 'empty' };
      if (formula !== null && content.text === '') {
        return broken(
          'holds a formula without a value',
          'Let the spreadsheet compute it and save, or write the number.',
        );
      }
      return broken(`holds the text ${JSON.stringify(content.text.slice(0, LONGEST_SHOWN))}`);
    case 'boolean':
      return broken('holds true or false');
    case 'error':
      return broken(`holds the error ${content.text}`);
  }
}
