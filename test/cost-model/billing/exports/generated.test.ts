import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Generated, writeExport } from '../../../../bench/billing/generated-export.ts';
import { placesOf } from '../../../../bench/billing/places.ts';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { withEngine } from '../../../../src/cost-model/billing/exports/engine.ts';
import { FORMATS } from '../../../../src/cost-model/billing/exports/formats/index.ts';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { ENGINES } from '../../../../src/cost-model/billing/exports/sql/dialects.ts';
import { type SqlInput, sqlFor } from '../../../../src/cost-model/billing/exports/sql/sql-for.ts';
import type { Bill } from '../../../../src/cost-model/billing/types/bill.ts';
import { awsRules, scope } from '../row.ts';
import { exportFolder } from './files.ts';

const { folder, remove, options } = exportFolder();
afterAll(remove);

const LINES = 100_000;
let generated: Generated;

beforeAll(async () => {
  generated = await writeExport(join(folder, 'bill.parquet'), LINES);
  await writeExport(join(folder, 'bill.csv.gz'), LINES);
});

const billIn = async (file: string, given = {}): Promise<Bill> => {
  const asked = { ...scope, ...given };
  return billOf({ sources: await readExports([file], options({ scope: asked })), rules: awsRules, scope: asked });
};

/** Amount by place, as DuckDB gives it for a query of sqlFor. */
async function placesBy(sql: string): Promise<ReadonlyMap<string, string>> {
  return withEngine(async (ask) => {
    // What Athena calls by other names.
    await ask('CREATE MACRO regexp_like(value, pattern) AS regexp_matches(value, pattern)');
    const rows = await ask(`SELECT place, SUM(unblended) AS amount FROM (${sql}) GROUP BY place`);
    return new Map(rows.map(({ place, amount }) => [String(place), String(amount)]));
  });
}

/** Columns that a data export with everything in it has, and a generated one does not. */
const relation = (): string => {
  const more = [...FORMATS.cur.everything].filter(([name]) =>
    /^(savings_plan|reservation|pricing_public|line_item_usage_end)/.test(name),
  );
  return `(SELECT *, ${more.map(([name, { type }]) => `CAST(NULL AS ${type}) AS ${name}`).join(', ')} FROM read_parquet('${folder}/bill.parquet'))`;
};

const asked = (given: Partial<SqlInput> = {}): SqlInput => ({
  format: 'cur',
  relation: relation(),
  rules: awsRules,
  scope,
  hourly: false,
  ...given,
});

describe('a generated export of 100,000 lines', () => {
  it.each(['bill.parquet', 'bill.csv.gz'])(
    'has in %s the total of each category and part that arithmetic gives',
    async (file) => {
      expect(placesOf(await billIn(file))).toEqual(generated.totals);
    },
  );

  it.each(ENGINES)('has the same in the SQL that is printed for %s', async (engine) => {
    const places = await placesBy(sqlFor(engine, asked()).replaceAll('element_at(', 'map_extract_value('));
    const exact = [...generated.totals].map(([place, total]) => [place, `${total / 10n ** 10n}`]);
    const whole = [...places].map(([place, amount]) => [place, amount.replace(/\.\d+$/, '')]);
    expect(whole.toSorted()).toEqual(exact.toSorted());
    const bill = await billIn('bill.parquet');
    for (const { category, amount } of bill.categories) expect(Number(places.get(category))).toBe(Number(amount));
  });

  it.each(ENGINES)(
    'has what no rule names by its type unclassified in the SQL for %s, as the bill has it',
    async (engine) => {
      const types = `CASE WHEN line_item_line_item_type = 'Usage' THEN 'Surprise' ELSE line_item_line_item_type END`;
      const odd = `(SELECT * REPLACE (${types} AS line_item_line_item_type) FROM ${relation()})`;
      const places = await placesBy(
        sqlFor(engine, asked({ relation: odd })).replaceAll('element_at(', 'map_extract_value('),
      );
      const bill = await billIn('bill.parquet');
      expect(Number(places.get('tax'))).toBe(Number(bill.apart.tax));
      // Nothing that is used is placed any more but what commitments cover and discounts.
      expect(Number(places.get('network') ?? 0)).toBe(0);
    },
  );

  it.each(ENGINES)('has the same lines of a scope in the SQL that is printed for %s', async (engine) => {
    const narrow = { accounts: ['12345678901'], tags: { cluster: 'blue' }, region: 'eu-central-1' };
    const sql = sqlFor(engine, asked({ scope: { ...scope, ...narrow } }));
    const places = await placesBy(sql.replaceAll('element_at(', 'map_extract_value('));
    const bill = await billIn('bill.parquet', narrow);
    expect(Number(places.get('network'))).toBe(
      Number(bill.categories.find(({ category }) => category === 'network')?.amount),
    );
    expect(Number(places.get('unclassified'))).toBe(Number(bill.unclassified.amount));
  });
});

describe('the SQL for Athena', () => {
  it('knows nothing that only DuckDB does', () => {
    const sql = sqlFor('athena', asked({ relation: '"billing"."cur"', scope: { ...scope, tags: { "o'clock": 'x' } } }));
    expect(sql).not.toMatch(
      /regexp_full_match|make_timestamp|map_extract_value|json_extract_string|read_parquet|FILTER/,
    );
    expect(sql).toContain('FROM "billing"."cur"');
    expect(sql).toContain(`element_at("resource_tags", 'o''clock')`);
  });

  it('goes by the columns of FOCUS where the table is one', () => {
    const sql = sqlFor('athena', asked({ format: 'focus', relation: 'focus' }));
    expect(sql).toContain('"BilledCost"');
    expect(sql).not.toContain('line_item_unblended_cost');
  });
});
