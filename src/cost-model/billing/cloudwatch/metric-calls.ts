import type { AskedSeries, MetricsAsk } from './metrics-ask.ts';

/** Limits of one call of GetMetricData. */
const MOST_QUERIES = 500;
export const MOST_POINTS = 100_800;

/** One call, apart from its pages: series of one interval over whole intervals. */
export interface MetricCall {
  /** Seconds since 1970, on the interval's grid. */
  readonly from: number;
  readonly until: number;
  readonly series: readonly AskedSeries[];
}

/** As few calls as the limits allow. */
export function metricCalls(
  series: readonly AskedSeries[],
  { from, until }: MetricsAsk['window'],
): readonly MetricCall[] {
  const byPeriod = Map.groupBy(series, ({ periodSeconds }) => periodSeconds);
  return [...byPeriod].flatMap(([period, of]) => {
    const start = Math.floor(from / period) * period;
    const end = Math.ceil(until / period) * period;
    const points = (end - start) / period;
    const most = Math.max(1, Math.min(MOST_QUERIES, Math.floor(MOST_POINTS / points)));
    return chunksOf(of, most).map((chunk) => ({ from: start, until: end, series: chunk }));
  });
}

function chunksOf<T>(all: readonly T[], most: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
    all.slice(index * most, (index + 1) * most),
  );
}
