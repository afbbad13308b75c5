import { inputError } from '../../../errors.ts';
import type { ServiceAddress } from '../../../http/access.ts';
import { type Clock, systemClock } from '../../../http/clock.ts';
import { type Asking, ask, prometheusAccess } from '../../../prometheus/ask.ts';
import { queryRange } from '../../../prometheus/query-range.ts';
import { queryText } from '../../../prometheus/query-text.ts';
import { type RangeSeries, sampleValue } from '../../../prometheus/range-result.ts';
import { intervalsIn } from '../../../prometheus/windows.ts';
import type { MetricMeter } from '../measured-quantities/metric-meter.ts';
import type { BillingScope, MetricSeries } from '../types/source.ts';
import { keptAnswers } from './kept-answers.ts';
import type { PromQueries, PromQuery } from './queries/query-schema.ts';

export interface PrometheusAsk {
  readonly address: ServiceAddress;
  readonly scope: Pick<BillingScope, 'resources'>;
  /** Seconds since 1970; `until` is the first that is not asked. */
  readonly window: { readonly from: number; readonly until: number };
  readonly queries: PromQueries;
  readonly stepSeconds?: number;
}

export interface PrometheusSettings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folder that caFile starts from. */
  readonly from?: string;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Where answers are kept until all was fetched, so that a fetch that ended early goes on; nowhere where left out. */
  readonly cacheFolder?: string;
}

export interface PrometheusMetrics {
  readonly series: readonly MetricSeries[];
  /** What is missing, doubtful or to be known, each in a sentence. */
  readonly losses: readonly string[];
}

/** Wider than two scrapes of a minute: an increase needs two points. */
const STEP_SECONDS = 300;
const TIMEOUT_MS = 30_000;

/**
 * The series of every query over the window. A point stands at the start of its interval and for all of it. A query
 * without series has one without points where its metrics exist, and a sentence in any case.
 * @throws WorkbenchError (2) where credentials are not set, (4) where Prometheus cannot be reached or refuses.
 */
export async function fetchPrometheus(
  asked: PrometheusAsk,
  { env = process.env, from = '.', timeoutMs = TIMEOUT_MS, clock, cacheFolder }: PrometheusSettings = {},
): Promise<PrometheusMetrics> {
  const asking: Asking = {
    access: prometheusAccess(asked.address, env, from),
    timeoutMs,
    ...(clock === undefined ? {} : { clock }),
  };
  const { window, stepSeconds = STEP_SECONDS } = asked;
  if (!(intervalsIn(window.from, window.until, stepSeconds) >= 1)) {
    throw inputError('billing-period', [
      {
        what: `Prometheus is asked for less than one interval of ${stepSeconds} s`,
        todo: 'Choose a start before its end, at least an interval apart.',
      },
    ]);
  }
  const found: PrometheusMetrics[] = [];
  const { queries } = asked.queries;
  const kept = keptAnswers(asked, cacheFolder, clock ?? systemClock);
  for (const query of queries) found.push(await kept.of(query, () => fetchQuery(asking, asked, query)));
  // Points may still be added to any window: all is asked anew the next time.
  for (const query of queries) kept.forget(query);
  return {
    series: found.flatMap(({ series }) => series),
    losses: [...new Set(found.flatMap(({ losses }) => losses))],
  };
}

/** How those that are paid for become quantities. */
export const prometheusMeters = ({ queries }: PromQueries): readonly MetricMeter[] =>
  queries.flatMap(({ name, statistic, price }) =>
    price === undefined ? [] : [{ metric: name, statistic, price, as: statistic === 'Sum' ? 'sum' : 'average' }],
  );

async function fetchQuery(asking: Asking, asked: PrometheusAsk, query: PromQuery): Promise<PrometheusMetrics> {
  const { scope, window, queries, stepSeconds = STEP_SECONDS } = asked;
  const text = queryText(query.query, queries.labels, scope.resources, stepSeconds);
  const { series: parts, warnings } = await queryRange(asking, { name: query.name, text, window, stepSeconds });
  const losses = warnings.map((warning) => `${query.name}: Prometheus warns: ${warning}`);
  const joined = [...Map.groupBy(parts, ({ labels }) => JSON.stringify(Object.entries(labels).toSorted())).values()];
  if (joined.length === 0) return nothingFound(asking, query, stepSeconds, losses);
  const expected = intervalsIn(window.from, window.until, stepSeconds);
  const series = joined.map((group) => seriesOf(group, query, stepSeconds, expected, warnings.length === 0));
  return { series, losses: [...losses, ...infinite(joined, query), ...noteOf(query)] };
}

function seriesOf(
  group: readonly RangeSeries[],
  { name, unit, statistic }: PromQuery,
  periodSeconds: number,
  expected: number,
  isWhole: boolean,
): MetricSeries {
  const points = group
    .flatMap(({ samples }) => samples)
    .map(([at, value]) => [at - periodSeconds, sampleValue(value)] as const)
    .filter(([, value]) => Number.isFinite(value))
    .toSorted(([a], [b]) => a - b);
  return {
    name,
    unit,
    dimensions: group[0]?.labels ?? {},
    statistic,
    periodSeconds,
    points,
    // Of a counter, an interval without a point is one that nobody looked at: it is not zero.
    complete: isWhole && (statistic !== 'Sum' || points.length === expected),
  };
}

/** Dividing by nothing gives NaN, and means that nothing happened; infinity is a mistake somewhere. */
const infinite = (groups: readonly (readonly RangeSeries[])[], { name }: PromQuery): readonly string[] => {
  const all = groups.flat().flatMap(({ samples }) => samples.map(([, value]) => sampleValue(value)));
  const count = all.filter((value) => Math.abs(value) === Infinity).length;
  return count === 0 ? [] : [`${name}: ${count} points are infinite and left out`];
};

const noteOf = ({ name, note }: PromQuery): readonly string[] => (note === undefined ? [] : [`${name}: ${note}`]);

/** A metric that nobody publishes is something else than one that has no point in the window. */
async function nothingFound(
  asking: Asking,
  { name, metrics, unit, statistic }: PromQuery,
  periodSeconds: number,
  losses: readonly string[],
): Promise<PrometheusMetrics> {
  const missing: string[] = [];
  for (const metric of metrics) {
    const { data } = await ask(asking, '/api/v1/label/__name__/values', [['match[]', metric]]);
    if (!Array.isArray(data) || !data.includes(metric)) missing.push(metric);
  }
  if (missing.length > 0) {
    return { series: [], losses: [...losses, `${name}: Prometheus has no metric ${missing.join(' and ')}`] };
  }
  const empty = { name, unit, dimensions: {}, statistic, periodSeconds, points: [], complete: false };
  return {
    series: [empty],
    losses: [...losses, `${name}: its metrics exist, and have nothing in this window with these labels`],
  };
}
