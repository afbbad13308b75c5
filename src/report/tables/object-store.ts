import type { TargetSummary } from '../../judge/types/summary.ts';
import { left, right, type Table } from '../table.ts';
import { type Figure, figureRow } from './figure-row.ts';

const REQUESTS: readonly Figure[] = [
  { title: 'GET', metric: 'get', quantity: 'count' },
  { title: 'PUT', metric: 'put', quantity: 'count' },
  { title: 'LIST', metric: 'list', quantity: 'count' },
  { title: 'Other', metric: 'other', quantity: 'count' },
  { title: 'Answered with 503 (SlowDown)', metric: 'throttled', quantity: 'count' },
  { title: 'Failed otherwise', metric: 'failed', quantity: 'count' },
  { title: 'Disturbed by a fault', metric: 'injected', quantity: 'count' },
];

const DATA: readonly Figure[] = [
  { title: 'Written to it', metric: 'bytesWritten', quantity: 'bytes' },
  { title: 'Read from it', metric: 'bytesRead', quantity: 'bytes' },
];

const LATENCY: readonly Figure[] = [
  { title: 'GET p50', metric: 'getLatency.p50', quantity: 'latency' },
  { title: 'GET p99', metric: 'getLatency.p99', quantity: 'latency' },
  { title: 'PUT p50', metric: 'putLatency.p50', quantity: 'latency' },
  { title: 'PUT p99', metric: 'putLatency.p99', quantity: 'latency' },
];

const CACHE: readonly Figure[] = [{ title: 'Cache hit ratio, estimated', metric: 'cacheHitRatio', quantity: 'share' }];

/** What was asked of the object store; null where no target has one. */
export function objectStoreTable(targets: readonly TargetSummary[]): Table | null {
  if (targets.every(({ objectStore }) => objectStore === null)) return null;
  const rows = (figures: readonly Figure[]) =>
    figures.map((figure) => figureRow(targets, { ...figure, metric: `objectStore.${figure.metric}` }));
  const sources = new Set(targets.flatMap(({ objectStore }) => (objectStore === null ? [] : [objectStore.source])));
  return {
    id: 'object-store-figures',
    title: 'The object store, in figures',
    columns: [left('Figure'), ...targets.map(({ name }) => right(name))],
    groups: [
      { title: 'Requests', provenance: 'measured', rows: rows(REQUESTS) },
      { title: 'Data', provenance: 'measured', rows: rows(DATA) },
      { title: 'Time to an answer', provenance: 'measured', rows: rows(LATENCY) },
      { title: 'Reads that did not reach it', provenance: 'modelled', rows: rows(CACHE) },
    ],
    notes: [
      'As the proxy before the object store counted them while the load ran, over all valid repetitions.',
      ...[...sources].map((source) => `Cache hit ratio: ${source}.`),
    ],
  };
}
