/** What the SQL of an export needs to know of one of its columns. */
export interface Column {
  /** Its name, quoted for SQL. */
  readonly ref: string;
  /** DuckDB's word: `VARCHAR`, `DOUBLE`, `TIMESTAMP`, `MAP(VARCHAR, VARCHAR)`. */
  readonly type: string;
}

/** Columns by their names in small letters: `line_item_usage_type`, `billed_cost`. */
export type Columns = ReadonlyMap<string, Column>;

/** Something that an export says in a column, or in the first that it has of several. */
export interface Field {
  /** As the export's own documentation writes them. */
  readonly columns: readonly string[];
  /** Of a required one: what it is needed for. */
  readonly needed?: string;
  /** Of an optional one: what is lost without it. */
  readonly lost?: string;
}

/** Columns in which a line says what it is. */
export type Traits = Readonly<Record<string, Column>>;

/** What each line is read as; SQL. `null` where the export has nothing of the kind. */
export interface LineSql {
  readonly start: Column;
  /** The first moment that is no longer part of the charge. */
  readonly end: Column | null;
  readonly provider: string;
  readonly service: string;
  readonly usageType: string;
  readonly operation: string | null;
  readonly lineItemType: string;
  readonly region: string | null;
  readonly currency: string;
  readonly unit: string | null;
  readonly quantity: string;
  readonly unblended: string;
  readonly amortized: string | null;
  readonly list: string | null;
  readonly provisional: string;
  readonly account: string | null;
  readonly resource: string | null;
  /** The number of a line within one delivery: another delivery of the same lines numbers them anew. null where it has none. */
  readonly identity: string | null;
  /** What lines differ in, by name, without amounts: an exported line may be exported again with another one. */
  readonly traits: Traits;
}

/** One way of writing a bill, as data and SQL. */
export interface Format {
  readonly source: 'cur' | 'focus';
  readonly title: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Those that hold numbers. */
  readonly numbers: readonly Field[];
  /** Of `traits`, those that every edition of the format writes alike. */
  readonly lasting: readonly string[];
  /** What the amortized cost of a type of line is told by; none where it is what is billed. */
  amortizedBy(lineItemType: string): readonly Field[];
  /** Only for columns that have all required ones. */
  lines(columns: Columns, dialect: Dialect): LineSql;
  /** The value of a tag in a line; null where the export has no tags at all. */
  tag(columns: Columns, key: string, dialect: Dialect): string | null;
}

/** What engines write differently. */
export interface Dialect {
  /** DECIMAL(38, 12) of whatever type the column has. */
  money(column: Column): string;
  /** Text without the ways in which exports write nothing. */
  text(column: Column): string;
  /** The start of a charge as text: `2026-11-03 07:00:00`. */
  time(column: Column): string;
  /** The value under a key in a map, or in a JSON object in text. */
  under(column: Column, key: string): string;
  /** Whether a pattern matches all of a value. */
  matches(value: string, pattern: string): string;
}

export const columnName = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

/** The first of a field's columns that is there. */
export function columnOf(columns: Columns, { columns: names }: Field): Column | null {
  const there = names.map(columnName).find((name) => columns.has(name));
  return there === undefined ? null : (columns.get(there) ?? null);
}

/** Those of a field's columns that are there. */
export const columnsOf = (columns: Columns, { columns: names }: Field): readonly Column[] =>
  names.map(columnName).flatMap((name) => columns.get(name) ?? []);
