import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import type { Bill } from '../../../../src/cost-model/billing/types/bill.ts';
import { LINE_ITEM_TYPES } from '../../../../src/cost-model/billing/types/row.ts';
import { awsRules, row, scope, source } from '../row.ts';

const bill = (...rows: readonly ReturnType<typeof row>[]): Bill =>
  billOf({ sources: [source(rows)], rules: awsRules, scope });

/** In units of 10^-12, with no library: the amounts here have no more places. */
const units = (amount: string): bigint => {
  const [, sign = '', whole = '0', places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  return BigInt(`${sign}${whole}${places.padEnd(12, '0')}`);
};
const added = (amounts: readonly string[]): bigint => amounts.reduce((total, amount) => total + units(amount), 0n);

/** A month of two instances under a savings plan, their disk, traffic, a tax, and something that nobody knows. */
const NOVEMBER = [
  row({
    usageType: 'BoxUsage:m7g.large',
    lineItemType: 'SavingsPlanCoveredUsage',
    quantity: '1440',
    unit: 'Hrs',
    unblended: '117.504',
    amortized: '74.88',
    list: '117.504',
    lines: 1440,
  }),
  row({
    usageType: 'ComputeSP',
    lineItemType: 'SavingsPlanNegation',
    unblended: '-117.504',
    amortized: '0',
    lines: 1440,
  }),
  row({ usageType: 'ComputeSP', lineItemType: 'SavingsPlanRecurringFee', unblended: '80', amortized: '5.12' }),
  row({
    usageType: 'EBS:VolumeUsage.gp3',
    quantity: '500',
    unit: 'GB-Mo',
    unblended: '40',
    amortized: '40',
    list: '40',
  }),
  row({
    usageType: 'DataTransfer-Regional-Bytes',
    quantity: '123.5',
    unit: 'GB',
    unblended: '1.235',
    amortized: '1.235',
    list: '1.235',
  }),
  row({
    usageType: 'DataTransfer-Regional-Bytes',
    lineItemType: 'EdpDiscount',
    quantity: '123.5',
    unit: 'GB',
    unblended: '-0.1235',
    amortized: '-0.1235',
  }),
  row({
    service: 'AmazonS3',
    usageType: 'Requests-Tier1',
    quantity: '2500000',
    unit: 'Requests',
    unblended: '12.5',
    amortized: '12.5',
    list: '12.5',
  }),
  row({
    service: 'awskms',
    usageType: 'KMS-Requests',
    unblended: '0.03',
    amortized: '0.03',
    lines: 3,
    provisional: true,
    day: '2026-11-30',
  }),
  row({ service: 'AWSSupportBusiness', usageType: 'Dollar', unblended: '100', amortized: '100' }),
  row({ usageType: 'BoxUsage:m7g.large', lineItemType: 'Tax', unblended: '25.4321', amortized: '25.4321' }),
  row({ usageType: 'BoxUsage:m7g.large', lineItemType: 'Credit', unblended: '-10', amortized: '-10' }),
];

describe('a bill', () => {
  it('has each line in its category or apart, and its total is what was billed', () => {
    const { total, categories, apart, unclassified, amortizedTotal } = bill(...NOVEMBER);
    expect(categories).toEqual([
      { category: 'compute', amount: '117.504', amortized: '74.88', lines: 1440 },
      { category: 'broker-storage', amount: '40', amortized: '40', lines: 1 },
      { category: 'object-requests', amount: '12.5', amortized: '12.5', lines: 1 },
      // 1.235 − 0.1235
      { category: 'network', amount: '1.1115', amortized: '1.1115', lines: 2 },
    ]);
    // −117.504 + 80
    expect(apart).toEqual({ tax: '25.4321', credit: '-10', refund: '0', support: '100', commitments: '-37.504' });
    expect(unclassified.amount).toBe('0.03');
    // 117.504 + 40 + 12.5 + 1.1115 = 171.1155; 25.4321 − 10 + 100 − 37.504 = 77.9281; and 0.03
    expect(total).toBe('249.0736');
    // 74.88 + 5.12 + 40 + 1.1115 + 12.5 + 0.03 + 100 + 25.4321 − 10
    expect(amortizedTotal).toBe('249.0736');
  });

  it('counts what is consumed once, in the units of the model, and a discount without a quantity', () => {
    const usage = Object.groupBy(bill(...NOVEMBER).usage, ({ priceKey }) => priceKey ?? 'none');
    expect(usage['aws.ec2.m7g.large']).toMatchObject([{ quantity: '1440', unit: 'instance-hour', list: '117.504' }]);
    expect(usage['aws.s3.standard.put']).toMatchObject([
      { quantity: '2500', unit: 'thousand requests', amount: '12.5' },
    ]);
    expect(usage['aws.transfer.cross-zone']).toMatchObject([
      { quantity: '123.5', amount: '1.235' },
      { quantity: null, amount: '-0.1235', list: null },
    ]);
  });

  it('has no quantity where the unit is another than the price says, or is not known', () => {
    const stored = (unit: string | null) =>
      row({ usageType: 'EBS:VolumeUsage.gp3', quantity: '500', unit, unblended: '40' });
    const usage = (unit: string | null) => bill(stored(unit)).usage;
    expect(usage('GB-Mo')).toMatchObject([
      { priceKey: 'aws.ebs.gp3.storage', quantity: '500', unit: 'GiB-month', billedUnit: 'GB-Mo' },
    ]);
    expect(usage('GB-Months')).toMatchObject([{ quantity: '500' }]);
    for (const unit of ['GB-Hours', null]) {
      expect(usage(unit)).toMatchObject([
        { priceKey: 'aws.ebs.gp3.storage', quantity: null, unit, billedUnit: unit, amount: '40' },
      ]);
    }
  });

  it('never adds quantities of different units, nor what is known to what is not', () => {
    const gp3 = (given: Parameters<typeof row>[0]) => row({ usageType: 'EBS:SnapshotUsage', unblended: '1', ...given });
    const { usage } = bill(
      gp3({ quantity: '5', unit: 'GB-Mo' }),
      gp3({ quantity: '7', unit: 'GB-Mo' }),
      gp3({ quantity: '2', unit: 'TB-Mo' }),
      gp3({ quantity: null, unit: 'GB-Mo' }),
    );
    expect(usage.map(({ quantity, unit, amount }) => [quantity, unit, amount])).toEqual([
      ['12', 'GB-Mo', '2'],
      [null, 'GB-Mo', '1'],
      ['2', 'TB-Mo', '1'],
    ]);
  });

  it('shows the biggest of what no rule knows first, whatever its sign', () => {
    const unknown = (usageType: string, unblended: string) => row({ service: 'x', usageType, unblended });
    const { top, amount } = bill(
      unknown('a', '1'),
      unknown('b', '-9'),
      unknown('a', '2'),
      unknown('c', '4'),
    ).unclassified;
    expect(top.map(({ usageType, amount: of, lines }) => [usageType, of, lines])).toEqual([
      ['b', '-9', 1],
      ['c', '4', 1],
      ['a', '3', 2],
    ]);
    expect(amount).toBe('-2');
  });

  it('is provisional where one of its days is, and says which', () => {
    const { period, days } = bill(...NOVEMBER);
    expect(period).toEqual({ start: '2026-11-01', end: '2026-12-01', provisional: true });
    expect(days.map(({ day, provisional }) => [day, provisional])).toEqual([
      ['2026-11-03', false],
      ['2026-11-30', true],
    ]);
    expect(days[0]?.byCategory.network).toBe('1.1115');
  });

  it('has of each day what is apart in parts of their own, so that a credit is not lost in a tax', () => {
    const [third, thirtieth] = bill(...NOVEMBER).days;
    // Unclassified is of the thirtieth; −117.504 + 80 under commitments; 25.4321 − 10 + 100 − 37.504 in all.
    expect(third).toMatchObject({
      unclassified: '0',
      apart: { tax: '25.4321', credit: '-10', support: '100', commitments: '-37.504' },
      other: '77.9281',
    });
    expect(third?.apart).not.toHaveProperty('refund');
    expect(thirtieth).toMatchObject({ amount: '0.03', unclassified: '0.03', apart: {}, other: '0.03' });
  });

  it('has no amortized view where a line does not say it', () => {
    const { amortizedTotal, categories } = bill(
      row({ usageType: 'NatGateway-Hours', unblended: '1', amortized: '1' }),
      row({ usageType: 'BoxUsage:m7g.large', unblended: '1' }),
    );
    expect(amortizedTotal).toBeNull();
    expect(categories.map(({ category, amortized }) => [category, amortized])).toEqual([
      ['compute', null],
      ['network', '1'],
    ]);
  });

  it('adds up to the last digit, by category, by day, by rule and by usage, for any lines', () => {
    let state = 7;
    const next = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const pick = <T>(values: readonly T[]): T => values[next(values.length)] as T;
    const usageTypes = ['BoxUsage:m7g.large', 'NatGateway-Bytes', 'EUC1-Kafka.m5.large', 'nothing', ''];
    for (let round = 0; round < 25; round++) {
      const rows = Array.from({ length: 40 }, () =>
        row({
          day: `2026-11-${String(1 + next(28)).padStart(2, '0')}`,
          usageType: pick(usageTypes),
          lineItemType: pick(LINE_ITEM_TYPES),
          unblended: new Decimal(next(2_000_000_000) - 1_000_000_000).times(`1e-${next(12)}`).toFixed(),
        }),
      );
      const { total, categories, unclassified, apart, days, usage, rules } = bill(...rows);
      const classified = categories.map(({ amount }) => amount);
      expect(units(total)).toBe(added(rows.map(({ unblended }) => unblended)));
      expect(units(total)).toBe(added([...classified, unclassified.amount, ...Object.values(apart)]));
      expect(units(total)).toBe(added(days.map(({ amount }) => amount)));
      for (const day of days) {
        const parts = [...Object.values(day.byCategory), day.unclassified, ...Object.values(day.apart)];
        expect(added(parts)).toBe(units(day.amount));
      }
      expect(units(total)).toBe(added([...rules.map(({ amount }) => amount), unclassified.amount]));
      expect(added(classified)).toBe(added(usage.map(({ amount }) => amount)));
    }
  });
});
