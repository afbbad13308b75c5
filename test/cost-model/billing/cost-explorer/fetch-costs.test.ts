import { rmSync } from 'node:fs';
import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { describe, expect, it } from 'vitest';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { caught } from '../caught.ts';
import { desk, sumOf } from './desk.ts';
import { ask, NOVEMBER_TOTAL, SCOPE } from './november.ts';

const at = desk();

describe('costs from Cost Explorer', () => {
  it('add up to the bill of the days before the end, each charge type once', async () => {
    await at.start();
    const { rows, requests, source } = await fetchCosts(ask(), at.settings());
    expect(sumOf(rows)).toBe(NOVEMBER_TOTAL);
    expect(rows.map(({ day }) => day)).not.toContain('2026-11-03');
    const byType = Map.groupBy(rows, ({ lineItemType }) => lineItemType);
    expect(Object.fromEntries([...byType].map(([type, of]) => [type, sumOf(of)]))).toEqual({
      Usage: '3.9672',
      SavingsPlanCoveredUsage: '1.9584',
      SavingsPlanNegation: '-1.9584',
      Tax: '0.41',
      Credit: '-1',
      Support: '29',
    });
    expect(rows.find(({ lineItemType }) => lineItemType === 'SavingsPlanCoveredUsage')).toEqual({
      day: '2026-11-02',
      until: '2026-11-03',
      hour: null,
      provisional: false,
      provider: 'aws',
      service: 'Amazon Elastic Compute Cloud - Compute',
      usageType: 'BoxUsage:m7g.large',
      operation: null,
      lineItemType: 'SavingsPlanCoveredUsage',
      region: null,
      account: null,
      shared: null,
      tag: null,
      resource: null,
      currency: 'USD',
      quantity: '24',
      unit: 'Hrs',
      unblended: '1.9584',
      amortized: '1.2',
      list: null,
      lines: 1,
    });
    // One overview, usage, covered usage.
    expect([source, requests, at.service.asked.length]).toEqual(['cost-explorer', { count: 3, usd: '0.03' }, 3]);
  });

  it('come from a service that refuses three groupings, wrong forms of time and unsigned requests', async () => {
    await at.start();
    const client = new CostExplorerClient({ region: 'us-east-1', endpoint: at.service.endpoint, maxAttempts: 1 });
    const question = {
      TimePeriod: { Start: '2026-11-01', End: '2026-11-03' },
      Granularity: 'DAILY' as const,
      Metrics: ['UnblendedCost'],
    };
    const by = (...keys: string[]) => ({ GroupBy: keys.map((Key) => ({ Type: 'DIMENSION' as const, Key })) });
    const send = (more: object) => client.send(new GetCostAndUsageCommand({ ...question, ...more }));
    await expect(send(by('SERVICE', 'USAGE_TYPE', 'RECORD_TYPE'))).rejects.toThrow('at most 2');
    await expect(send({ Granularity: 'HOURLY' })).rejects.toThrow('another form of time');
    await expect(send({ NextPageToken: 'page-1-from-1' })).rejects.toThrow('refused');
    expect((await send(by('SERVICE'))).ResultsByTime).toHaveLength(2);
    expect((await fetch(at.service.endpoint, { method: 'POST', body: '{}' })).status).toBe(403);
    client.destroy();
  });

  it('are the same in one page as in pages of a single group', async () => {
    await at.start();
    const whole = await fetchCosts(ask(), at.settings());
    await at.service.close();
    rmSync(at.cacheFolder, { recursive: true });
    await at.start({ groupsAPage: 1 });
    const { rows, requests } = await fetchCosts(ask(), at.settings());
    expect(rows).toEqual(whole.rows);
    // Eight groups in the overview (three and five), four of usage, one of covered usage.
    expect(requests).toEqual({ count: 13, usd: '0.13' });
  });

  it('carry a tag where one value of it is asked, and split by a tag add up to the whole', async () => {
    await at.start();
    const tags = { cluster: 'blue' };
    const one = await fetchCosts(ask({ scope: { ...SCOPE, tags } }), at.settings());
    expect(sumOf(one.rows)).toBe('5.9252'); // 3.9168 + 0.05 + 1.9584
    expect(new Set(one.rows.map(({ tag }) => tag))).toEqual(new Set(['cluster=blue']));
    expect(one.losses.join()).toContain('taxes, support, credits');
    const split = await fetchCosts(ask({ splitTag: 'cluster' }), at.settings());
    expect(sumOf(split.rows)).toBe(NOVEMBER_TOTAL);
    const byTag = Map.groupBy(split.rows, ({ tag }) => tag);
    expect(Object.fromEntries([...byTag].map(([tag, of]) => [tag, sumOf(of)]))).toEqual({
      'cluster=blue': '5.9252',
      'cluster=green': '0.0004',
      null: '26.4516', // 29 + 0.41 - 1 - 1.9584
    });
  });

  it('are told by the hour with full timestamps, for the last 14 days only', async () => {
    const lines = ['04', '05'].map((hour) => ({ at: `2026-11-20T${hour}:00:00Z`, cost: `0.${hour}`, quantity: '1' }));
    await at.start({ lines });
    const hourly = ask({ hourly: true, period: { start: '2026-11-20', end: '2026-11-21' } });
    const { rows } = await fetchCosts(hourly, at.settings());
    expect(rows.map(({ day, hour, unblended }) => [day, hour, unblended])).toEqual([
      ['2026-11-20', 4, '0.04'],
      ['2026-11-20', 5, '0.05'],
    ]);
    const error = await caught(
      fetchCosts({ ...hourly, period: { start: '2026-11-07', end: '2026-11-21' } }, at.settings()),
    );
    expect([error.code, error.exitStatus, error.problems[0]?.todo]).toEqual([
      'billing-period',
      2,
      'Begin on 2026-11-08 or later, or ask by day.',
    ]);
  });

  it('keep an unknown charge type as an adjustment and say so; quantities of mixed units are not known', async () => {
    const mixed = { at: '2026-11-01', usageType: 'X', quantity: '1' };
    await at.start({
      lines: [
        { ...mixed, cost: '1', unit: 'Hrs' },
        { ...mixed, cost: '1', unit: 'GB' },
        { at: '2026-11-01', recordType: 'Rebate of 2027', cost: '-3' },
      ],
    });
    const { rows, losses } = await fetchCosts(ask(), at.settings());
    expect(
      rows.map(({ lineItemType, quantity, unit, unblended }) => [lineItemType, quantity, unit, unblended]),
    ).toEqual([
      ['Usage', null, null, '2'],
      ['Adjustment', '0', 'Requests', '-3'],
    ]);
    expect(losses[0]).toContain('"Rebate of 2027"');
  });

  it('can be repeated by the command that stands beside them', async () => {
    await at.start();
    const tags = { cluster: "it's blue" };
    const error = await caught(
      fetchCosts(ask({ scope: { ...SCOPE, accounts: ['111111111111'], tags } }), at.settings()),
    );
    expect(error.code).toBe('billing-filter');
    const { repeatable } = await fetchCosts(
      ask({ scope: { ...SCOPE, accounts: ['111111111111'], region: 'us-east-1' } }),
      at.settings(),
    );
    const [first = ''] = repeatable.split('\n');
    expect(first).toBe(
      'aws ce get-cost-and-usage --time-period Start=2026-11-01,End=2026-11-03 --granularity DAILY --metrics UnblendedCost AmortizedCost UsageQuantity --group-by Type=DIMENSION,Key=RECORD_TYPE Type=DIMENSION,Key=SERVICE --filter \'{"And":[{"Dimensions":{"Key":"LINKED_ACCOUNT","Values":["111111111111"]}},{"Dimensions":{"Key":"REGION","Values":["us-east-1"]}}]}\'',
    );
  });
});
