import { daysOf } from '../../days.ts';
import { namesItsLines, PATTERNS, tagOf } from '../../shared-costs/shared-costs.ts';
import type { Period } from '../../types/source.ts';
import type { Column, Columns, Dialect, Format } from '../formats/format.ts';
import type { Asked } from './aggregation.ts';
import { identifier, literal } from './quote.ts';

/** What must hold for a line of the scope. */
export function scopeSql(format: Format, columns: Columns, { scope }: Asked, dialect: Dialect): readonly string[] {
  const { account, region } = format.lines(columns, dialect);
  return [
    ...(scope.accounts.length === 0 ? [] : [`${account ?? 'NULL'} IN (${scope.accounts.map(literal).join(', ')})`]),
    ...(scope.region === null ? [] : [`${region ?? 'NULL'} = ${literal(scope.region)}`]),
    ...Object.entries(scope.tags).map(
      ([key, value]) => `${format.tag(columns, key, dialect) ?? 'NULL'} = ${literal(value)}`,
    ),
  ];
}

/** What must hold for a line that begins on the days asked for: said of the column itself, so that engines can skip. */
export function daysSql(
  start: Column,
  { days, months }: Pick<Asked, 'days' | 'months'>,
  dialect: Dialect,
): readonly string[] {
  if (days === undefined || days === null) return [];
  const typed = /^TIMESTAMP(_.*)?$/.test(start.type);
  const moment = (day: string): string => (typed ? `TIMESTAMP '${day} 00:00:00'` : literal(day));
  const time = typed ? start.ref : dialect.time(start);
  return [
    ...(months === undefined || months === null
      ? []
      : [`${identifier(months)} IN (${monthsOf(days).map(literal).join(', ')})`]),
    `${time} >= ${moment(days.start)}`,
    `${time} < ${moment(days.end)}`,
  ];
}

const monthsOf = (days: Period): readonly string[] => [...new Set(daysOf(days).map((day) => day.slice(0, 7)))];

/** What must hold for a line of each of the keys; null of a line where one of them is not known. */
export function sharedSql(
  format: Format,
  columns: Columns,
  { scope, shared = [] }: Asked,
  dialect: Dialect,
): readonly string[] {
  const line = format.lines(columns, dialect);
  const tagged = (key: string): string => format.tag(columns, key, dialect) ?? 'NULL';
  // A line that has all of the target's tags and is not the target's says already whose it is.
  const unmarked = Object.keys(scope.tags).map((key) => `${tagged(key)} IS NULL`);
  return shared.map((key): string => {
    const { of } = key;
    const tag = tagOf(key);
    return [
      ...(of.provider === undefined ? [] : [`${line.provider} = ${literal(of.provider)}`]),
      ...(of.account === undefined ? [] : [`${line.account ?? 'NULL'} = ${literal(of.account)}`]),
      ...PATTERNS.flatMap((name) => {
        const pattern = of[name];
        return pattern === undefined ? [] : [dialect.matches(line[name] ?? 'CAST(NULL AS VARCHAR)', pattern)];
      }),
      ...(tag === null ? [] : [dialect.matches(tagged(tag.key), tag.value)]),
      ...(unmarked.length === 0 || namesItsLines(key) ? [] : [`(${unmarked.join(' OR ')})`]),
    ].join(' AND ');
  });
}

/** By which key a line is split, from 0; none of what is in the scope. Where a scope names nothing, keys decide alone. */
export function sharedCase(format: Format, columns: Columns, asked: Asked, dialect: Dialect): string {
  const keys = sharedSql(format, columns, asked, dialect);
  if (keys.length === 0) return 'CAST(NULL AS INTEGER)';
  const own = scopeSql(format, columns, asked, dialect);
  const branches = keys.map((key, at) => `WHEN ${key} THEN ${at}`);
  return `CASE ${own.length === 0 ? '' : `WHEN ${own.join(' AND ')} THEN NULL `}${branches.join(' ')} END`;
}

/** Whether a target's scope leaves anything out. */
export const isNarrow = ({ accounts, tags, region }: Asked['scope']): boolean =>
  accounts.length > 0 || region !== null || Object.keys(tags).length > 0;
