import { MIB, parseDuration, parseRate } from '../units.ts';
import { type MetricUnit, metricNamed } from './metrics.ts';
import { rateValue } from './quantities.ts';
import type { ThresholdInput } from './schema.ts';
import type { Threshold } from './types.ts';

type Reader = (limit: string | number) => number | null;

const duration =
  (millisecondsPerUnit: number): Reader =>
  (limit) =>
    typeof limit === 'string' ? parseDuration(limit) / millisecondsPerUnit : null;

const rate =
  (kind: 'records' | 'bytes', perUnit: number): Reader =>
  (limit) => {
    const read = typeof limit === 'string' ? parseRate(limit) : null;
    return read?.kind === kind ? rateValue(read) / perUnit : null;
  };

const plain: Reader = (limit) => (typeof limit === 'number' && limit >= 0 ? limit : null);

const share: Reader = (limit) => {
  if (typeof limit === 'number') return limit >= 0 && limit <= 1 ? limit : null;
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(limit)?.[1];
  return percent === undefined || Number(percent) > 100 ? null : Number((Number(percent) / 100).toPrecision(12));
};

/** How a limit is written for each unit, and how it is read. */
const READERS: Readonly<Record<MetricUnit, { readonly read: Reader; readonly example: string }>> = {
  ms: { read: duration(1), example: 'a duration such as 50ms' },
  s: { read: duration(1e3), example: 'a duration such as 30s' },
  'records/s': { read: rate('records', 1), example: 'a rate of records such as 2000/s' },
  'MiB/s': { read: rate('bytes', MIB), example: 'a rate of bytes such as 20MiB/s' },
  fraction: { read: share, example: 'a share such as 99.9% or 0.999' },
  records: { read: plain, example: 'a number of records such as 0' },
  requests: { read: plain, example: 'a number of requests such as 0' },
  ratio: { read: plain, example: 'a number such as 1.5' },
};

/** The limit in the metric's unit, or what it should look like. The metric must be a known one. */
export function readLimit(metric: string, limit: string | number): number | { readonly expected: string } {
  const unit = metricNamed(metric)?.unit ?? 'ratio';
  const { read, example } = READERS[unit];
  try {
    return read(limit) ?? { expected: example };
  } catch (error) {
    if (error instanceof RangeError) return { expected: example };
    throw error;
  }
}

/** A threshold of the plan; the scenario's rules have already refused what cannot be read. */
export function planThreshold({ metric, phase, atMost, atLeast, abortOnFail }: ThresholdInput): Threshold {
  const comparator = atMost === undefined ? 'at-least' : 'at-most';
  const value = readLimit(metric, atMost ?? atLeast ?? Number.NaN);
  if (typeof value !== 'number') throw new RangeError(`${metric} takes ${value.expected}`);
  return {
    id: thresholdId(metric, phase, comparator),
    metric,
    phase: phase ?? null,
    comparator,
    value,
    unit: metricNamed(metric)?.unit ?? '',
    abortOnFail,
  };
}

/** `produce.response.p99@burst:at-most` */
export function thresholdId(metric: string, phase: string | undefined, comparator: Threshold['comparator']): string {
  return `${metric}${phase === undefined ? '' : `@${phase}`}:${comparator}`;
}
