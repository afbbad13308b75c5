import type { Ask } from '../engine.ts';
import type { Column } from '../formats/format.ts';
import { DIALECTS } from '../sql/dialects.ts';
import { pathLiteral } from '../sql/quote.ts';
import type { Table } from '../tables.ts';

/** So many lines are compared one by one; of more, an even part that what they say decides. */
const MOST_COMPARED = 100_000;

/** No line of an export is shorter, so that no fewer are compared than could be. */
const SHORTEST_LINE_BYTES = 100;

/** What decides whether a line is compared: lines that say the same agree in it, and few that do not. */
const CHOSEN_BY = ['start', 'usageType', 'resource', 'charge_period_start', 'x_usage_type', 'sku_id', 'resource_id'];

/** A table of which lines are compared, and on which side: lines of one side are not held against each other. */
export interface Compared {
  readonly table: Table;
  /** The number of its first file among all. */
  readonly from: number;
  /** null: each file is a side of its own. */
  readonly side: number | null;
}

/** One line in so many is compared: the same ones in every file, as their content decides. */
export async function oneIn(tables: readonly Table[], ask: Ask): Promise<number> {
  const files = tables.flatMap((table) => table.files);
  const parquet = files.filter(({ kind }) => kind === 'parquet');
  const [row] =
    parquet.length === 0
      ? []
      : await ask(
          `SELECT SUM(num_rows) AS lines FROM parquet_file_metadata([${parquet.map(({ path }) => pathLiteral(path)).join(', ')}])`,
        );
  const text = files.filter(({ kind }) => kind !== 'parquet').reduce((bytes, file) => bytes + file.bytes, 0);
  return Math.max(1, Math.ceil((Number(row?.lines ?? 0) + text / SHORTEST_LINE_BYTES) / MOST_COMPARED));
}

/** What is compared of each line: file, side, day and a digest of what it says under the given names; SQL. */
export function toldLines(compared: readonly Compared[], names: readonly string[], every: number): string {
  const traits = compared.map(({ table }) => traitsOf(table, names));
  const alike = traits.every((columns) => columns.every(({ type }, at) => type === traits[0]?.[at]?.type));
  return compared
    .map(({ table, from, side }, at) => {
      const { start, identity } = table.format.lines(table.columns, DIALECTS.duckdb);
      const said = (traits[at] ?? []).map((column, of) => (alike ? column.ref : normal(column, names[of] ?? '')));
      const chosenBy = said.filter((_, of) => CHOSEN_BY.includes(names[of] ?? ''));
      const chosen =
        every === 1 ? '' : ` WHERE hash(${(chosenBy.length > 1 ? chosenBy : said).join(', ')}) % ${every} = 0`;
      const file = `CAST(file_index AS INTEGER) + ${from}`;
      const columns = [
        `${file} AS file`,
        `${side ?? file} AS side`,
        `${dayOf(start)} AS day`,
        `hash(${said.join(', ')}) AS line`,
        `${identity ?? 'CAST(NULL AS VARCHAR)'} AS number`,
      ];
      return `SELECT ${columns.join(', ')} FROM ${table.relation}${chosen}`;
    })
    .join('\nUNION ALL\n');
}

const traitsOf = ({ format, columns }: Table, names: readonly string[]): readonly Column[] => {
  const { traits } = format.lines(columns, DIALECTS.duckdb);
  return names.flatMap((name) => traits[name] ?? []);
};

const isTime = (name: string): boolean => /(^|_)(start|end)$/.test(name);

/** The same value whatever way a file has of writing it. */
function normal(column: Column, name: string): string {
  const text = DIALECTS.duckdb.text(column);
  if (!isTime(name)) return `COALESCE(${text}, '')`;
  if (column.type === 'VARCHAR') return `TRY_CAST(${text} AS TIMESTAMP)`;
  return column.type.startsWith('TIMESTAMP WITH')
    ? `make_timestamp(epoch_us(${column.ref}))`
    : `CAST(${column.ref} AS TIMESTAMP)`;
}

const dayOf = (start: Column): string => `SUBSTR(${DIALECTS.duckdb.time(start)}, 1, 10)`;
