import { digestOfFiles } from '../digest-of-files.ts';
import { type KeyedSource, refuseUnmatched, refuseUntold } from '../shared-costs/refusals.ts';
import { type SharedCosts, tagOf } from '../shared-costs/shared-costs.ts';
import type { BillingScope, Period, SourceRows } from '../types/source.ts';
import { longRows, windowOf } from '../window/charged-days.ts';
import { refuseBadNumbers } from './bad-numbers.ts';
import { type Ask, withEngine } from './engine.ts';
import { readable } from './failures.ts';
import type { ExportFile } from './files/export-file.ts';
import { findFiles } from './files/find-files.ts';
import { fingerprints } from './files/fingerprint.ts';
import { amortizedLosses, lossesOf } from './losses.ts';
import { refuseOverlaps } from './overlaps.ts';
import { billRows, hoursTold, strangeTypes } from './rows.ts';
import { leftOut, refuseNothing, refuseUnknowable } from './scope-report.ts';
import { type Asked, aggregationSql, linesSql } from './sql/aggregation.ts';
import { DIALECTS } from './sql/dialects.ts';
import { isNarrow } from './sql/selection.ts';
import { type Table, tablesOf } from './tables.ts';

export interface ExportOptions {
  readonly scope: BillingScope;
  /** What the target pays a part of; none where left out. */
  readonly shared?: readonly SharedCosts[];
  /** The folder that paths start from. */
  readonly from: string;
  /** The days that will be taken of it: what does not say where it belongs is counted on these. All where left out. */
  readonly period?: Period | null;
  /** Rows by the hour instead of by the day. */
  readonly hourly?: boolean;
  /** The files are parts of one delivery: lines that are alike are not the same line. */
  readonly oneDelivery?: boolean;
}

/**
 * Reads exports of bills in place: files and folders of a Cost and Usage Report or of FOCUS, in CSV, gzip or Parquet,
 * told apart by their content. All files of a format are one source. Only aggregates leave DuckDB.
 * @throws WorkbenchError where a path is wrong, a file is none of these, damaged, cut off or lacks a required column, two
 * files have the same lines, or nothing in them is the target's.
 */
export async function readExports(paths: readonly string[], options: ExportOptions): Promise<readonly SourceRows[]> {
  const found = await fingerprints(findFiles(paths, options.from));
  const { files, copies } = withoutCopies(found);
  return withEngine(async (ask) => {
    const tables = await readable(files, () => tablesOf(files, ask));
    const byFormat = Map.groupBy(tables, ({ format }) => format.source);
    const sources: SourceRows[] = [];
    for (const of of byFormat.values()) {
      sources.push(await readable(files, () => readSource(of, paths, copies, options, ask)));
    }
    return sources;
  });
}

async function readSource(
  tables: readonly Table[],
  paths: readonly string[],
  copies: readonly string[],
  { scope, hourly = false, shared = [], period = null, oneDelivery = false }: ExportOptions,
  ask: Ask,
): Promise<SourceRows> {
  refuseUnknowable(tables, scope);
  for (const table of tables) refuseUntold(shared, keyedTable(table));
  await refuseOverlaps(tables, ask, oneDelivery);
  const asked: Asked = { scope, hourly, shared };
  const sql = tables.map(({ format, columns, relation }) =>
    linesSql(format, columns, relation, asked, DIALECTS.duckdb),
  );
  const aggregated = await ask(aggregationSql(sql)).catch(async (error: unknown) => {
    await refuseBadNumbers(tables, ask);
    throw error;
  });
  const own = isNarrow(scope) ? aggregated.filter((row) => row.shared === null) : aggregated;
  if (own.length === 0) await refuseNothing(tables, asked, ask);
  const tags = Object.entries(scope.tags).map(([key, value]) => `${key}=${value}`);
  const rows = billRows(aggregated, tags.length === 0 ? null : tags.join(','));
  refuseUnmatched(shared, rows, tables[0]?.format.source ?? '');
  const hours = hourly ? hoursTold(aggregated) : null;
  const files = tables.flatMap((table) => table.files);
  return {
    source: tables[0]?.format.source ?? '',
    digest: digestOfFiles(files),
    repeatable: paths.join(' '),
    period: windowOf(rows) ?? { start: '', end: '' },
    ...(hours !== null && hours < 24 && { hours }),
    rows,
    losses: [
      ...copies,
      ...(oneDelivery && files.length > 1
        ? ['taken for parts of one delivery: lines of two files that are alike count']
        : []),
      ...lossesOf(tables, scope),
      ...amortizedLosses(tables, aggregated),
      ...longRows(rows),
      ...strangeTypes(aggregated).map(
        (type) => `lines of type ${type} are not known here: they are unclassified, unless a rule names Adjustment`,
      ),
      ...(await leftOut(tables, { ...asked, days: period }, ask)),
    ],
    requests: { count: 0, usd: '0' },
  };
}

/** What the lines of a table tell keys of shared costs. */
function keyedTable({ format, columns }: Table): KeyedSource {
  const line = format.lines(columns, DIALECTS.duckdb);
  return {
    source: format.source,
    provider: format.source === 'cur' ? 'aws' : null,
    tells: (what, key) =>
      what === 'tag' ? format.tag(columns, tagOf(key)?.key ?? '', DIALECTS.duckdb) !== null : line[what] !== null,
  };
}

/** A file that is there twice counts once. */
function withoutCopies(found: readonly ExportFile[]): {
  readonly files: readonly ExportFile[];
  readonly copies: readonly string[];
} {
  const alike = [...Map.groupBy(found, ({ digest }) => digest).values()];
  return {
    files: alike.flatMap(([first]) => first ?? []),
    copies: alike
      .filter(({ length }) => length > 1)
      .map((group) => `${group.map(({ name }) => name).join(' and ')} have the same content: counted once`),
  };
}
