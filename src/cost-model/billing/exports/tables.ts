import { inputError, type Problem } from '../../../errors.ts';
import type { Ask } from './engine.ts';
import { csvHeader } from './files/csv-header.ts';
import type { ExportFile } from './files/export-file.ts';
import { type Column, type Columns, columnName, columnOf, type Format } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { identifier, literal, pathLiteral } from './sql/quote.ts';

/** Files that have the same columns, as one table. */
export interface Table {
  readonly format: Format;
  readonly files: readonly ExportFile[];
  readonly columns: Columns;
  /** What stands after FROM. */
  readonly relation: string;
}

/**
 * The files as tables, each in the format that its columns show.
 * @throws WorkbenchError naming, for each file that is no export, the columns that it lacks and what they are for.
 */
export async function tablesOf(files: readonly ExportFile[], ask: Ask): Promise<readonly Table[]> {
  const alike = [...(await csvTables(files)), ...(await parquetTables(files, ask))];
  const problems: Problem[] = [];
  const tables = alike.flatMap((table) => {
    const format = formatOf(table.columns);
    const missing = required(format).filter(([, field]) => columnOf(table.columns, field) === null);
    if (missing.length === 0) return [{ ...table, format }];
    problems.push(
      missingIn(
        table.files,
        format,
        missing.map(([, field]) => field),
      ),
    );
    return [];
  });
  if (problems.length > 0) throw inputError('billing-export', problems);
  return tables;
}

type Alike = Omit<Table, 'format'>;

/** The format that a file comes closest to. */
function formatOf(columns: Columns): Format {
  const has = (format: Format): number =>
    required(format).filter(([, field]) => columnOf(columns, field) !== null).length / required(format).length;
  const formats = Object.values(FORMATS).map(({ format }) => format);
  return formats.reduce((best, format) => (has(format) > has(best) ? format : best));
}

const required = ({ fields }: Format) => Object.entries(fields).filter(([, { needed }]) => needed !== undefined);

const KNOWN = Object.values(FORMATS)
  .map(({ format }) => format.title)
  .join(', ');

function missingIn(files: readonly ExportFile[], format: Format, fields: readonly Format['fields'][string][]): Problem {
  const [first] = files;
  const others = files.length > 1 ? ` and ${files.length - 1} more` : '';
  const each = fields.map(({ columns, needed }) => `${columns.join(' or ')} (${needed})`);
  const what =
    fields.length === required(format).length
      ? `${first?.name}${others} is no export of a bill that is known here: ${KNOWN}`
      : `${first?.name}${others} lacks ${each.join(', ')}`;
  return { what, todo: `Export the columns of a ${format.title} that docs/billing.md lists as required.` };
}

async function csvTables(files: readonly ExportFile[]): Promise<readonly Alike[]> {
  const headed: { readonly file: ExportFile; readonly header: readonly string[] }[] = [];
  for (const file of files) {
    if (file.kind !== 'parquet') headed.push({ file, header: (await csvHeader(file)) ?? [] });
  }
  return [...Map.groupBy(headed, ({ file, header }) => JSON.stringify([file.kind, header]))].map(([, group]) => {
    const names = unique(group[0]?.header ?? []);
    const of = group.map(({ file }) => file);
    const types = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
    const options = `auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = ['', 'NULL']`;
    const compression = of[0]?.kind === 'gzip' ? 'gzip' : 'none';
    return {
      files: of,
      columns: columnsNamed(names.map((name) => ({ name, type: 'VARCHAR' }))),
      relation: `read_csv([${pathsOf(of)}], columns = {${types}}, compression = '${compression}', ${options})`,
    };
  });
}

/** A column that stands twice has its second name for itself. */
const unique = (names: readonly string[]): readonly string[] =>
  names.map((name, at) => (names.indexOf(name) < at || name === '' ? `${name}_${at + 1}` : name));

async function parquetTables(files: readonly ExportFile[], ask: Ask): Promise<readonly Alike[]> {
  const parquet = files.filter(({ kind }) => kind === 'parquet');
  const tables: Alike[] = [];
  for (const of of await alikeParquet(parquet, ask)) {
    const [first] = of;
    if (first === undefined) continue;
    const rows = await ask(
      `DESCRIBE SELECT * FROM read_parquet(${pathLiteral(first.path)}, hive_partitioning = false)`,
    );
    tables.push({
      files: of,
      columns: columnsNamed(rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))),
      relation: `read_parquet([${pathsOf(of)}], hive_partitioning = false)`,
    });
  }
  return tables;
}

/** Files of the same columns, in whatever order; the columns of thousands of files are asked for at once. */
async function alikeParquet(files: readonly ExportFile[], ask: Ask): Promise<readonly (readonly ExportFile[])[]> {
  if (files.length < 2) return [files];
  const rows = await ask(
    `SELECT file_name, STRING_AGG(concat_ws(' ', name, type, converted_type, logical_type, num_children, scale), ',' ORDER BY name, column_id) AS signature
    FROM parquet_schema([${pathsOf(files)}]) WHERE column_id > 0 GROUP BY file_name`,
  );
  const signatures = new Map(rows.map((row) => [String(row.file_name), String(row.signature)]));
  return [...Map.groupBy(files, ({ path }) => signatures.get(path) ?? path).values()];
}

interface Named {
  readonly name: string;
  readonly type: string;
}

export const columnsNamed = (named: readonly Named[]): Columns =>
  new Map(named.map(({ name, type }): [string, Column] => [columnName(name), { ref: identifier(name), type }]));

const pathsOf = (files: readonly ExportFile[]): string => files.map(({ path }) => pathLiteral(path)).join(', ');
