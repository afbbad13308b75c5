import type { Metric } from '../evidence/types/metrics.ts';

type Label = 'kind' | 'target' | 'repetition' | 'thread' | 'index' | 'group' | 'operation';
type Fields = { readonly [K in Metric['kind']]: Readonly<Record<Counted<K>, 'always' | 'or null' | 'or absent'>> };
type Counted<K extends Metric['kind']> = Exclude<keyof Extract<Metric, { readonly kind: K }>, Label>;

/** The numbers of a line of metrics.jsonl, and whether one may be null, or missing from an older run. */
const FIELDS: Fields = {
  generator: {
    second: 'always',
    cpuSeconds: 'always',
    eventLoopMaxMs: 'always',
    eventLoopP99Ms: 'always',
    heapBytes: 'always',
  },
  sends: {
    second: 'always',
    offered: 'always',
    acknowledged: 'always',
    acknowledgedBytes: 'always',
    failed: 'always',
    unknown: 'always',
    unsent: 'always',
    bufferedBytes: 'always',
    pacingLateMicros: 'always',
    lateRecords: 'always',
    compressingMicros: 'or absent',
    retried: 'or absent',
  },
  outcomes: {
    second: 'always',
    intended: 'always',
    acknowledged: 'always',
    acknowledgedInLimit: 'always',
    failed: 'always',
    unknown: 'always',
    unsent: 'always',
  },
  group: {
    second: 'always',
    records: 'always',
    again: 'or absent',
    bytes: 'always',
    lag: 'or null',
    fetches: 'always',
    asked: 'or absent',
    open: 'or absent',
  },
  'object-store': {
    second: 'always',
    requests: 'always',
    bytesWritten: 'always',
    bytesRead: 'always',
    throttled: 'always',
    failed: 'always',
    injected: 'always',
  },
  clock: { second: 'always', wallMinusMonotonicMs: 'always' },
  platform: { second: 'always', node: 'always', cpuSeconds: 'always', rssBytes: 'always', diskReadBytes: 'or null' },
};

/** Numbers that a line should have and does not, as after an edit or from another version of the workbench. */
export function fieldsMissing(line: Metric): readonly string[] {
  const values: Readonly<Record<string, unknown>> = { ...line };
  // What is read is no more than JSON: its kind may be one that this version does not know.
  const fields: Readonly<Record<string, string>> = Object.hasOwn(FIELDS, line.kind) ? FIELDS[line.kind] : {};
  return Object.entries(fields).flatMap(([name, allowed]) => {
    const value = values[name];
    const without = (value === null && allowed === 'or null') || (value === undefined && allowed === 'or absent');
    return Number.isFinite(value) || without ? [] : [name];
  });
}
