import { inputError, type Problem } from '../../../errors.ts';
import type { Ask } from './engine.ts';
import { type Column, columnName, type Field } from './formats/format.ts';
import { DIALECTS, MONEY } from './sql/dialects.ts';
import type { Table } from './tables.ts';

/**
 * Looks for text where numbers belong, once something could not be read.
 * @throws WorkbenchError with every column that has some, and the first file; the text itself may be anything.
 */
export async function refuseBadNumbers(tables: readonly Table[], ask: Ask): Promise<void> {
  const problems: Problem[] = [];
  for (const table of tables) {
    for (const { name, column } of textsOf(table)) {
      const value = DIALECTS.duckdb.text(column);
      const [row] = await ask(
        `SELECT MIN(file_index) AS file, COUNT(*) AS lines FROM ${table.relation} WHERE ${value} IS NOT NULL AND TRY_CAST(${value} AS ${MONEY}) IS NULL`,
      );
      if (row === undefined || Number(row.lines) === 0) continue;
      const file = table.files[Number(row.file)]?.name ?? '';
      const lines = Number(row.lines) === 1 ? '1 line' : `${row.lines} lines`;
      problems.push({
        what: `${file} has text in ${name} where a number belongs, in ${lines}`,
        todo: 'Export it again: numbers have a point and nothing else between their digits.',
      });
    }
  }
  if (problems.length > 0) throw inputError('billing-export', problems);
}

const textsOf = ({ format, columns }: Table): readonly { readonly name: string; readonly column: Column }[] =>
  format.numbers
    .flatMap((field: Field) => field.columns)
    .flatMap((name) => {
      const column = columns.get(columnName(name));
      return column?.type === 'VARCHAR' ? [{ name, column }] : [];
    });
