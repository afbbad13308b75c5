import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { KINDS, type Kind } from './kinds.ts';

export interface Generated {
  readonly lines: number;
  /** Place → its total in 10^-10 of a dollar, by arithmetic and not by adding up lines. */
  readonly totals: ReadonlyMap<Kind['place'], bigint>;
}

/** Amounts of a kind rise by its step over this many of its lines, and begin again. */
const CYCLE = 97n;

const DIRECTORY = ['', 'USE1-', 'EUC1-', 'APN1-'];

/**
 * Writes an export of November 2026 in the columns of CUR 2.0, as AWS types them in Parquet: line i is of kind i mod the
 * number of kinds. A name that ends with `.csv` or `.csv.gz` is written as text.
 */
export async function writeExport(file: string, lines: number): Promise<Generated> {
  await writeLines(file, linesSql(lines, !file.endsWith('.parquet')));
  return { lines, totals: totalsOf(lines) };
}

/** The same export in several files, as AWS cuts one: lines of every day in each. */
export async function writeParts(folder: string, lines: number, parts: number): Promise<Generated> {
  for (let part = 0; part < parts; part++) {
    await writeLines(join(folder, `part-${part}.parquet`), `${linesSql(lines, false)} WHERE i % ${parts} = ${part}`);
  }
  return { lines, totals: totalsOf(lines) };
}

async function writeLines(file: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '700MiB', threads: '2' });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (${formatOf(file)})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function formatOf(file: string): string {
  if (file.endsWith('.parquet')) return 'FORMAT parquet, ROW_GROUP_SIZE 250000';
  return `FORMAT csv, HEADER, COMPRESSION ${file.endsWith('.gz') ? 'gzip' : 'none'}`;
}

function linesSql(lines: number, asText: boolean): string {
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
  const kinds = KINDS.map(
    ({ product, usageType, operation, type, unit, base, step }, at) =>
      `(${at}, ${text(product)}, ${text(usageType)}, ${text(operation)}, ${text(type)}, ${text(unit)}, ${base}, ${step})`,
  );
  const count = KINDS.length;
  const cost = `CAST(CAST(base + step * ((i // ${count}) % ${CYCLE}) AS DECIMAL(38, 0)) / 10000000000 AS DECIMAL(38, 10))`;
  const prefixes = DIRECTORY.map((prefix, at) => `WHEN ${at} THEN '${prefix}'`).join(' ');
  const tags = `CASE WHEN i % 2 = 0 THEN MAP{'user_cluster': 'blue'} ELSE MAP{'user_cluster': 'green'} END`;
  return `SELECT 'l' || i AS identity_line_item_id,
    '2026-11-01T00:00:00Z/2026-12-01T00:00:00Z' AS identity_time_interval,
    'INV-1' AS bill_invoice_id,
    '1234567890' || (i % 3) AS line_item_usage_account_id,
    TIMESTAMP '2026-11-01' + INTERVAL (i * 720 // ${lines}) HOUR AS line_item_usage_start_date,
    product AS line_item_product_code,
    CASE (i // ${count}) % ${DIRECTORY.length} ${prefixes} END || usage_type AS line_item_usage_type,
    operation AS line_item_operation,
    'arn:aws:something:' || (i % 5003) AS line_item_resource_id,
    CAST(1 + i % 10 AS DOUBLE) AS line_item_usage_amount,
    ${asText ? cost : `CAST(${cost} AS DOUBLE)`} AS line_item_unblended_cost,
    type AS line_item_line_item_type,
    'USD' AS line_item_currency_code,
    CASE (i // ${count}) % ${DIRECTORY.length} WHEN 2 THEN 'eu-central-1' WHEN 3 THEN 'ap-northeast-1' ELSE 'us-east-1' END AS product_region_code,
    unit AS pricing_unit,
    ${asText ? `to_json(${tags})` : tags} AS resource_tags
  FROM range(${lines}) lines(i)
  JOIN (VALUES ${kinds.join(', ')}) kinds(k, product, usage_type, operation, type, unit, base, step) ON k = i % ${count}`;
}

function totalsOf(lines: number): Generated['totals'] {
  const totals = new Map<Kind['place'], bigint>();
  for (const [at, kind] of KINDS.entries()) {
    const total = (totals.get(kind.place) ?? 0n) + totalOf(kind, BigInt(Math.ceil((lines - at) / KINDS.length)));
    totals.set(kind.place, total);
  }
  return totals;
}

/** base + step · (0 + 1 + … + 96) over and over, and what of the last round there is. */
function totalOf({ base, step }: Kind, lines: bigint): bigint {
  const [rounds, rest] = [lines / CYCLE, lines % CYCLE];
  const steps = rounds * ((CYCLE * (CYCLE - 1n)) / 2n) + (rest * (rest - 1n)) / 2n;
  return lines * base + steps * step;
}
