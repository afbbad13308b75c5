import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { METRIC_METERS, METRIC_QUERIES } from '../../cost-model/billing/cloudwatch/metric-queries.ts';
import type { MetricsAsk } from '../../cost-model/billing/cloudwatch/metrics-ask.ts';
import { dayAfter } from '../../cost-model/billing/days.ts';
import { fetchPrometheus, prometheusMeters } from '../../cost-model/billing/prometheus/fetch-prometheus.ts';
import type { PromQueries } from '../../cost-model/billing/prometheus/queries/query-schema.ts';
import { readQueries } from '../../cost-model/billing/prometheus/queries/read-queries.ts';
import { platformsWithQueries, queriesFor } from '../../cost-model/billing/prometheus/queries/shipped-queries.ts';
import type { SavedMetrics } from '../../cost-model/billing/types/saved-billing.ts';
import type { MetricSeries, Period } from '../../cost-model/billing/types/source.ts';
import { inputError } from '../../errors.ts';
import { BILLING_FORMAT } from '../../evidence/billing.ts';
import type { Clock } from '../../http/clock.ts';
import type { Terminal } from '../terminal.ts';
import type { BilledTarget } from './billed-target.ts';
import { keepMetrics } from './keep.ts';
import { metricsText } from './metrics-text.ts';

/** What was asked of the days of the bill; of a run without any, of the day on which it began. */
const periodOf = ({ period, run }: BilledTarget): Period => period ?? dayOf(run?.startedAt ?? '');

function dayOf(startedAt: string): Period {
  const start = startedAt.slice(0, 10);
  return { start, end: Number.isNaN(Date.parse(start)) ? '' : dayAfter(start) };
}

const windowOf = ({ start, end }: Period) => ({ from: Date.parse(start) / 1e3, until: Date.parse(end) / 1e3 });

type Answer = Pick<SavedMetrics, 'from' | 'series' | 'meters' | 'losses'>;

export const cloudWatchAsk = (billed: BilledTarget): MetricsAsk => ({
  scope: billed.scope,
  window: windowOf(periodOf(billed)),
  queries: METRIC_QUERIES,
});

export async function fromCloudWatch(ask: MetricsAsk, cacheFolder: string, clock: Clock): Promise<Answer> {
  const { fetchMetrics } = await import('../../cost-model/billing/cloudwatch/fetch-metrics.ts');
  const series = await fetchMetrics(ask, { cacheFolder, clock });
  return { from: 'cloudwatch', series, meters: METRIC_METERS, losses: notesOf(series) };
}

/** What is to be known of the series that have points. */
function notesOf(series: readonly MetricSeries[]): readonly string[] {
  const told = new Set(series.filter(({ points }) => points.length > 0).map(({ name }) => name));
  return [...new Set(METRIC_QUERIES.flatMap(({ name, note }) => (told.has(name) && note !== undefined ? [note] : [])))];
}

/** The brokers' own metrics, as its platform's queries or those of a file ask for them. */
export async function fromPrometheus(
  billed: BilledTarget,
  file: string | undefined,
  { cwd, cacheFolder, clock }: { readonly cwd: string; readonly cacheFolder: string; readonly clock: Clock },
): Promise<Answer> {
  if (billed.prometheus === null) {
    throw inputError('prometheus', [
      {
        what: `it is not said where the metrics of ${billed.scope.target} are kept`,
        todo: "Name their Prometheus: `prometheus: { url: … }` under the target's `billing:`.",
      },
    ]);
  }
  const queries = queriesOf(billed, file, cwd);
  const ask = { address: billed.prometheus, scope: billed.scope, window: windowOf(periodOf(billed)), queries };
  const { series, losses } = await fetchPrometheus(ask, { from: cwd, cacheFolder, clock });
  return { from: 'prometheus', series, meters: prometheusMeters(queries), losses };
}

function queriesOf({ platform, scope }: BilledTarget, file: string | undefined, cwd: string): PromQueries {
  if (file !== undefined) return readQueries(textOf(resolve(cwd, file), file), file);
  const shipped = platform === null ? null : queriesFor(platform);
  if (shipped !== null) return shipped;
  throw inputError('prometheus-queries', [
    {
      what: `nothing is known of the metrics of ${platform ?? scope.target}`,
      todo: `Give queries of your own with --queries FILE; they are shipped for ${platformsWithQueries().join(', ')}.`,
    },
  ]);
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown cause';
    throw inputError('prometheus-queries', [
      { what: `the queries in ${file} cannot be read: ${why}`, todo: 'Give the path of a YAML file.', at: { file } },
    ]);
  }
}

/** Shows the series, and keeps them in the run where there is one. */
export function metricsShownAndKept(
  answer: Answer,
  billed: BilledTarget,
  json: boolean,
  { out, width }: Pick<Terminal, 'out' | 'width'>,
): void {
  const { scope, run } = billed;
  if (run !== null) {
    keepMetrics(run.folder, {
      formatVersion: BILLING_FORMAT,
      kind: 'metrics',
      scope,
      period: periodOf(billed),
      ...answer,
    });
  }
  out(json ? JSON.stringify(answer.series, null, 2) : metricsText(answer.series, answer.losses, width));
}
