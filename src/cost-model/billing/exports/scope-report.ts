import { inputError, type Problem } from '../../../errors.ts';
import { sum, toCents } from '../../arithmetic/money.ts';
import type { BillingScope } from '../types/source.ts';
import type { Ask } from './engine.ts';
import type { Field } from './formats/format.ts';
import type { Asked } from './sql/aggregation.ts';
import { DIALECTS } from './sql/dialects.ts';
import { daysSql, scopeSql, sharedCase } from './sql/selection.ts';
import type { Table } from './tables.ts';

/** What of the scope's accounts is not the target's, because it does not say where it belongs: taxes, fees, support. */
export async function leftOut(tables: readonly Table[], asked: Asked, ask: Ask): Promise<readonly string[]> {
  const { scope, hourly, shared = [] } = asked;
  const named = [...Object.keys(scope.tags), ...(scope.region === null ? [] : ['a region'])];
  if (named.length === 0) return [];
  const selects = tables.map(({ format, columns, relation }) => {
    const line = format.lines(columns, DIALECTS.duckdb);
    const says = [
      ...Object.keys(scope.tags).map((key) => format.tag(columns, key, DIALECTS.duckdb) ?? 'NULL'),
      ...(scope.region === null ? [] : [line.region ?? 'NULL']),
    ];
    const accounts = scopeSql(
      format,
      columns,
      { scope: { ...scope, tags: {}, region: null }, hourly },
      DIALECTS.duckdb,
    );
    const nothing = `(${says.map((value) => `${value} IS NULL`).join(' OR ')})`;
    const notShared = shared.length === 0 ? [] : [`(${sharedCase(format, columns, asked, DIALECTS.duckdb)}) IS NULL`];
    return `SELECT ${line.currency} AS currency, ${line.unblended} AS unblended FROM ${relation} WHERE ${[nothing, ...accounts, ...notShared, ...daysSql(line.start, asked, DIALECTS.duckdb)].join(' AND ')}`;
  });
  const rows = await ask(
    `SELECT currency, COUNT(*) AS lines, SUM(unblended) AS amount FROM (${selects.join(' UNION ALL ')}) GROUP BY currency ORDER BY currency`,
  );
  return rows.map(
    ({ currency, lines, amount }) =>
      `${lines} lines over ${currency} ${toCents(sum([String(amount ?? 0)]))} do not say ${named.join(' or ')} and are left out: taxes, support and commitments usually do not`,
  );
}

/**
 * A scope that the export cannot answer: what it asks for stands in no column.
 * @throws WorkbenchError with every part of the scope that is so.
 */
export function refuseUnknowable(tables: readonly Table[], scope: BillingScope): void {
  const problems = tables.flatMap(({ format, columns, files }): Problem[] => {
    const { account, region } = format.lines(columns, DIALECTS.duckdb);
    const lacks = (what: string, { columns: names }: Field): Problem => ({
      what: `${files[0]?.name} has no ${names.join(' or ')}: which lines are of ${what} is not known`,
      todo: "Export it with that column, or leave this out of the target's `billing:`.",
    });
    const { account: accounts, region: regions, tags } = format.fields;
    return [
      ...(scope.accounts.length > 0 && account === null && accounts !== undefined
        ? [lacks('an account', accounts)]
        : []),
      ...(scope.region !== null && region === null && regions !== undefined ? [lacks('a region', regions)] : []),
      ...Object.keys(scope.tags)
        .filter((key) => format.tag(columns, key, DIALECTS.duckdb) === null)
        .flatMap((key) => (tags === undefined ? [] : [lacks(`the tag ${key}`, tags)])),
    ];
  });
  if (problems.length > 0) throw inputError('billing-export', problems);
}

/**
 * Says why nothing is the target's: the export is empty, or which part of the scope matches no line.
 * @throws WorkbenchError always.
 */
export async function refuseNothing(tables: readonly Table[], { scope, hourly }: Asked, ask: Ask): Promise<never> {
  const lines = async (part: BillingScope | Asked['scope']): Promise<number> => {
    const counted = tables.map(({ format, columns, relation }) => {
      const conditions = scopeSql(format, columns, { scope: part, hourly }, DIALECTS.duckdb);
      return `SELECT COUNT(*) AS lines FROM ${relation}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
    });
    const [row] = await ask(`SELECT SUM(lines) AS lines FROM (${counted.join(' UNION ALL ')})`);
    return Number(row?.lines ?? 0);
  };
  const nothing = { accounts: [], tags: {}, region: null };
  const all = await lines(nothing);
  if (all === 0) throw refusal('the export has no lines', 'Check the dates that it was made for.');
  const parts = [
    ...(scope.accounts.length === 0
      ? []
      : [{ name: `account ${scope.accounts.join(' or ')}`, scope: { ...nothing, accounts: scope.accounts } }]),
    ...(scope.region === null ? [] : [{ name: `region ${scope.region}`, scope: { ...nothing, region: scope.region } }]),
    ...Object.entries(scope.tags).map(([key, value]) => ({
      name: `the tag ${key}=${value}`,
      scope: { ...nothing, tags: { [key]: value } },
    })),
  ];
  for (const part of parts) {
    if ((await lines(part.scope)) > 0) continue;
    throw refusal(
      `none of ${all} lines has ${part.name}`,
      "Check it under the target's `billing:`: is a tag activated for cost allocation, is a value spelled so?",
    );
  }
  throw refusal(
    `none of ${all} lines has ${parts.map(({ name }) => name).join(' and ')} at once`,
    "Check the combination under the target's `billing:`.",
  );
}

const refusal = (what: string, todo: string) => inputError('billing-export', [{ what, todo }]);
