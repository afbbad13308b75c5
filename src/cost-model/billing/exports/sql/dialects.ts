import { wholePattern } from '../../rules/pattern.ts';
import type { Column, Dialect } from '../formats/format.ts';
import { literal } from './quote.ts';

export const ENGINES = ['duckdb', 'athena'] as const;
export type Engine = (typeof ENGINES)[number];

/** Exact up to here for sums of any size: 26 digits before the point, 12 behind it. */
export const MONEY = 'DECIMAL(38, 12)';

/** Below this, a double times 10^12 is still rounded to the number that was written. */
const EXACT_BELOW = 1000;

const isText = ({ type }: Column): boolean => type === 'VARCHAR';

/** A text, but nothing where the export writes nothing as '' or as the word NULL. */
const text = (column: Column): string => {
  const value = isText(column) ? column.ref : `CAST(${column.ref} AS VARCHAR)`;
  return `NULLIF(NULLIF(${value}, ''), 'NULL')`;
};

function money(column: Column): string {
  if (isText(column)) return `CAST(${text(column)} AS ${MONEY})`;
  if (column.type !== 'DOUBLE' && column.type !== 'FLOAT') return `CAST(${column.ref} AS ${MONEY})`;
  const { ref } = column;
  return `CASE WHEN ABS(${ref}) < ${EXACT_BELOW} THEN CAST(${ref} AS ${MONEY}) ELSE CAST(CAST(${ref} AS VARCHAR) AS ${MONEY}) END`;
}

const isMap = ({ type }: Column): boolean => type.startsWith('MAP');

/** `/user:team`: a JSON pointer, which needs no quoting but of these two. */
const pointer = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const duckdb: Dialect = {
  money,
  text,
  time: (column) =>
    column.type.startsWith('TIMESTAMP WITH')
      ? `CAST(make_timestamp(epoch_us(${column.ref})) AS VARCHAR)`
      : `CAST(${column.ref} AS VARCHAR)`,
  under: (column, key) =>
    isMap(column)
      ? `NULLIF(map_extract_value(${column.ref}, ${literal(key)}), '')`
      : `NULLIF(json_extract_string(${text(column)}, ${literal(pointer(key))}), '')`,
  matches: (value, pattern) => `regexp_full_match(${value}, ${literal(pattern)})`,
};

/** Athena, engine version 3 (Trino). Its times have no zone in a data export. */
const athena: Dialect = {
  money,
  text,
  time: ({ ref }) => `CAST(${ref} AS VARCHAR)`,
  under: (column, key) =>
    isMap(column)
      ? `NULLIF(element_at(${column.ref}, ${literal(key)}), '')`
      : `NULLIF(json_extract_scalar(${text(column)}, ${literal(`$["${key.replaceAll('"', '\\"')}"]`)}), '')`,
  matches: (value, pattern) => `regexp_like(${value}, ${literal(wholePattern(pattern))})`,
};

export const DIALECTS: Readonly<Record<Engine, Dialect>> = { duckdb, athena };
