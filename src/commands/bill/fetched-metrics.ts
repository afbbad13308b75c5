import type { Clock } from '../../cost-model/billing/aws/clock.ts';
import { fetchMetrics } from '../../cost-model/billing/cloudwatch/fetch-metrics.ts';
import { METRIC_METERS } from '../../cost-model/billing/cloudwatch/metric-queries.ts';
import type { MetricQuery } from '../../cost-model/billing/cloudwatch/metric-query.ts';
import type { MetricsAsk } from '../../cost-model/billing/cloudwatch/metrics-ask.ts';
import type { MetricSeries, Period } from '../../cost-model/billing/types/source.ts';
import { significant } from '../../judge/format.ts';
import { table } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import type { BilledTarget } from './billed-target.ts';
import { keepMetrics } from './keep.ts';

const DAY_MS = 86_400_000;

/** Of the days that are asked for; of a run without any, of the day on which it began. */
export function metricsAsk({ scope, period, run }: BilledTarget, queries: readonly MetricQuery[]): MetricsAsk {
  const { start, end } = period ?? dayOf(run?.startedAt ?? '');
  return {
    scope,
    window: { from: Date.parse(start) / 1e3, until: Date.parse(end) / 1e3 },
    queries,
  };
}

function dayOf(startedAt: string): Period {
  const start = startedAt.slice(0, 10);
  const next = Date.parse(start) + DAY_MS;
  return { start, end: Number.isNaN(next) ? '' : new Date(next).toISOString().slice(0, 10) };
}

/** Fetches, shows, and keeps the series in the run where there is one. */
export async function fetchedMetrics(
  ask: MetricsAsk,
  { scope, run }: BilledTarget,
  { json, clock }: { readonly json: boolean; readonly clock: Clock },
  { out, width }: Pick<Terminal, 'out' | 'width'>,
): Promise<void> {
  const series = await fetchMetrics(ask, { clock });
  const isoDay = (seconds: number): string => new Date(seconds * 1e3).toISOString().slice(0, 10);
  if (run !== null) {
    keepMetrics(run.folder, {
      formatVersion: 1,
      kind: 'metrics',
      scope,
      from: 'cloudwatch',
      period: { start: isoDay(ask.window.from), end: isoDay(ask.window.until) },
      series,
      meters: METRIC_METERS,
      losses: notesOf(ask.queries, series),
    });
  }
  out(json ? JSON.stringify(series, null, 2) : metricsText(series, notesOf(ask.queries, series), width));
}

/** What is to be known of the series that have points. */
const notesOf = (queries: readonly MetricQuery[], series: readonly MetricSeries[]): readonly string[] => {
  const told = new Set(series.filter(({ points }) => points.length > 0).map(({ name }) => name));
  return [...new Set(queries.flatMap(({ name, note }) => (told.has(name) && note !== undefined ? [note] : [])))];
};

function metricsText(series: readonly MetricSeries[], notes: readonly string[], width: number): string {
  const rows = series.map(({ name, dimensions, statistic, unit, points, periodSeconds, complete }) => {
    const sum = points.reduce((total, [, value]) => total + value, 0);
    const value = statistic === 'Sum' ? sum : sum / Math.max(1, points.length);
    return [
      name,
      Object.values(dimensions).join(' '),
      points.length === 0 ? 'nothing published' : `${significant(value)} ${unit}`,
      statistic === 'Sum' ? 'in all' : 'on average',
      `${points.length} × ${periodSeconds} s${complete ? '' : ', not all of it'}`,
    ];
  });
  return [
    table([['metric', 'of', 'value', '', 'points'], ...rows], {
      align: ['left', 'left', 'right', 'left', 'right'],
      maxWidth: Math.max(30, Math.floor(width / 3)),
    }),
    ...notes,
  ].join('\n');
}
