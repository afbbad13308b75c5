import type { CostResult } from '../../../cost-model/types/result.ts';
import { type Sheet, text } from '../file/cell.ts';
import { SHEETS } from '../layout.ts';

/** What a cell holds at most, with room for what its characters become in XML. */
const PIECE = 30_000;

/** The result as it was written, in a sheet that no menu lists: what comes back is compared with it. */
export function recordSheet(cost: CostResult): Sheet {
  // As JSON may also write it; bare, the file format would take it for a character by its number.
  const json = JSON.stringify(cost).replaceAll('_x', '\\u005fx');
  const pieces = Array.from({ length: Math.ceil(json.length / PIECE) }, (_, at) =>
    json.slice(at * PIECE, (at + 1) * PIECE),
  );
  return { name: SHEETS.record, hidden: true, widths: [], frozenRows: 0, rows: pieces.map((piece) => [text(piece)]) };
}

/** @throws SyntaxError where it was damaged */
export const readRecord = (pieces: readonly string[]): unknown => JSON.parse(pieces.join(''));
