import type { MetricFigure } from '../types/run-bill.ts';
import type { SavedMetrics } from '../types/saved-billing.ts';
import type { MetricSeries } from '../types/source.ts';

/** One figure a series: what its points add up to, or their average. */
export const metricFigures = (saved: readonly SavedMetrics[]): readonly MetricFigure[] =>
  saved.flatMap(({ scope, from, period, series }) =>
    series.map((one) => ({
      target: scope.target,
      from,
      period,
      name: one.name,
      of: Object.entries(one.dimensions)
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      unit: one.unit,
      statistic: one.statistic,
      value: figureOf(one),
      points: one.points.length,
      periodSeconds: one.periodSeconds,
      complete: one.complete,
    })),
  );

/** Only what was counted adds up over time; a latency or a share has an average. */
export function figureOf({ statistic, points }: Pick<MetricSeries, 'statistic' | 'points'>): number | null {
  if (points.length === 0) return null;
  const sum = points.reduce((total, [, value]) => total + value, 0);
  return statistic === 'Sum' ? sum : sum / points.length;
}
