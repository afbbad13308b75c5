import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchMetrics, planMetrics } from '../../../../src/cost-model/billing/cloudwatch/fetch-metrics.ts';
import { METRIC_QUERIES } from '../../../../src/cost-model/billing/cloudwatch/metric-queries.ts';
import type { MetricsAsk } from '../../../../src/cost-model/billing/cloudwatch/metrics-ask.ts';
import type { MetricSeries } from '../../../../src/cost-model/billing/types/source.ts';
import { handClock, standInCredentials } from '../aws/environment.ts';
import { type JsonService, jsonService, Refusal } from '../aws/json-service.ts';
import { caught } from '../caught.ts';
import { strictCloudWatch } from './strict-cloudwatch.ts';

const NOW = '2026-11-21T12:00:00Z';
const HOUR = 3_600;
const now = Date.parse(NOW) / 1e3;
const window = { from: now - 2 * HOUR, until: now };
const named = (...metrics: string[]) => METRIC_QUERIES.filter(({ metric }) => metrics.includes(metric));
const ask = (given: Partial<MetricsAsk> = {}): MetricsAsk => ({
  scope: { region: 'eu-central-1', resources: { BucketName: ['logs'] } },
  window,
  queries: named('PutRequests'),
  ...given,
});

let service: JsonService;
const start = async (given: Partial<Parameters<typeof strictCloudWatch>[0]> = {}): Promise<void> => {
  service = await strictCloudWatch({ aMinute: () => 1, now, ...given });
};
const fetched = (given: Partial<MetricsAsk> = {}, clock = handClock(NOW)) =>
  fetchMetrics(ask(given), { endpoint: service.endpoint, clock });
const totalOf = ({ points }: MetricSeries) => points.reduce((sum, [, value]) => sum + value, 0);

beforeEach(() => standInCredentials());
afterEach(async () => {
  vi.unstubAllEnvs();
  await service?.close();
});

describe('metrics from CloudWatch', () => {
  it('hold one point a minute of the window, its end left out', async () => {
    await start({ aMinute: (_metric, _dimensions, minute) => minute - now / 60 + 120 });
    const [series] = await fetched();
    expect(series).toMatchObject({
      name: 'S3 tier-1 requests',
      unit: 'Count',
      statistic: 'Sum',
      periodSeconds: 60,
      dimensions: { BucketName: 'logs', FilterId: 'EntireBucket', MetricName: 'PutRequests' },
      complete: true,
    });
    expect(series?.points).toEqual(Array.from({ length: 120 }, (_, index) => [window.from + index * 60, index]));
  });

  it('are the same over many pages as in one', async () => {
    await start({ pointsAPage: 7, aMinute: (metric, _, minute) => (minute % 60) + metric.length });
    const paged = await fetched({ queries: named('PutRequests', 'GetRequests') });
    const pages = service.asked.length;
    await service.close();
    await start({ aMinute: (metric, _, minute) => (minute % 60) + metric.length });
    expect(paged).toEqual(await fetched({ queries: named('PutRequests', 'GetRequests') }));
    expect(pages).toBe(35); // 240 points by sevens
    expect(paged.map(({ points }) => points.length)).toEqual([120, 120]);
  });

  it('are asked 500 series and 100,800 points a call at most, without losing one', async () => {
    await start();
    const volumes = Array.from({ length: 501 }, (_, index) => `vol-${index}`);
    const many = await fetched({
      scope: { region: 'eu-central-1', resources: { VolumeId: volumes } },
      queries: named('VolumeReadBytes'),
    });
    expect(service.asked.map(({ input }) => (input.MetricDataQueries as unknown[]).length)).toEqual([500, 1]);
    expect(many.map(({ dimensions }) => dimensions.VolumeId)).toEqual(volumes);
    expect(new Set(many.map(totalOf))).toEqual(new Set([120]));
    // 10 days of minutes are 14,400 points a series: 7 series fit a call.
    const long = { from: now - 240 * HOUR, until: now };
    const eight = { region: 'eu-central-1', resources: { VolumeId: volumes.slice(0, 8) } };
    expect((await fetched({ scope: eight, window: long, queries: named('VolumeReadBytes') })).map(totalOf)).toEqual(
      Array(8).fill(14_400),
    );
    expect(service.asked.slice(2).map(({ input }) => (input.MetricDataQueries as unknown[]).length)).toEqual([7, 1]);
  });

  it.each([
    [14, 60],
    [16, 300],
    [62, 300],
    [64, 3_600],
    [454, 3_600],
  ])('of %i days ago come at %i seconds, which is still kept, and count the same', async (days, period) => {
    await start();
    const from = now - days * 24 * HOUR;
    const [series] = await fetched({ window: { from, until: from + 24 * HOUR } });
    expect(series?.periodSeconds).toBe(period);
    expect(series && totalOf(series)).toBe(1_440);
  });

  it('are refused for a window that is empty, to come, or older than anything kept', async () => {
    await start();
    for (const wrong of [
      { from: now - 456 * 24 * HOUR, until: now },
      { from: now, until: now },
      { from: now + 60, until: now + HOUR },
    ]) {
      const error = await caught(fetched({ window: wrong }));
      expect([error.code, error.exitStatus]).toEqual(['billing-period', 2]);
    }
    expect(service.asked).toEqual([]);
  });

  it('of what is stored are daily, whole days around the window', async () => {
    const midnight = Date.parse('2026-11-21T00:00:00Z') / 1e3;
    await start({
      aMinute: (_metric, { StorageType }, minute) =>
        minute % 1_440 === 0 && StorageType === 'StandardStorage' ? 5e12 : null,
    });
    const [series] = await fetched({ queries: named('BucketSizeBytes') });
    expect([series?.periodSeconds, series?.points]).toEqual([86_400, [[midnight, 5e12]]]);
  });

  it('of brokers are asked for each broker of each cluster, and rates are told as what passed', async () => {
    await start({ aMinute: (_metric, dimensions) => 100 * Number(dimensions['Broker ID']) });
    const resources = { 'Cluster Name': ['blue', 'green'], 'Broker ID': ['1', '2', '3'] };
    const series = await fetched({ scope: { region: 'eu-central-1', resources }, queries: named('BytesInPerSec') });
    expect(series.map(({ dimensions }) => [dimensions['Cluster Name'], dimensions['Broker ID']])).toHaveLength(6);
    // 100 bytes a second for two hours on the first broker of each.
    expect(series.map(totalOf)).toEqual([720_000, 1_440_000, 2_160_000, 720_000, 1_440_000, 2_160_000]);
    expect(series[0]?.unit).toBe('Bytes');
  });

  it('that the scope names no resource of are not asked, nor paid', async () => {
    await start();
    const everything = { queries: METRIC_QUERIES };
    const series = await fetched(everything);
    expect(new Set(series.map(({ dimensions }) => Object.keys(dimensions)[0]))).toEqual(new Set(['BucketName']));
    // 11 metrics of one bucket, at a thousandth of a cent.
    expect(planMetrics(ask(everything), handClock(NOW))).toEqual({ metrics: 11, usd: '0.00011' });
    expect(series).toHaveLength(11);
  });

  it('without points stand there as empty, and complete', async () => {
    await start({ aMinute: () => null });
    expect((await fetched()).map(({ points, complete }) => [points, complete])).toEqual([[[], true]]);
  });

  it('are not complete where AWS says of the last page that data is missing', async () => {
    await start({ unfinished: { status: 'PartialData', calls: 9 } });
    expect((await fetched()).map(({ complete }) => complete)).toEqual([false]);
    expect(service.asked).toHaveLength(1);
  });

  it('are asked again where AWS had an error of its own, three times at most', async () => {
    await start({ unfinished: { status: 'InternalError', calls: 2 } });
    const clock = handClock(NOW);
    expect((await fetched({}, clock)).map(({ complete, points }) => [complete, points.length])).toEqual([[true, 120]]);
    expect(clock.pauses).toEqual([1_000, 2_000]);
    await service.close();
    await start({ unfinished: { status: 'InternalError', calls: 9 } });
    expect((await fetched()).map(({ complete }) => complete)).toEqual([false]);
    expect(service.asked).toHaveLength(3);
  });

  it('say which permission is missing, pass over throttling, and need a region', async () => {
    await start();
    service.refuse(new Refusal('AccessDenied', '', 403));
    const denied = await caught(fetched());
    expect([denied.code, denied.exitStatus]).toEqual(['aws-permission', 4]);
    expect(denied.problems[0]?.what).toContain('cloudwatch:GetMetricData');
    service.refuse(new Refusal('ThrottlingException'), new Refusal('ThrottlingException'));
    expect((await fetched()).map(totalOf)).toEqual([120]);
    const nowhere = await caught(fetched({ scope: { region: null, resources: { BucketName: ['logs'] } } }));
    expect([nowhere.code, nowhere.exitStatus]).toEqual(['aws-region', 2]);
  });

  it('go on at the page where a token expired or a connection ended, in the same account only', async () => {
    await start({ pointsAPage: 50 });
    const cacheFolder = mkdtempSync(join(tmpdir(), 'workbench-metrics-'));
    try {
      const clock = handClock(NOW);
      const kept = (given: Partial<MetricsAsk> = {}) =>
        fetchMetrics(ask({ queries: named('PutRequests', 'GetRequests'), ...given }), {
          endpoint: service.endpoint,
          clock,
          cacheFolder,
        });
      service.refuse(null, new Refusal('ExpiredTokenException'));
      const error = await caught(kept());
      expect([error.code, error.problems[0]?.todo]).toEqual(['aws-expired', expect.stringContaining('is kept')]);
      // 240 points by fifties are five pages: one came, one was refused.
      const series = await kept();
      expect(service.asked).toHaveLength(2 + 4);
      expect(series.map(totalOf)).toEqual([120, 120]);
      expect(readdirSync(cacheFolder)).toEqual([]);

      service.refuse(null, null, null, new Refusal('ExpiredTokenException'));
      await caught(kept());
      service.account = '222222222222';
      expect((await kept()).map(totalOf)).toEqual([120, 120]);
      expect(service.asked).toHaveLength(6 + 4 + 5);
    } finally {
      rmSync(cacheFolder, { recursive: true });
    }
  });

  it('end when pages lead in a circle', async () => {
    await start();
    const circling = await jsonService(
      {
        scope: { region: 'eu-central-1', service: 'monitoring' },
        target: 'GraniteServiceVersion20100801',
        contentType: 'application/x-amz-json-1.0',
      },
      () => ({ NextToken: 'again', MetricDataResults: [] }),
    );
    const error = await caught(fetchMetrics(ask(), { endpoint: circling.endpoint, clock: handClock(NOW) }));
    expect([error.code, circling.asked.length]).toEqual(['aws-paging', 2]);
    await circling.close();
  });
});
