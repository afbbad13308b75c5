import { resolve } from 'node:path';
import { inputError } from '../../../errors.ts';
import { withEngine } from './engine.ts';
import { readable } from './failures.ts';
import { findFiles } from './files/find-files.ts';
import { fingerprints } from './files/fingerprint.ts';
import { type Columns, columnName, columnOf } from './formats/format.ts';
import { FORMATS, type FormatName } from './formats/index.ts';
import type { Engine } from './sql/dialects.ts';
import { literal } from './sql/quote.ts';
import { columnsNamed, tablesOf } from './tables.ts';

export interface DescribedTable {
  readonly engine: Engine;
  readonly format: FormatName;
  /** What stands after FROM. */
  readonly table: string;
  /** A file of the export; `undefined` where none is at hand. */
  readonly like?: string;
  /** Columns that the table does not have. */
  readonly without: readonly string[];
}

/**
 * The columns of a table that a query is printed for: those of a file of its export; else those of the relation, where
 * DuckDB can read it here; else all of the format, in the types of Parquet. Less those that it is said to lack.
 * @throws WorkbenchError where one is not known, or where a required one is missing.
 */
export async function tableColumns(described: DescribedTable, cwd: string): Promise<Columns> {
  const { engine, format, table, like, without } = described;
  const found =
    like === undefined
      ? ((engine === 'duckdb' ? await ofRelation(table, cwd) : null) ?? FORMATS[format].everything)
      : await ofFile(like, format, cwd);
  const lacking = without.map((name) => ({ name, key: columnName(name) }));
  const unknown = lacking.filter(({ key }) => !FORMATS[format].everything.has(key) && !found.has(key));
  const columns = new Map([...found].filter(([key]) => !lacking.some((one) => one.key === key)));
  const missing = Object.values(FORMATS[format].format.fields).filter(
    (field) => field.needed !== undefined && columnOf(columns, field) === null,
  );
  const problems = [
    ...unknown.map(({ name }) => ({
      what: `--without: ${name} is no column of ${FORMATS[format].format.title} that the query looks at`,
      todo: 'Leave it out, or check how it is spelled.',
    })),
    ...missing.map((field) => ({
      what: `the table lacks ${field.columns.join(' or ')} (${field.needed})`,
      todo: `Check --format, and that the table is a ${FORMATS[format].format.title}.`,
    })),
  ];
  if (problems.length > 0) throw inputError('billing-export', problems);
  return columns;
}

/** null of a relation that only stands where the query will run. */
async function ofRelation(relation: string, cwd: string): Promise<Columns | null> {
  return withEngine(async (ask) => {
    await ask(`SET file_search_path = ${literal(resolve(cwd))}`);
    const rows = await ask(`DESCRIBE SELECT * FROM ${relation}`).catch(() => null);
    if (rows === null) return null;
    return columnsNamed(rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) })));
  });
}

async function ofFile(file: string, format: FormatName, cwd: string): Promise<Columns> {
  const files = await fingerprints(findFiles([file], cwd));
  const [table] = await withEngine((ask) => readable(files, () => tablesOf(files, ask)));
  if (table !== undefined && table.format.source === format) return table.columns;
  const what = `${file} is no ${FORMATS[format].format.title}`;
  throw inputError('billing-export', [{ what, todo: `Give --format ${table?.format.source ?? 'of the file'}.` }]);
}
