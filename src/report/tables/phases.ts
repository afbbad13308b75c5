import { whole } from '../../judge/format.ts';
import { samplesNeeded } from '../../judge/percentiles.ts';
import type { Summary } from '../../judge/types/summary.ts';
import { figure, formOf, loneFigure } from '../figure.ts';
import { left, plainRows, type Row, right, type Table, text } from '../table.ts';
import { ratioCells, ratioColumns } from './ratio.ts';

/** Produce response p99 of every phase, with its ratio where one was judged. */
export function phaseTable(summary: Summary): Table {
  const phases = summary.targets[0]?.produce.phases ?? [];
  const responses = phases.map(({ name }) =>
    summary.targets.map(({ produce }) => produce.phases.find((phase) => phase.name === name)?.response),
  );
  const form = formOf(
    'latency',
    responses.flat().map((response) => response?.p99 ?? null),
  );
  const rows = phases.map((phase, index): Row => {
    return {
      title: phase.name,
      unit: null,
      cells: [
        text(phase.role),
        loneFigure('records-per-second', phase.intendedRate, NO_VALID),
        ...(responses[index] ?? []).map((response) =>
          figure('latency', form, response?.p99 ?? null, fewSamples(response?.count ?? 0)),
        ),
        ...ratioCells(summary, 'produce.response.p99', phase.name),
      ],
    };
  });
  return {
    id: 'phases',
    title: 'Produce response p99, phase by phase',
    columns: [
      left('Phase'),
      left('Role'),
      right('Intended, records/s'),
      ...summary.targets.map((target) => right(`${target.name}, ${form.unit ?? ''}`)),
      ...ratioColumns(summary),
    ],
    groups: plainRows(rows, 'measured'),
    notes: ['Backlog and warm-up are sent and audited, and stay out of the headline figures.'],
  };
}

const NO_VALID = 'no samples in valid repetitions';

const fewSamples = (samples: number): string =>
  samples === 0 ? NO_VALID : `p99 needs at least ${whole(samplesNeeded(99))} samples; there were ${whole(samples)}`;
