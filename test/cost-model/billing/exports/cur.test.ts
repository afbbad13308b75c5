import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import type { BillRow } from '../../../../src/cost-model/billing/types/row.ts';
import { awsRules, scope } from '../row.ts';
import { curLine, exportCsv, exportFolder, without, writeParquet } from './files.ts';

const { folder, put, options, remove } = exportFolder();
afterAll(remove);

const read = async (...lines: readonly ReturnType<typeof curLine>[]) => {
  const [source] = await readExports([put('cur.csv', exportCsv(...lines))], options());
  if (source === undefined) throw new Error('no source');
  return source;
};

const first = ({ rows }: { readonly rows: readonly BillRow[] }): BillRow => {
  const [row] = rows;
  if (row === undefined) throw new Error('no rows');
  return row;
};

describe('a Cost and Usage Report', () => {
  it('is read as rows by day, each the sum of its lines', async () => {
    const source = await read(
      curLine(),
      curLine({ line_item_usage_start_date: '2026-11-03T23:00:00Z', line_item_unblended_cost: '8.0E-7' }),
      curLine({ line_item_usage_start_date: '2026-11-04T00:00:00Z' }),
    );
    expect(source).toMatchObject({
      source: 'cur',
      repeatable: 'cur.csv',
      period: { start: '2026-11-03', end: '2026-11-05' },
      requests: { count: 0, usd: '0' },
    });
    expect(source.rows.find(({ day }) => day === '2026-11-03')).toEqual({
      day: '2026-11-03',
      until: '2026-11-04',
      hour: null,
      provisional: false,
      provider: 'aws',
      service: 'AmazonEC2',
      usageType: 'BoxUsage:m7g.large',
      operation: 'RunInstances',
      lineItemType: 'Usage',
      region: 'us-east-1',
      account: '123456789012',
      tag: null,
      resource: null,
      shared: null,
      currency: 'USD',
      quantity: '2',
      unit: 'Hrs',
      unblended: '0.0816008',
      amortized: '0.0816008',
      list: '0.1632',
      lines: 2,
    });
  });

  it('is of the days on which its usage ends too, in the words of CSV and as a time', async () => {
    const ofNovember = {
      line_item_usage_start_date: '2026-11-01T00:00:00Z',
      line_item_usage_end_date: '2026-12-01T00:00:00Z',
    };
    const source = await read(
      curLine(ofNovember),
      curLine({ ...ofNovember, line_item_usage_type: 'x', line_item_usage_end_date: '2026-11-30T23:59:59Z' }),
    );
    expect(source.period).toEqual({ start: '2026-11-01', end: '2026-12-01' });
    expect(source.rows.map(({ until }) => until)).toEqual(['2026-12-01', '2026-12-01']);
    expect(source.losses).toContain('2 of 2 lines are of several days: day by day each stands on the first of them');
    const columns = `CAST(line_item_usage_start_date AS TIMESTAMP) AS line_item_usage_start_date,
      CAST(line_item_usage_end_date AS TIMESTAMP) AS line_item_usage_end_date`;
    const others = '* EXCLUDE (line_item_usage_start_date, line_item_usage_end_date)';
    await writeParquet(join(folder, 'm.parquet'), `SELECT ${columns}, ${others} FROM read_csv('${folder}/cur.csv')`);
    const [typed] = await readExports(['m.parquet'], options());
    expect(typed?.period).toEqual(source.period);
    const [without] = await readExports([put('no-end.csv', exportCsv(curLine()))], options());
    expect(without?.losses.join(' ')).toContain('no line_item_usage_end_date: how long a line lasts is not known');
  });

  it('by the hour says of how many it is where they are less than a day', async () => {
    const at = (from: string, to: string) =>
      curLine({
        line_item_usage_start_date: `2026-11-03T${from}:00:00Z`,
        line_item_usage_end_date: `2026-11-03T${to}:00:00Z`,
      });
    const file = put('hours.csv', exportCsv(at('07', '08'), at('12', '13')));
    const hours = async (hourly: boolean) => (await readExports([file], options({ hourly })))[0]?.hours;
    // From seven until one.
    expect(await hours(true)).toBe(6);
    expect(await hours(false)).toBeUndefined();
  });

  it('is read by the hour where somebody asks for it', async () => {
    const lines = [curLine(), curLine({ line_item_usage_start_date: '2026-11-03 09:00:00' })];
    const [source] = await readExports([put('hours.csv', exportCsv(...lines))], options({ hourly: true }));
    expect(source?.rows.map(({ hour }) => hour).toSorted()).toEqual([7, 9]);
  });

  it('may write nothing as an empty cell or as the word NULL', async () => {
    const { rows } = await read(
      curLine({ line_item_operation: 'NULL', pricing_unit: '', bill_invoice_id: 'NULL', product_region_code: '' }),
    );
    expect(rows).toMatchObject([{ operation: null, unit: null, provisional: true, region: null }]);
  });

  it('adds up small and negative amounts without a digit lost', async () => {
    const amounts = ['0.1', '0.2', '-0.3', '0.000000000001', '123456789.123456789012', '-0.000000000001'];
    const { rows } = await read(...amounts.map((line_item_unblended_cost) => curLine({ line_item_unblended_cost })));
    expect(first({ rows }).unblended).toBe('123456789.123456789012');
  });

  it('adds up quantities and list prices only where every line says them', async () => {
    const { rows } = await read(
      curLine(),
      curLine({ line_item_usage_amount: '', pricing_public_on_demand_cost: 'NULL' }),
    );
    expect(rows).toMatchObject([{ quantity: null, list: null, unblended: '0.1632', lines: 2 }]);
  });

  it('keeps currencies in rows of their own', async () => {
    const { rows } = await read(curLine(), curLine({ line_item_currency_code: 'CNY', line_item_unblended_cost: '3' }));
    expect(rows.map(({ currency, unblended }) => [currency, unblended]).toSorted()).toEqual([
      ['CNY', '3'],
      ['USD', '0.0816'],
    ]);
  });

  it('spreads commitments as its user guide says', async () => {
    const plans = {
      savings_plan_savings_plan_effective_cost: '',
      savings_plan_total_commitment_to_date: '',
      savings_plan_used_commitment: '',
      reservation_effective_cost: '',
      reservation_unused_amortized_upfront_fee_for_billing_period: '',
      reservation_unused_recurring_fee: '',
      reservation_reservation_a_r_n: '',
    };
    const { rows } = await read(
      curLine({
        ...plans,
        line_item_line_item_type: 'SavingsPlanCoveredUsage',
        savings_plan_savings_plan_effective_cost: '0.05',
      }),
      curLine({ ...plans, line_item_line_item_type: 'SavingsPlanNegation', line_item_unblended_cost: '-0.0816' }),
      curLine({
        ...plans,
        line_item_line_item_type: 'SavingsPlanRecurringFee',
        line_item_unblended_cost: '10',
        savings_plan_total_commitment_to_date: '10',
        savings_plan_used_commitment: '9.5',
      }),
      curLine({
        ...plans,
        line_item_line_item_type: 'DiscountedUsage',
        line_item_unblended_cost: '0',
        reservation_effective_cost: '0.04',
      }),
      curLine({
        ...plans,
        line_item_line_item_type: 'RIFee',
        line_item_unblended_cost: '30',
        reservation_unused_amortized_upfront_fee_for_billing_period: '1.25',
        reservation_unused_recurring_fee: '0.75',
      }),
      curLine({
        ...plans,
        line_item_line_item_type: 'Fee',
        line_item_unblended_cost: '100',
        reservation_reservation_a_r_n: 'arn',
      }),
      curLine({ ...plans, line_item_line_item_type: 'Tax', line_item_unblended_cost: '7' }),
    );
    expect(Object.fromEntries(rows.map(({ lineItemType, amortized }) => [lineItemType, amortized]))).toEqual({
      SavingsPlanCoveredUsage: '0.05',
      SavingsPlanNegation: '0',
      SavingsPlanRecurringFee: '0.5',
      DiscountedUsage: '0.04',
      RIFee: '2',
      Fee: '0',
      Tax: '7',
    });
  });

  it('counts what was paid upfront for a reservation once, under either name of its ARN, and not at all without', async () => {
    // 365 paid on the first, a dollar of it on each of thirty days: 30 in the month.
    const days = Array.from({ length: 30 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}T00:00:00Z`);
    const reserved = (arn: string) => [
      curLine({
        line_item_line_item_type: 'Fee',
        line_item_unblended_cost: '365',
        reservation_effective_cost: '',
        [arn]: 'arn:x',
      }),
      ...days.map((line_item_usage_start_date) =>
        curLine({
          line_item_usage_start_date,
          line_item_line_item_type: 'DiscountedUsage',
          line_item_unblended_cost: '0',
          reservation_effective_cost: '1',
          [arn]: 'arn:x',
        }),
      ),
    ];
    const amortizedOf = ({ rows }: { readonly rows: readonly BillRow[] }) =>
      rows.map(({ amortized }) => amortized).includes(null)
        ? null
        : rows.reduce((total, { amortized }) => total + Number(amortized), 0);
    for (const arn of ['reservation_reservation_a_r_n', 'reservation/ReservationARN']) {
      expect(amortizedOf(await read(...reserved(arn)))).toBe(30);
    }
    const unknown = await read(...without(['arn'], reserved('arn')));
    expect(amortizedOf(unknown)).toBeNull();
    expect(unknown.losses).toContain(
      'lines of type Fee (billed at USD 365.00) do not all say reservation_reservation_a_r_n: with commitments spread, what they cost is not known, nor the total',
    );
  });

  it('has no amortized cost of what commitments cover where the report does not say it', async () => {
    const { rows, losses } = await read(curLine({ line_item_line_item_type: 'SavingsPlanCoveredUsage' }), curLine());
    expect(losses.join('\n')).toContain('do not all say savings_plan_savings_plan_effective_cost');
    expect(Object.fromEntries(rows.map(({ lineItemType, amortized }) => [lineItemType, amortized]))).toEqual({
      SavingsPlanCoveredUsage: null,
      Usage: '0.0816',
    });
  });

  it('says what is lost with each optional column that is missing, and guesses nothing', async () => {
    const optional = [
      'line_item_operation',
      'product_region_code',
      'pricing_unit',
      'pricing_public_on_demand_cost',
      'bill_invoice_id',
      'line_item_usage_account_id',
    ];
    const source = await read(...without(optional, [curLine()]));
    expect(source.rows).toMatchObject([{ operation: null, region: null, unit: null, list: null, provisional: true }]);
    for (const column of optional) expect(source.losses.join('\n')).toContain(`no ${column}`);
  });

  it('reads a type of line that it does not know as an adjustment, which no rule places, and says so', async () => {
    const source = await read(curLine({ line_item_line_item_type: 'Surprise' }));
    expect(billOf({ sources: [source], rules: awsRules, scope }).unclassified.amount).toBe('0.0816');
    expect(source.rows).toMatchObject([{ lineItemType: 'Adjustment', unblended: '0.0816' }]);
    expect(source.losses.join('\n')).toContain('lines of type Surprise are not known here');
  });

  it('is the same compressed, and in the older edition', async () => {
    const [line] = [curLine()];
    const older = { ...without(['resource_tags'], [line])[0] };
    const renamed = Object.fromEntries(Object.entries(older).map(([name, value]) => [OLDER[name] ?? name, value]));
    const plain = await readExports([put('plain.csv', exportCsv(line))], options());
    const packed = await readExports([put('packed.csv.gz', gzipSync(exportCsv(line)))], options());
    const legacy = await readExports([put('legacy.csv', exportCsv(renamed))], options());
    expect(packed[0]?.rows).toEqual(plain[0]?.rows);
    expect(legacy[0]?.rows).toEqual(plain[0]?.rows);
  });

  it('is the same in Parquet, where amounts are doubles, times are times and nothing is nothing', async () => {
    await writeParquet(
      join(folder, 'cur.parquet'),
      `SELECT TIMESTAMPTZ '2026-11-03 23:30:00+00' AS line_item_usage_start_date, 'AmazonEC2' AS line_item_product_code,
        'BoxUsage:m7g.large' AS line_item_usage_type, 1.5::DOUBLE AS line_item_usage_amount,
        unnest([0.1, 0.7, 33333.37, 0.0000004]::DOUBLE[]) AS line_item_unblended_cost, 'Usage' AS line_item_line_item_type,
        'USD' AS line_item_currency_code, '' AS line_item_operation, MAP{'user_team': 'kafka'} AS resource_tags`,
    );
    const [source] = await readExports(['cur.parquet'], options({ scope: { ...scope, tags: { team: 'kafka' } } }));
    expect(source?.rows).toMatchObject([
      { day: '2026-11-03', operation: null, unblended: '33334.1700004', quantity: '6', tag: 'team=kafka', lines: 4 },
    ]);
  });
});

const OLDER: Readonly<Record<string, string>> = {
  identity_line_item_id: 'identity/LineItemId',
  identity_time_interval: 'identity/TimeInterval',
  bill_invoice_id: 'bill/InvoiceId',
  line_item_usage_account_id: 'lineItem/UsageAccountId',
  line_item_usage_start_date: 'lineItem/UsageStartDate',
  line_item_product_code: 'lineItem/ProductCode',
  line_item_usage_type: 'lineItem/UsageType',
  line_item_operation: 'lineItem/Operation',
  line_item_usage_amount: 'lineItem/UsageAmount',
  line_item_unblended_cost: 'lineItem/UnblendedCost',
  line_item_line_item_type: 'lineItem/LineItemType',
  line_item_currency_code: 'lineItem/CurrencyCode',
  product_region_code: 'product/regionCode',
  pricing_unit: 'pricing/unit',
  pricing_public_on_demand_cost: 'pricing/publicOnDemandCost',
};
