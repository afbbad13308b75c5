import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Decimal } from 'decimal.js';
import { type Clock, systemClock } from '../../../http/clock.ts';
import { askerOf } from '../aws/asker.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { awsFailure } from '../aws/failure.ts';
import { holdsFor, NO_CACHE, requestCache } from '../request-cache/request-cache.ts';
import type { MetricSeries } from '../types/source.ts';
import { type MetricCall, metricCalls } from './metric-calls.ts';
import { type FoundSeries, foundSeries, type KeptPages } from './metric-pages.ts';
import { type AskedSeries, askedSeries, type MetricsAsk } from './metrics-ask.ts';

export interface MetricsSettings {
  /** Instead of AWS's own. */
  readonly endpoint?: string | null;
  readonly clock?: Clock;
  /** Where pages are kept until all was fetched, so that a fetch that ended early goes on; nowhere where left out. */
  readonly cacheFolder?: string;
}

/** $0.01 per 1,000 metrics requested with GetMetricData: aws.amazon.com/cloudwatch/pricing, us-east-1, 2026. */
const USD_A_METRIC = '0.00001';

/** How much a fetch asks, before it asks; pages of a long answer are not charged again by metric. */
export function planMetrics(
  ask: MetricsAsk,
  clock: Clock = systemClock,
): { readonly metrics: number; readonly usd: string } {
  const metrics = askedSeries(ask, clock.now()).length;
  return { metrics, usd: new Decimal(USD_A_METRIC).times(metrics).toFixed() };
}

/**
 * The series of every query, also those without points: nothing was measured there, or nothing is published. A point
 * stands at the start of its interval and for all of it, also where the window begins or ends within.
 * @throws WorkbenchError with what AWS refused and what to do
 */
export async function fetchMetrics(ask: MetricsAsk, settings: MetricsSettings = {}): Promise<readonly MetricSeries[]> {
  const clock = settings.clock ?? systemClock;
  const calls = metricCalls(askedSeries(ask, clock.now()), ask.window);
  const client = new CloudWatchClient(clientSettings(ask.scope.region, settings.endpoint ?? null));
  try {
    const kept = await keptPages(client, ask, settings, clock);
    const series: MetricSeries[] = [];
    for (const call of calls) {
      const found = await foundSeries(client, call, clock, kept(call));
      series.push(...call.series.map((asked, index) => seriesOf(asked, found[index])));
    }
    // What is not final yet is asked anew the next time.
    for (const call of calls) kept(call).cache.forget(kept(call).question);
    return series;
  } finally {
    client.destroy();
  }
}

/** Pages stand under who asks, where, and everything that is asked. */
async function keptPages(
  client: CloudWatchClient,
  { scope: { region } }: MetricsAsk,
  { cacheFolder, endpoint = null }: MetricsSettings,
  clock: Clock,
): Promise<(call: MetricCall) => KeptPages> {
  if (cacheFolder === undefined) {
    return () => ({ cache: NO_CACHE, question: {}, stillHolds: () => false });
  }
  const cache = requestCache(cacheFolder);
  const asker = await askerOf(client, { region, endpoint, clock });
  const where = await client.config.region().catch((error: unknown) => {
    throw awsFailure(error, 'cloudwatch:GetMetricData');
  });
  return ({ from, until, series }) => ({
    cache,
    question: {
      call: 'cloudwatch:GetMetricData',
      ...asker,
      input: JSON.parse(JSON.stringify({ region: where, from, until, series })),
    },
    stillHolds: holdsFor(until, clock.now()),
  });
}

function seriesOf({ query, dimensions, periodSeconds }: AskedSeries, found: FoundSeries | undefined): MetricSeries {
  const inInterval = query.perSecond === true ? periodSeconds : 1;
  const byTime = new Map(found?.points ?? []);
  return {
    name: query.name,
    unit: query.unit,
    dimensions: { ...dimensions, MetricName: query.metric },
    statistic: query.statistic,
    periodSeconds,
    points: [...byTime].sort(([a], [b]) => a - b).map(([at, value]) => [at, value * inInterval] as const),
    complete: found?.complete ?? false,
  };
}
