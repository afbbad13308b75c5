import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { Decimal } from 'decimal.js';
import { type Clock, systemClock } from '../../../http/clock.ts';
import { clientSettings } from '../aws/client-settings.ts';
import type { MetricSeries } from '../types/source.ts';
import { metricCalls } from './metric-calls.ts';
import { type FoundSeries, foundSeries } from './metric-pages.ts';
import { type AskedSeries, askedSeries, type MetricsAsk } from './metrics-ask.ts';

export interface MetricsSettings {
  /** Instead of AWS's own. */
  readonly endpoint?: string | null;
  readonly clock?: Clock;
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
    const series: MetricSeries[] = [];
    for (const call of calls) {
      const found = await foundSeries(client, call, clock);
      series.push(...call.series.map((asked, index) => seriesOf(asked, found[index])));
    }
    return series;
  } finally {
    client.destroy();
  }
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
