import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { METRIC_METERS } from '../../../../src/cost-model/billing/cloudwatch/metric-queries.ts';
import { addedBills } from '../../../../src/cost-model/billing/run-bill/added-bills.ts';
import { runBillOf, targetBills } from '../../../../src/cost-model/billing/run-bill/run-bill.ts';
import type { Bill } from '../../../../src/cost-model/billing/types/bill.ts';
import type { BillRow } from '../../../../src/cost-model/billing/types/row.ts';
import type { BillRule } from '../../../../src/cost-model/billing/types/rule.ts';
import type { SavedBilling, SavedSource } from '../../../../src/cost-model/billing/types/saved-billing.ts';
import { price } from '../../fixture.ts';
import { localTarget, runOn } from '../../run-fixture.ts';
import { awsRules, row, scope, source } from '../row.ts';

const saved = (target: string, rows: readonly BillRow[], digest = target): SavedSource => ({
  formatVersion: 2,
  kind: 'source',
  scope: { ...scope, target },
  shared: [],
  rules: awsRules,
  source: source(rows, { digest }),
});

const hours = (unblended: string, given: Partial<BillRow> = {}): BillRow =>
  row({ usageType: 'BoxUsage:m7g.large', unit: 'Hrs', quantity: '1', unblended, ...given });

const onTheFifth = (one: BillRow): BillRow => ({ ...one, day: '2026-11-05', until: '2026-11-06' });

const glue = (unblended: string): BillRow => row({ service: 'AWSGlue', usageType: 'Catalog-Request', unblended });

const partsOf = ({ categories, unclassified, apart }: Bill): string =>
  [...categories.map(({ amount }) => amount), unclassified.amount, ...Object.values(apart)]
    .reduce((total, amount) => total.plus(amount), new Decimal(0))
    .toFixed();

describe('bills of several targets', () => {
  const blue = saved('blue', [hours('0.1'), glue('5'), row({ lineItemType: 'Tax', unblended: '1' })]);
  const green = saved('green', [
    hours('0.2'),
    glue('7'),
    hours('0.3', { day: '2026-11-04', provisional: true }),
    row({ lineItemType: 'Tax', unblended: '2' }),
  ]);
  const [one, two] = targetBills([blue, green]);
  if (one === undefined || two === undefined) throw new Error('two targets');
  const both = addedBills([one, two]);

  it('add up to one, whose parts add up to its total, day by day too', () => {
    expect(both.total).toBe('15.6');
    expect(partsOf(both)).toBe('15.6');
    expect(both.categories).toMatchObject([{ category: 'compute', amount: '0.6', lines: 3 }]);
    expect(both.apart.tax).toBe('3');
    expect(both.days).toMatchObject([
      { day: '2026-11-03', amount: '15.3', byCategory: { compute: '0.3' }, unclassified: '12', apart: { tax: '3' } },
      { day: '2026-11-04', provisional: true, amount: '0.3', byCategory: { compute: '0.3' }, apart: {} },
    ]);
    expect(both.period.provisional).toBe(true);
  });

  it('have the same unclassified line once', () => {
    expect(both.unclassified).toMatchObject({ amount: '12', top: [{ service: 'AWSGlue', amount: '12', lines: 2 }] });
  });

  it('in two currencies make no total, and both are named', () => {
    const euros = { ...two, bill: { ...two.bill, currency: 'EUR' } };
    expect(() => addedBills([one, euros])).toThrow('USD for blue, EUR for green');
  });
});

describe("a run's bill", () => {
  const run = runOn(localTarget('blue', 'some'));

  it('is none where nothing was imported', () => {
    expect(runBillOf({ saved: [], cost: null, run, targets: [] })).toBeNull();
  });

  it('of a target without a price stands beside no model, and says so', () => {
    const bill = runBillOf({ saved: [saved('blue', [hours('1')])], cost: null, run, targets: [] });
    expect(bill).toMatchObject({
      total: '1',
      targets: [{ target: 'blue' }],
      reconciliation: [],
      notReconciled: [{ target: 'blue', why: 'no price of it was saved with the run' }],
    });
  });

  it('of two sources with different days is one total, and no month is made of it', () => {
    const cost = price('tiered');
    const priced = { ...cost, platforms: cost.platforms.map((one) => ({ ...one, targets: ['blue'] })) };
    const november = saved('blue', [hours('100')], 'cur');
    const vendor: SavedSource = {
      ...november,
      source: source([row({ provider: 'confluent', unblended: '5' })], {
        source: 'invoice:confluent',
        digest: 'invoice',
        repeatable: 'invoice.csv',
        period: { start: '2026-10-15', end: '2026-11-15' },
      }),
    };
    const bill = runBillOf({ saved: [november, vendor], cost: priced, run, targets: [] });
    expect(bill).toMatchObject({
      total: '105',
      reconciliation: [],
      notReconciled: [
        {
          target: 'blue',
          why: expect.stringMatching(
            /cur \(november\.csv\): 2026-11-01 until before 2026-12-01; invoice:confluent \(invoice\.csv\): 2026-10-15 until before 2026-11-15.*Import all of it for days that each of them has/,
          ),
        },
      ],
    });
    expect(bill?.sources.map(({ period }) => period)).toEqual([
      { start: '2026-11-01', end: '2026-12-01' },
      { start: '2026-10-15', end: '2026-11-15' },
    ]);
    const alike = { ...vendor, source: { ...vendor.source, period: november.source.period } };
    const together = runBillOf({ saved: [november, alike], cost: priced, run, targets: [] });
    expect(together?.reconciliation.map(({ total }) => total.billedInWindow)).toEqual(['105']);
  });

  it('stands beside what metrics of the billed cluster say of a day of it, as a month of such days', () => {
    const cost = price('tiered');
    const from = Date.parse('2026-11-03T00:00:00Z') / 1e3;
    const counted: SavedBilling = {
      formatVersion: 2,
      kind: 'metrics',
      scope: { ...scope, target: 'blue' },
      from: 'cloudwatch',
      period: { start: '2026-11-03', end: '2026-11-04' },
      series: [
        {
          name: 'S3 tier-1 requests',
          unit: 'Count',
          dimensions: { BucketName: 'logs' },
          statistic: 'Sum',
          periodSeconds: 3600,
          points: Array.from({ length: 24 }, (_, hour) => [from + hour * 3600, 100_000] as const),
          complete: true,
        },
      ],
      meters: METRIC_METERS,
      losses: [],
    };
    const priced = { ...cost, platforms: cost.platforms.map((one) => ({ ...one, targets: ['blue'] })) };
    const beside = (meters: typeof METRIC_METERS) =>
      runBillOf({ saved: [saved('blue', [hours('1')]), { ...counted, meters }], cost: priced, run, targets: [] });
    const requests = (bill: ReturnType<typeof beside>) =>
      bill?.reconciliation[0]?.rows.find(({ category }) => category === 'object-requests');
    const shape = beside(METRIC_METERS);
    // 2,400 thousand in 24 hours are 73,000 thousand in a month of 730, at 0.005: 365 dollars.
    expect(requests(shape)).toMatchObject({ measured: null, measuredNotUsed: '365' });
    expect(shape?.reconciliation[0]?.notes).toContain(
      'What cloudwatch measured is of 2026-11-03 until before 2026-11-04, and not of the bill’s days.',
    );
    expect(shape?.metrics).toMatchObject([{ from: 'cloudwatch', of: 'BucketName logs', value: 2_400_000, points: 24 }]);
    // Of a counter that accounts for them; GETs were not measured.
    const accounted = METRIC_METERS.map(({ notUsed: _, ...meter }) => meter);
    expect(requests(beside(accounted))).toMatchObject({ measured: '365', measuredIsPartial: true });
  });

  it('refuses days that would count twice', () => {
    const twice = [saved('blue', [hours('1')]), saved('blue', [hours('1')], 'other')];
    expect(() => runBillOf({ saved: twice, cost: null, run, targets: [] })).toThrow(/would count twice/);
  });

  it('splits and sorts each source as it was imported, whatever another says', () => {
    const shared = [{ by: 'halves', of: { service: '.*' }, weights: { blue: '1', green: '1' } }];
    const [export_, invoice] = [
      { ...saved('blue', [hours('100', { shared: 0 })], 'a'), shared },
      { ...saved('blue', [glue('5')], 'b'), shared: [] },
    ];
    const own: BillRule = { name: 'catalogue', provider: 'aws', service: 'AWSGlue', into: { category: 'ecosystem' } };
    const later = { ...invoice, rules: [own], source: { ...invoice.source, rows: [glue('5')].map(onTheFifth) } };
    for (const both of [
      [export_, later],
      [later, export_],
    ]) {
      const bill = runBillOf({ saved: both, cost: null, run, targets: [] });
      // Half of 100, and 5 whole.
      expect(bill?.total).toBe('55');
      expect(bill?.categories.map(({ category, amount }) => [category, amount])).toEqual([
        ['compute', '50'],
        ['ecosystem', '5'],
      ]);
    }
  });
});
