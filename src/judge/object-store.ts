import type { Metric } from '../evidence/types/metrics.ts';
import { intervalsOf, merge, mergedOver } from './histograms.ts';
import { percentilesOf } from './percentiles.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { within } from './timeline.ts';
import type { ObjectStoreSummary, Percentiles } from './types/figures.ts';

type StoreLine = Extract<Metric, { readonly kind: 'object-store' }>;

/**
 * Requests to the object store in one pass, or in several taken together: from the epoch to the end of the last
 * second in which a record was sent or a group read something. The complete reading of the audit comes after that and
 * is nobody's load. null where no pass has an object store behind the proxy.
 */
export function measureObjectStore(passes: readonly RepetitionEvidence[]): ObjectStoreSummary | null {
  const seen = passes.filter((pass) => metricsOf(pass, 'object-store').length > 0);
  if (seen.length === 0) return null;
  const lines = seen.flatMap((pass) => {
    const end = endOfUse(pass);
    return metricsOf(pass, 'object-store').filter(({ second }) => second < end);
  });
  const sum = (count: (line: StoreLine) => number): number => lines.reduce((total, line) => total + count(line), 0);
  const requests = (operation: StoreLine['operation']): number =>
    sum((line) => (line.operation === operation ? line.requests : 0));
  const [put, get, list] = [requests('put'), requests('get'), requests('list')];
  const bytesWritten = sum((line) => line.bytesWritten);
  const bytesRead = sum((line) => line.bytesRead);
  return {
    put,
    get,
    list,
    other: sum((line) => line.requests) - put - get - list,
    bytes: bytesWritten + bytesRead,
    bytesWritten,
    bytesRead,
    throttled: sum((line) => line.throttled),
    failed: sum((line) => line.failed),
    injected: sum((line) => line.injected),
    cacheHitRatio: cacheHitRatio(
      seen,
      // Answers to other requests, such as errors, are nothing that a cache could have held.
      sum((line) => (line.operation === 'get' ? line.bytesRead : 0)),
    ),
    source: 'estimated: 1 − bytes read from the object store ÷ bytes read by consumers',
    getLatency: latency(seen, 'get'),
    putLatency: latency(seen, 'put'),
  };
}

/** Below 0 where more was read from the store than by consumers. */
function cacheHitRatio(passes: readonly RepetitionEvidence[], bytesRead: number): number | null {
  const consumed = passes.flatMap((pass) => metricsOf(pass, 'group')).reduce((total, { bytes }) => total + bytes, 0);
  return consumed === 0 ? null : 1 - bytesRead / consumed;
}

/** The end of the last second in which a record was sent or a group read something. */
export function endOfUse(pass: RepetitionEvidence): number {
  const read = metricsOf(pass, 'group').flatMap(({ second, records }) => (records > 0 ? second + 1 : []));
  const sent = metricsOf(pass, 'sends').map(({ second }) => second + 1);
  return [...read, ...sent].reduce((latest, end) => Math.max(latest, end), 0);
}

function latency(passes: readonly RepetitionEvidence[], operation: string): Percentiles {
  const chosen = passes.map((pass) =>
    mergedOver(
      intervalsOf(pass, { path: 'object-store', kind: 'request', group: operation }),
      within(0, endOfUse(pass)),
    ),
  );
  return percentilesOf(merge(chosen));
}
