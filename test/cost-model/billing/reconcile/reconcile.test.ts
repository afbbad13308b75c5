import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../src/cost-model/billing/reconcile/reconcile.ts';
import type { Bill, BilledUsage } from '../../../../src/cost-model/billing/types/bill.ts';
import type { MeasuredQuantity } from '../../../../src/cost-model/billing/types/measured-quantity.ts';
import type { Reconciliation } from '../../../../src/cost-model/billing/types/reconciliation.ts';
import { figure, small } from '../../small-platforms.ts';
import { billOf, modelled, usage } from './fixture.ts';

const cost = modelled();

const against = (bill: Bill, measured: readonly MeasuredQuantity[] = [], model = cost): Reconciliation =>
  reconcile({ cost: model, platform: 'one/only', target: 't', bill, measured });

const row = (result: Reconciliation, category: string) => {
  const found = result.rows.find((one) => one.category === category);
  if (found === undefined) throw new Error(`no row ${category}`);
  return found;
};

const effects = ({ difference, price, quantity, mix }: Reconciliation['total']) => [difference, price, quantity, mix];

const machines = (quantity: string | null, amount: string, more: Partial<BilledUsage> = {}) =>
  usage({ priceKey: 'machine', unit: 'instance-hour', quantity, amount, ...more });
const disks = (quantity: string, amount: string, more: Partial<BilledUsage> = {}) =>
  usage({ category: 'broker-storage', priceKey: 'disk', unit: 'GiB-month', quantity, amount, ...more });

describe('the difference between modelled and billed', () => {
  it('is split at the model’s price: 7300 h billed at 0.09 against 7200 h at 0.10', () => {
    // 657 − 720 = −63; 7300 × 0.10 = 730; price 657 − 730 = −73; quantity 730 − 720 = 10.
    const compute = row(against(billOf({ usage: [machines('7300', '657')] })), 'compute');
    expect([compute.modelled, compute.billed]).toEqual(['720', '657']);
    expect(effects(compute)).toEqual(['-63', '-73', '10', '0']);
    expect(compute.lines[0]?.why).toBe('billed at 0.09 for one instance-hour, modelled at 0.1');
  });

  it('fills the price’s tiers: 300 GiB are 50 + 50, whatever they were billed at', () => {
    // Modelled 100 × 0.5 + 100 × 0.25 = 75; billed 90 for 300: at the model's price 100 × 0.5 + 200 × 0.25 = 100.
    const storage = row(against(billOf({ usage: [disks('300', '90')] })), 'broker-storage');
    expect(effects(storage)).toEqual(['15', '-10', '25', '0']);
  });

  it('is mix where one side has no line', () => {
    const result = against(
      billOf({ usage: [usage({ category: 'network', amount: '11.5' }), usage({ priceKey: 'gpu', amount: '3' })] }),
    );
    expect(effects(row(result, 'network'))).toEqual(['11.5', '0', '0', '11.5']);
    // 3 billed for what the model has not, and 720 modelled that nobody billed.
    expect(effects(row(result, 'compute'))).toEqual(['-717', '0', '0', '-717']);
    expect(row(result, 'compute').lines.map(({ why }) => why)).toEqual([
      'modelled, and the bill has no line of it: that alone shows no saving',
      'billed, and no line of the model is paid by this price',
    ]);
  });

  it('is mix where the bill counts in another unit or not at all', () => {
    const inGb = row(against(billOf({ usage: [disks('300', '90', { unit: 'GB-month' })] })), 'broker-storage');
    expect(effects(inGb)).toEqual(['15', '0', '0', '15']);
    expect(inGb.lines[0]?.billedQuantity).toBeNull();
    const uncounted = row(against(billOf({ usage: [machines(null, '657')] })), 'compute');
    expect(effects(uncounted)).toEqual(['-63', '0', '0', '-63']);
  });

  it('takes a discount without a quantity for a lower price, not for a line of its own', () => {
    const { lines, ...compute } = row(
      against(billOf({ usage: [machines('7200', '720'), machines(null, '-72', { usageType: 'EDP' })] })),
      'compute',
    );
    expect(effects(compute)).toEqual(['-72', '-72', '0', '0']);
    expect(lines).toHaveLength(1);
  });

  it('puts usage where the model has its price, and says so: a volume does not know what it is for', () => {
    const result = against(billOf({ usage: [disks('200', '75', { category: 'wal-storage' })] }));
    expect(effects(row(result, 'broker-storage'))).toEqual(['0', '0', '0', '0']);
    expect(row(result, 'broker-storage').lines[0]?.why).toContain('under wal-storage');
    expect(result.rows.map(({ category }) => category)).not.toContain('wal-storage');
  });

  it('leaves what has no known price a lower bound, and what is billed for it under mix', () => {
    const secret = usage({ category: 'vendor', priceKey: 'secret', unit: 'GiB', quantity: '900', amount: '50' });
    const vendor = row(against(billOf({ usage: [secret] })), 'vendor');
    // The known meter's 20 is not billed.
    expect(effects(vendor)).toEqual(['30', '0', '0', '30']);
    expect(vendor.modelledIsLowerBound).toBe(true);
    expect(vendor.lines.find(({ priceKey }) => priceKey === 'secret')).toMatchObject({
      modelledQuantity: '1000',
      billedQuantity: '900',
      mix: '50',
    });
    expect(row(against(billOf({})), 'compute').modelledIsLowerBound).toBe(false);
  });
});

describe('a price that two categories share', () => {
  it('has its tiers filled by one after the other, as the model fills them', () => {
    const disk = { price: 'disk', unit: 'GiB-month', quantity: 'kept * month' };
    const shared = small(
      [
        {
          name: 'one',
          assumptions: { kept: figure(100, 'GiB') },
          lines: [
            { ...disk, item: 'Logs', category: 'broker-storage' },
            { ...disk, item: 'Written ahead', category: 'wal-storage' },
          ],
        },
      ],
      {
        prices: {
          disk: {
            unit: 'GiB-month',
            tiers: [
              [100, '0.5'],
              [null, '0.25'],
            ],
          },
        },
      },
    );
    // The first 100 GiB at 0.5, the second at 0.25; 40 more of them were billed, at 0.3.
    const result = against(
      billOf({ usage: [disks('100', '50'), disks('140', '42', { category: 'wal-storage' })] }),
      [],
      shared,
    );
    expect(effects(row(result, 'broker-storage'))).toEqual(['0', '0', '0', '0']);
    expect(effects(row(result, 'wal-storage'))).toEqual(['17', '7', '10', '0']);
  });
});

describe('what is no consumption', () => {
  const apart = { tax: '12', credit: '-30', refund: '-1', support: '7', commitments: '-5' };
  const result = against(
    billOf({
      usage: [machines('7200', '720')],
      apart,
      unclassified: {
        amount: '9',
        top: [{ provider: 'p', service: 'S', usageType: 'Odd', operation: null, amount: '8', lines: 2 }],
      },
    }),
  );

  it('has a row each, and support stands beside the modelled support', () => {
    const billed = Object.fromEntries(result.rows.map(({ category, billed: amount }) => [category, amount]));
    expect(billed).toMatchObject({ tax: '12', credit: '-30', refund: '-1', commitments: '-5', unclassified: '9' });
    expect(billed.support).toBe('7');
    expect(row(result, 'unclassified').lines.map(({ item, mix }) => [item, mix])).toEqual([
      ['S Odd', '8'],
      ['Smaller lines', '1'],
    ]);
  });

  it('adds up with the categories to the bill', () => {
    // 720 + 9 + 12 − 30 − 1 + 7 − 5
    expect([result.total.billed, result.total.billedInWindow]).toEqual(['712', '712']);
  });

  it('keeps amounts that the bill’s usage does not explain as a line of their category', () => {
    const bill = billOf({ usage: [machines('7200', '720')] });
    const [compute] = bill.categories;
    if (compute === undefined) throw new Error('no category');
    const more = against({ ...bill, total: '725', categories: [{ ...compute, amount: '725' }] });
    expect(effects(row(more, 'compute'))).toEqual(['5', '0', '0', '5']);
    expect(more.total.billedInWindow).toBe('725');
  });

  it('has a modelled tax where the terms say one: 10% of 720 + 75 + 20', () => {
    const taxed = modelled({ tax: { share: 0.1, source: 'VAT' } });
    expect(row(against(billOf({ apart: { tax: '80' } }), [], taxed), 'tax')).toMatchObject({
      modelled: '81.5',
      difference: '-1.5',
      mix: '-1.5',
    });
  });
});

describe('what the team is paid', () => {
  const result = against(billOf({ usage: [machines('7200', '720')] }));

  it('is in no row and no difference, and is named beside them', () => {
    expect(result.rows.map(({ category }) => category)).not.toContain('labor');
    // 720 + 75 + 20, without the 400 of the team.
    expect(result.total.modelled).toBe('815');
    expect(result.notBilled).toMatchObject([{ category: 'labor', item: 'People', amount: '400', period: 'month' }]);
    expect(result.notes.join(' ')).toContain('in no row and no difference');
  });

  it('and a vendor without an invoice is said to be no saving', () => {
    expect(result.notes.join(' ')).toContain('which is no saving');
    const meter = usage({ category: 'vendor', priceKey: 'meter', unit: 'GiB', quantity: '1000', amount: '20' });
    expect(against(billOf({ usage: [meter] })).notes.join(' ')).not.toContain('which is no saving');
  });
});

describe('the measured column', () => {
  const measured = (priceKey: string, quantity: string, used = true): MeasuredQuantity => ({
    name: 'm',
    source: 'run:r:t',
    counted: null,
    priceKey,
    monthly: { quantity, unit: 'instance-hour' },
    used,
    because: used ? [] : ['it is a stand-in'],
  });

  it('is the measured quantity at list price, whatever discount the model has', () => {
    const discounted = modelled({ discounts: [{ of: { key: 'machine' }, share: 0.5, source: 's' }] });
    const compute = row(against(billOf({}), [measured('machine', '7000')], discounted), 'compute');
    expect([compute.modelled, compute.measured, compute.measuredIsPartial]).toEqual(['360', '700', false]);
  });

  it('is in the result’s money', () => {
    const euros = modelled({ currency: { currency: 'EUR', perUsd: '0.8', date: '2026-11-01', source: 's' } });
    const result = against(billOf({ currency: 'EUR' }), [measured('machine', '7000')], euros);
    expect(row(result, 'compute').measured).toBe('560');
  });

  it('is empty where what was measured may not stand for production, and it is kept with its reason', () => {
    const result = against(billOf({}), [measured('machine', '7000', false)]);
    expect(row(result, 'compute')).toMatchObject({ measured: null, measuredNotUsed: '700', measuredIsPartial: false });
    expect(result.total).toMatchObject({ measured: null, measuredNotUsed: '700' });
    expect(result.measured[0]?.because).toEqual(['it is a stand-in']);
  });

  it('has no total while something modelled was not measured', () => {
    const result = against(billOf({}), [measured('machine', '7000')]);
    expect([result.total.measured, result.total.measuredIsPartial]).toEqual([null, true]);
  });
});

describe('a bill’s window', () => {
  const weekly = { start: '2026-11-02', end: '2026-11-09' };

  it('becomes a month by its hours: 168 of 720', () => {
    const compute = row(against(billOf({ usage: [machines('1680', '168')], period: weekly })), 'compute');
    expect([compute.billed, compute.billedInWindow]).toEqual(['720', '168']);
    expect(effects(compute)).toEqual(['0', '0', '0', '0']);
  });

  it('counts GiB-months by the calendar: a whole February of 200 GiB is 200, not 200 × 720 ÷ 672', () => {
    const bill = billOf({ usage: [disks('200', '75')], period: { start: '2026-02-01', end: '2026-03-01' } });
    const result = against(bill);
    expect(effects(row(result, 'broker-storage'))).toEqual(['0', '0', '0', '0']);
    expect(result.scaling).toMatchObject({ days: 28, factor: '1.07142857143', factorOfMonths: '1', labels: [] });
    expect(result.scaling).toMatchObject({ period: { start: '2026-02-01', end: '2026-03-01' }, hours: 672 });
    expect(result.scaling.hoursPerMonth).toBe(720);
  });

  it('may begin in one month and end in another: half of November and all of December are 1.5', () => {
    const bill = billOf({ usage: [disks('300', '112.5')], period: { start: '2026-11-16', end: '2027-01-01' } });
    expect(row(against(bill), 'broker-storage').lines[0]?.billedQuantity).toBe('200');
  });

  it('is labelled where it says less than a month would', () => {
    const labels = (period: Partial<Bill['period']>, days: Bill['days'] = []) =>
      against(billOf({ period, days })).scaling.labels;
    const day = (name: string, provisional: boolean) => ({
      day: name,
      provisional,
      amount: '0',
      byCategory: {},
      unclassified: '0',
      apart: {},
      other: '0',
    });
    expect(labels({})).toEqual([]);
    expect(labels({ start: '2026-11-02T06:00:00Z', end: '2026-11-02T18:00:00Z' })).toEqual([
      'shorter than a day',
      'not whole months',
    ]);
    expect(labels({ ...weekly, provisional: true }, [day('2026-11-07', true), day('2026-11-08', true)])).toEqual([
      'not whole months',
      '2 provisional days',
      '5 days without a line',
    ]);
    expect(labels({ provisional: true })).toEqual(['provisional']);
  });

  it('is refused where it has no time in it', () => {
    expect(() => against(billOf({ period: { start: '2026-11-02', end: '2026-11-02' } }))).toThrow('no time at all');
  });
});

describe('reconciling is refused', () => {
  it('in two kinds of money, and for a platform that is not priced', () => {
    expect(() => against(billOf({ currency: 'EUR' }))).toThrow('the bill is in EUR and the model in USD');
    const ask = { cost, platform: 'two/only', target: 't', bill: billOf({}), measured: [] };
    expect(() => reconcile(ask)).toThrow('two/only is not priced');
  });
});
