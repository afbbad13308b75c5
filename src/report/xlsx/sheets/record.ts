import type { CostResult } from '../../../cost-model/types/result.ts';
import { type Sheet, text } from '../file/cell.ts';
import { SHEETS } from '../layout.ts';

/** What a cell holds at most, with room for what its characters become in XML. */
const PIECE = 30_000;

/** Half of a character at the end of a piece, or `_x0041_` that the file format takes for a letter by its number. */
const NOT_PLAIN = /[^ -~]|_(?=x)/g;

/** As JSON may write any character, too. */
const written = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The result as it was written, in a sheet that no menu lists: what comes back is compared with it. */
export function recordSheet(cost: CostResult): Sheet {
  const json = JSON.stringify(cost).replace(NOT_PLAIN, written);
  const pieces = Array.from({ length: Math.ceil(json.length / PIECE) }, (_, at) =>
    json.slice(at * PIECE, (at + 1) * PIECE),
  );
  return { name: SHEETS.record, hidden: true, widths: [], frozenRows: 0, rows: pieces.map((piece) => [text(piece)]) };
}

/** @throws SyntaxError where it was damaged */
export const readRecord = (pieces: readonly string[]): unknown => JSON.parse(pieces.join(''));
