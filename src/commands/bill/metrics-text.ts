import { figureOf } from '../../cost-model/billing/run-bill/metric-figures.ts';
import type { MetricSeries } from '../../cost-model/billing/types/source.ts';
import { significant } from '../../judge/format.ts';
import { wrap } from '../../report/terminal-text.ts';
import { table } from '../output.ts';

/** One line a series: what its points add up to, or their average, and what is to be known of it. */
export function metricsText(series: readonly MetricSeries[], notes: readonly string[], width: number): string {
  const rows = series.map(({ name, dimensions, statistic, unit, points, periodSeconds, complete }) => {
    const value = figureOf({ statistic, points });
    return [
      name,
      Object.values(dimensions).join(' '),
      value === null ? 'nothing published' : `${significant(value)} ${unit}`,
      statistic === 'Sum' ? 'in all' : 'on average',
      `${points.length} × ${periodSeconds} s${complete ? '' : ', not all of it'}`,
    ];
  });
  return [
    table([['metric', 'of', 'value', '', 'points'], ...rows], {
      align: ['left', 'left', 'right', 'left', 'right'],
      maxWidth: Math.max(30, Math.floor(width / 3)),
    }),
    ...notes.flatMap((note) => wrap(note, width)),
  ].join('\n');
}
