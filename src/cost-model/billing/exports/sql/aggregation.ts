import type { SharedCosts } from '../../shared-costs/shared-costs.ts';
import type { BillingScope, Period } from '../../types/source.ts';
import type { Columns, Dialect, Format } from '../formats/format.ts';
import { MONEY } from './dialects.ts';
import { daysSql, scopeSql, sharedCase, sharedSql } from './selection.ts';

/** What rows of a bill differ in, in this order. */
export const KEYS = [
  'day',
  'hour',
  'provisional',
  'provider',
  'service',
  'usage_type',
  'operation',
  'line_item_type',
  'region',
  'currency',
  'unit',
  'shared',
] as const;

/** What is added up over each of them. */
export const SUMS = ['quantity', 'unblended', 'amortized', 'list', 'lines', 'without_cost'] as const;

export interface Asked {
  readonly scope: Pick<BillingScope, 'accounts' | 'tags' | 'region'>;
  readonly hourly: boolean;
  /** What the target pays a part of; none where left out. */
  readonly shared?: readonly SharedCosts[];
  /** Only lines that begin on these days; all where left out. */
  readonly days?: Period | null;
  /** A column by whose months, `2026-11`, the table is partitioned, so that others are not scanned. */
  readonly months?: string | null;
}

/** Each line of a table in the same columns, those of the scope and what is shared with it only; `relation` is what stands after FROM. */
export function linesSql(format: Format, columns: Columns, relation: string, asked: Asked, dialect: Dialect): string {
  const line = format.lines(columns, dialect);
  const time = dialect.time(line.start);
  const orNull = (value: string | null, type: string): string => value ?? `CAST(NULL AS ${type})`;
  const selected: Readonly<Record<string, string>> = {
    day: `SUBSTR(${time}, 1, 10)`,
    hour: asked.hourly ? `SUBSTR(${time}, 12, 2)` : 'CAST(NULL AS VARCHAR)',
    provisional: line.provisional,
    provider: line.provider,
    service: `COALESCE(${line.service}, '')`,
    usage_type: `COALESCE(${line.usageType}, '')`,
    operation: orNull(line.operation, 'VARCHAR'),
    line_item_type: line.lineItemType,
    region: orNull(line.region, 'VARCHAR'),
    currency: line.currency,
    unit: orNull(line.unit, 'VARCHAR'),
    quantity: line.quantity,
    unblended: line.unblended,
    amortized: orNull(line.amortized, MONEY),
    list: orNull(line.list, MONEY),
    until: line.end === null ? 'CAST(NULL AS VARCHAR)' : dialect.time(line.end),
    account: orNull(line.account, 'VARCHAR'),
    shared: sharedCase(format, columns, asked, dialect),
  };
  const columnList = Object.entries(selected).map(([name, value]) => `${value} AS ${name}`);
  const own = scopeSql(format, columns, asked, dialect).join('\n    AND ');
  const shared = sharedSql(format, columns, asked, dialect).map((one) => `\n    OR (${one})`);
  const its = own === '' || shared.length === 0 ? own : `((${own})${shared.join('')})`;
  const where = [...daysSql(line.start, asked, dialect), ...(its === '' ? [] : [its])].join('\n    AND ');
  return `SELECT\n    ${columnList.join(',\n    ')}\n  FROM ${relation}${where === '' ? '' : `\n  WHERE ${where}`}`;
}

/** Lines added up. A sum is known only where every line says it. */
export function aggregationSql(tables: readonly string[]): string {
  const known = (name: string): string => `CASE WHEN COUNT(${name}) = COUNT(*) THEN SUM(${name}) END AS ${name}`;
  return [
    `WITH lines AS (\n  ${tables.join('\n  UNION ALL\n  ')}\n)`,
    `SELECT\n  ${KEYS.join(',\n  ')},`,
    `  ${known('quantity')},`,
    '  SUM(unblended) AS unblended,',
    `  ${known('amortized')},`,
    `  ${known('list')},`,
    '  MAX(until) AS until,',
    '  CASE WHEN MIN(account) = MAX(account) AND COUNT(account) = COUNT(*) THEN MIN(account) END AS account,',
    '  COUNT(*) AS lines,',
    '  COUNT(*) - COUNT(unblended) AS without_cost',
    'FROM lines',
    `GROUP BY ${KEYS.join(', ')}`,
  ].join('\n');
}
