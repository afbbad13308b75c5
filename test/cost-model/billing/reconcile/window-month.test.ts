import { describe, expect, it } from 'vitest';
import { billOf } from '../../../../src/cost-model/billing/bill/bill-of.ts';
import { billedParts } from '../../../../src/cost-model/billing/reconcile/billed-side.ts';
import { windowMonth } from '../../../../src/cost-model/billing/reconcile/window-month.ts';
import { shippedBillRules } from '../../../../src/cost-model/billing/rules/shipped-rules.ts';
import { billedOn } from '../../../../src/cost-model/billing/run-spend/billed-on.ts';
import { awsRules, row, scope, source } from '../row.ts';

const day = (date: string, unblended: string) => row({ day: date, unblended, usageType: 'BoxUsage:m7g.large' });
const month = () =>
  row({ day: '2026-11-01', until: '2026-12-01', usageType: 'BoxUsage:m7g.large', unblended: '58.75' });

const days = source([day('2026-11-01', '1'), day('2026-11-02', '2'), day('2026-11-03', '4')], {
  period: { start: '2026-11-01', end: '2026-11-04' },
});

describe('a month of a bill with a line a month', () => {
  const bill = billOf({ sources: [source([month()])], rules: awsRules, scope });
  const window = windowMonth(bill, 730);

  it('is November’s 720 hours as 730: 58.75 are 59.57, not thirty times as much', () => {
    // 58.75 × 730 ÷ 720
    expect(window.monthly(bill.total, null)).toBe('59.5659722222');
  });

  it('has no day without a line', () => {
    expect(window.scaling.labels).toEqual([]);
    expect(bill.days).toMatchObject([{ day: '2026-11-01', until: '2026-12-01', amount: '58.75', other: '0' }]);
  });

  it('says nothing of single days', () => {
    expect(billedOn(bill, '2026-11-01T10:00:00Z', '2026-11-01T11:00:00Z')).toBeNull();
    const daily = billOf({ sources: [days], rules: awsRules, scope });
    expect(billedOn(daily, '2026-11-01T10:00:00Z', '2026-11-02T11:00:00Z')).toBe('3');
  });
});

describe('a month of what is billed by the hour or by the month', () => {
  const february = { start: '2026-02-01', end: '2026-03-01' };
  /** 200 GiB through February's 672 hours, in the unit that a bill has. */
  const stored = (provider: string, given: Parameters<typeof row>[0]) =>
    billOf({
      sources: [source([row({ provider, day: '2026-02-01', ...given })], { period: february })],
      rules: shippedBillRules(),
      scope,
    });
  const monthly = (bill: ReturnType<typeof stored>) => billedParts(bill, [], windowMonth(bill, 730))[0];
  const confluent = { service: 'KAFKA', usageType: 'KAFKA_STORAGE', operation: 'standard' };
  const ebs = { usageType: 'EBS:VolumeUsage.gp3' };

  it.each([
    ['Confluent’s GB-hours', 'confluent', { ...confluent, quantity: String(200 * 672), unit: 'GB-hour' }],
    [
      'MSK Serverless’ GB-hours',
      'aws',
      { usageType: 'KafkaServerless-StorageHours', quantity: '134400', unit: 'GB-Hours' },
    ],
    ['GB-months', 'aws', { ...ebs, quantity: '200', unit: 'GB-Mo' }],
  ])('is 200 GiB-months in %s', (_, provider, given) => {
    expect(monthly(stored(provider, given))).toMatchObject({ quantity: '200', unit: 'GiB-month' });
  });

  it('is by the month too where the model has no price for it', () => {
    const bill = stored('aws', { usageType: 'EBS:SnapshotUsage', quantity: '200', unit: 'GB-Mo', unblended: '10' });
    expect(monthly(bill)).toMatchObject({ priceKey: null, quantity: '200', amount: '10' });
  });

  it('is by the hours in every other unit', () => {
    // 10 × 730 ÷ 672
    expect(monthly(stored('aws', { ...ebs, unit: null, unblended: '10' }))).toMatchObject({ amount: '10.8630952381' });
  });
});

describe('a month of six hours', () => {
  it('is made of those six, and called shorter than a day', () => {
    const sixHours = source([day('2026-11-03', '6')], { period: { start: '2026-11-03', end: '2026-11-04' }, hours: 6 });
    const bill = billOf({ sources: [sixHours], rules: awsRules, scope });
    const window = windowMonth(bill, 730);
    expect(bill.period).toMatchObject({ hours: 6 });
    expect(window.monthly('6', null)).toBe('730');
    // Six hours of the 720 of November are a hundred and twentieth of it.
    expect(window.monthly('1', 'GiB-month')).toBe('120');
    expect(window.scaling.labels).toContain('shorter than a day');
    expect(window.scaling.method).toContain('6 hours of it: × 730 h ÷ 6 h');
  });
});
