import type { Metric } from '../evidence/types/metrics.ts';
import { MIB } from '../units.ts';
import { endOfUse } from './object-store.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { wholeSecond } from './timeline.ts';
import type { ObjectStorePoint } from './types/series.ts';

type StoreLine = Extract<Metric, { readonly kind: 'object-store' }>;

/** One point for every second in which the store was asked while the load was on, in their order: what the summary counts. */
export function objectStoreSeries(pass: RepetitionEvidence): readonly ObjectStorePoint[] {
  const end = endOfUse(pass);
  const lines = metricsOf(pass, 'object-store').filter(({ second }) => second < end);
  const seconds = Map.groupBy(lines, wholeSecond);
  return [...seconds]
    .sort(([a], [b]) => a - b)
    .map(([second, lines]) => {
      const sum = (count: (line: StoreLine) => number) => lines.reduce((total, line) => total + count(line), 0);
      const requests = (isMeant: (line: StoreLine) => boolean) => sum((line) => (isMeant(line) ? line.requests : 0));
      return {
        second,
        put: requests(({ operation }) => operation === 'put'),
        get: requests(({ operation }) => operation === 'get'),
        other: requests(({ operation }) => operation !== 'put' && operation !== 'get'),
        throttled: sum(({ throttled }) => throttled),
        failed: sum(({ failed }) => failed),
        mibWritten: sum(({ bytesWritten }) => bytesWritten) / MIB,
        mibRead: sum(({ bytesRead }) => bytesRead) / MIB,
      };
    });
}
