import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchMetrics } from '../../../../src/cost-model/billing/cloudwatch/fetch-metrics.ts';
import type { MetricQuery } from '../../../../src/cost-model/billing/cloudwatch/metric-query.ts';
import { costsAsker } from '../../../../src/cost-model/billing/cost-explorer/cost-session.ts';
import { fetchCosts } from '../../../../src/cost-model/billing/cost-explorer/fetch-costs.ts';
import { ask } from '../cost-explorer/november.ts';
import { handClock, standInCredentials } from './environment.ts';
import { type MotoServer, motoFolder, motoServer } from './moto-server.ts';

let moto: MotoServer;
const cacheFolder = mkdtempSync(join(tmpdir(), 'workbench-moto-'));

beforeAll(async () => {
  await motoFolder();
  moto = await motoServer();
}, 240_000);
afterAll(async () => {
  await moto?.close();
  rmSync(cacheFolder, { recursive: true, force: true });
});
beforeEach(() => standInCredentials());
afterEach(() => vi.unstubAllEnvs());

const money = (Amount: string) => ({ Amount, Unit: 'USD' });
const group = (Keys: string[], cost: string, quantity = '0', Unit = 'N/A') => ({
  Keys,
  Metrics: { UnblendedCost: money(cost), AmortizedCost: money(cost), UsageQuantity: { Amount: quantity, Unit } },
});
const day = (Start: string, End: string, Groups: object[], Estimated = false) => ({
  TimePeriod: { Start, End },
  Total: {},
  Groups,
  Estimated,
});

describe('moto, asked by the real clients over HTTP', () => {
  it('answers costs that become rows, and the second time nothing is asked', async () => {
    const days = [
      ['2026-11-01', '2026-11-02'],
      ['2026-11-02', '2026-11-03'],
    ] as const;
    // As Cost Explorer writes small amounts, with an exponent.
    const overview = days.map(([from, to]) =>
      day(
        from,
        to,
        [group(['Usage', 'EC2 - Other'], '0.7200000125'), group(['Tax', 'Tax'], '0.14')],
        to > '2026-11-02',
      ),
    );
    const usage = days.map(([from, to]) =>
      day(
        from,
        to,
        [
          group(['EC2 - Other', 'EBS:VolumeUsage.gp3'], '0.72', '9', 'GB-Month'),
          group(['EC2 - Other', 'DataTransfer-Regional-Bytes'], '1.25E-8', '1.25E-6', 'GB'),
        ],
        to > '2026-11-02',
      ),
    );
    const queued = await fetch(`${moto.endpoint}/moto-api/static/ce/cost-and-usage-results`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ results: [{ ResultsByTime: overview }, { ResultsByTime: usage }] }),
    });
    expect(queued.status).toBe(201);

    const clock = handClock('2026-11-21T12:00:00Z');
    const asker = await costsAsker(ask().scope, clock, moto.endpoint);
    // moto's only account.
    expect(asker).toEqual({ account: '123456789012', endpoint: moto.endpoint });
    const settings = { cacheFolder, endpoint: moto.endpoint, clock, asker };
    const { rows, requests, losses } = await fetchCosts(ask(), settings);
    expect(requests).toEqual({ count: 2, usd: '0.02' });
    expect(
      rows.map(({ day: of, lineItemType, usageType, unblended, quantity, unit, provisional }) => [
        of,
        lineItemType,
        usageType,
        unblended,
        quantity,
        unit,
        provisional,
      ]),
    ).toEqual([
      ['2026-11-01', 'Usage', 'EBS:VolumeUsage.gp3', '0.72', '9', 'GB-Month', false],
      ['2026-11-01', 'Usage', 'DataTransfer-Regional-Bytes', '0.0000000125', '0.00000125', 'GB', false],
      ['2026-11-02', 'Usage', 'EBS:VolumeUsage.gp3', '0.72', '9', 'GB-Month', true],
      ['2026-11-02', 'Usage', 'DataTransfer-Regional-Bytes', '0.0000000125', '0.00000125', 'GB', true],
      ['2026-11-01', 'Tax', '', '0.14', null, null, false],
      ['2026-11-02', 'Tax', '', '0.14', null, null, true],
    ]);
    expect(losses).toHaveLength(1);
    expect((await fetchCosts(ask(), settings)).requests.count).toBe(0);
  });

  it('answers an account without costs with nothing, which is said', async () => {
    const period = { start: '2026-10-01', end: '2026-10-02' };
    const clock = handClock('2026-11-21T12:00:00Z');
    const asker = await costsAsker(ask().scope, clock, moto.endpoint);
    // moto's only account.
    expect(asker).toEqual({ account: '123456789012', endpoint: moto.endpoint });
    const settings = { cacheFolder, endpoint: moto.endpoint, clock, asker };
    const { rows, losses } = await fetchCosts(ask({ period }), settings);
    expect([rows, losses[0]]).toEqual([[], 'Nothing was billed from 2026-10-01 until before 2026-10-02.']);
  });

  it('answers metrics that were put, minute by minute, the end left out', async () => {
    const until = Math.floor(Date.now() / 60_000) * 60;
    const from = until - 600;
    const dimensions = [
      { Name: 'Cluster Name', Value: 'blue' },
      { Name: 'Broker ID', Value: '1' },
    ];
    const client = new CloudWatchClient({ region: 'eu-central-1', endpoint: moto.endpoint });
    const minutes = Array.from({ length: 11 }, (_, minute) => ({
      MetricName: 'BytesInPerSec',
      Dimensions: dimensions,
      Timestamp: new Date((from + minute * 60) * 1e3),
      Value: minute + 1,
    }));
    await client.send(new PutMetricDataCommand({ Namespace: 'Workbench/Kafka', MetricData: minutes }));
    client.destroy();

    const query: MetricQuery = {
      name: 'broker bytes in',
      namespace: 'Workbench/Kafka',
      metric: 'BytesInPerSec',
      dimensions: { 'Cluster Name': null, 'Broker ID': null },
      statistic: 'Average',
      unit: 'Bytes',
      everySeconds: 60,
      perSecond: true,
    };
    const resources = { 'Cluster Name': ['blue'], 'Broker ID': ['1', '2'] };
    const asked = { scope: { region: 'eu-central-1', resources }, window: { from, until }, queries: [query] };
    const [first, second] = await fetchMetrics(asked, { endpoint: moto.endpoint });
    // 1 to 10 bytes a second, a minute each: 55 x 60.
    expect(first?.points.reduce((sum, [, value]) => sum + value, 0)).toBe(3_300);
    expect(first?.points.map(([at]) => at)).toEqual(Array.from({ length: 10 }, (_, minute) => from + minute * 60));
    expect([second?.points, second?.complete]).toEqual([[], true]);
  });
});
