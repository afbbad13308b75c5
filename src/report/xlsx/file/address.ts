const LETTERS = 26;

/** A for 1, AA for 27. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / LETTERS);
  const letter = String.fromCharCode(65 + ((column - 1) % LETTERS));
  return rest === 0 ? letter : `${columnName(rest)}${letter}`;
}

/** Both count from 1. */
export const address = (column: number, row: number): string => `${columnName(column)}${row}`;

/** The same cell from another sheet, and wherever the formula is copied to: `Inputs!$C$5`. */
export const reference = (sheet: string, column: number, row: number): string =>
  `${sheet}!$${columnName(column)}$${row}`;

/** A column's cells from one row to another: `Lines!$M$2:$M$9`. */
export const columnRange = (sheet: string, column: number, from: number, to: number): string =>
  `${sheet}!$${columnName(column)}$${from}:$${columnName(column)}$${to}`;
