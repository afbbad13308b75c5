import { numberAtPath } from '../../judge/metric-path.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import type { NumberedFault } from '../faults.ts';
import { figure, formOf } from '../figure.ts';
import { whyMissing } from '../missing-figure.ts';
import { left, type Row, right, type Table } from '../table.ts';

const PATHS = { response: 'Produce response', endToEnd: 'End to end' } as const;
const PERCENTILES = { p50: 'p50', p99: 'p99', p999: 'p99.9' } as const;
const STRETCHES = ['before', 'during', 'after'] as const;

/** Percentiles of the records intended before one fault, during it, and after it was healed. */
export function disturbanceTable({ id, number, name }: NumberedFault, targets: readonly TargetSummary[]): Table {
  const columns = targets.flatMap((target) => STRETCHES.map((stretch) => ({ target, stretch })));
  const row = (path: string, percentile: string, title: string): Row => {
    const cells = columns.map(({ target, stretch }) => {
      const metric = `recovery.${id}.${stretch}.${path}.${percentile}`;
      return { target, metric, value: numberAtPath(target, metric) };
    });
    const form = formOf(
      'latency',
      cells.map(({ value }) => value),
    );
    return {
      title,
      unit: form.unit,
      cells: cells.map(({ target, metric, value }) =>
        figure('latency', form, value, whyMissing(target, metric), { target: target.name, metric }),
      ),
    };
  };
  return {
    id: `disturbance-${number}`,
    title: `${number} ${name}: latency before, during and after`,
    columns: [left('Figure'), ...columns.map(({ target, stretch }) => right(`${target.name}, ${stretch}`))],
    groups: Object.entries(PATHS).map(([path, title]) => ({
      title,
      provenance: 'measured' as const,
      rows: Object.entries(PERCENTILES).map(([key, words]) => row(path, key, words)),
    })),
    notes: [
      'Before: up to 10 s of the same load. During: until it was seen to be healed. After: until the next fault, or the end of the load.',
    ],
  };
}
