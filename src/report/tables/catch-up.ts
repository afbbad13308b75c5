import type { Summary } from '../../judge/types/summary.ts';
import { groupedDigits } from '../format.ts';
import { type Cell, left, list, plainRows, type Row, right, type Table, text } from '../table.ts';
import { SOURCE_TITLES } from '../words.ts';
import { type Figure, figureRow } from './figure-row.ts';

const FIGURES: readonly Figure[] = [
  { title: 'Time until the last group is at the tail', metric: 'timeToTailSeconds', quantity: 'seconds' },
  { title: 'Records read', metric: 'records', quantity: 'records' },
  { title: 'Data read', metric: 'bytes', quantity: 'bytes' },
  { title: 'Drain rate', metric: 'mibPerSecond', quantity: 'mib-per-second' },
  { title: 'Fetch p50', metric: 'fetch.p50', quantity: 'latency' },
  { title: 'Fetch p99', metric: 'fetch.p99', quantity: 'latency' },
  { title: 'Fetch maximum', metric: 'fetch.max', quantity: 'latency' },
  { title: 'Produce p99 before', metric: 'collateral.produceBaseline.p99', quantity: 'latency' },
  { title: 'Produce p99 during', metric: 'collateral.produceDuring.p99', quantity: 'latency' },
  { title: 'Produce p99, during ÷ before', metric: 'collateral.produceP99Ratio', quantity: 'ratio' },
  { title: 'Tail p99 before', metric: 'collateral.tailBaseline.p99', quantity: 'latency' },
  { title: 'Tail p99 during', metric: 'collateral.tailDuring.p99', quantity: 'latency' },
  { title: 'Tail p99, during ÷ before', metric: 'collateral.tailP99Ratio', quantity: 'ratio' },
];

/** The four figures of a catch-up and where the data was read from; null where none took place. */
export function catchUpTable({ targets }: Summary): Table | null {
  if (targets.every((target) => target.catchUp === null)) return null;
  const measured = FIGURES.map((figure) => figureRow(targets, { ...figure, metric: `catchUp.${figure.metric}` }));
  const words = (title: string, say: (catchUp: NonNullable<Summary['targets'][number]['catchUp']>) => Cell): Row => ({
    title,
    unit: null,
    cells: targets.map((target) => (target.catchUp === null ? text('no catch-up') : say(target.catchUp))),
  });
  return {
    id: 'catch-up',
    title: 'Catching up, in figures',
    columns: [left('Figure'), ...targets.map((target) => right(target.name))],
    groups: plainRows(
      [
        words('Read from', ({ source }) => text(SOURCE_TITLES[source])),
        words('How that is known', ({ evidence }) => list([groupedDigits(evidence)])),
        ...measured,
      ],
      'measured',
    ),
    notes: ['Only reads from disk or from a remote tier are called cold.'],
  };
}
