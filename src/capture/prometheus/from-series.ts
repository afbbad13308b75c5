import { bytes as bytesOf } from '../../units.ts';
import { plural, sum } from '../estimates/captured-topic.ts';
import { hiddenNames } from '../hidden-names.ts';
import { burstSeconds } from '../rates/peak.ts';
import type { CapturedFigure, CapturedTopic, CapturedWhole, RateInterval, SizeShape } from '../types.ts';

/** What brokers' metrics tell of each topic: amounts of each interval, oldest first; nothing where none is known. */
export interface TopicSeries {
  readonly topic: string;
  readonly records: readonly number[];
  /** As they came: batches, compressed where producers compress. */
  readonly bytes: readonly number[];
  readonly bytesRead: readonly number[] | null;
  readonly partitions: number | null;
}

export interface SeriesTime {
  readonly startMs: number;
  readonly stepSeconds: number;
  /** Of each interval, whether there is data: the others are in no rate. */
  readonly known: readonly boolean[];
}

const knownSeconds = ({ known, stepSeconds }: SeriesTime): number => stepSeconds * known.filter((one) => one).length;

const NEAR_PEAK = 0.8;

const metric = (value: number, unit: string, how: string): CapturedFigure => {
  return { value, unit, seen: 'metrics', how, low: null, high: null };
};

/** A capture's topics and whole from metrics alone: rates, bytes as they were stored, and nothing of what records hold. */
export function fromSeries(
  series: readonly TopicSeries[],
  time: SeriesTime,
  hideNames: boolean,
): { readonly topics: readonly CapturedTopic[]; readonly whole: CapturedWhole } {
  const order = series.toSorted((a, b) => sum(b.records) - sum(a.records));
  const shown = hideNames ? hiddenNames(order.map(({ topic }) => topic)) : (name: string) => name;
  return {
    topics: order.map((one) => topicOf(one, time, shown(one.topic))),
    whole: wholeOf(order, time),
  };
}

/** A mean and nothing else: metrics know no other size of a record. */
function meanSize(records: readonly number[], bytes: readonly number[]): SizeShape | null {
  const count = sum(records);
  if (count === 0) return null;
  const mean = sum(bytes) / count;
  const how = 'bytes in ÷ records in: as stored, keys and headers among them, compressed where producers compress';
  const fitted = { kind: 'fixed', bytes: bytesOf(Math.max(1, Math.round(mean))) } as const;
  return { mean: metric(mean, 'B', how), quantiles: [], samples: 0, bins: [], fitted };
}

const NOTHING_OF_RECORDS = {
  compressionRatio: null,
  codecs: {},
  recordsPerBatch: null,
  keys: null,
  besideBytes: null,
  imbalance: null,
} as const;

function topicOf(one: TopicSeries, time: SeriesTime, name: string): CapturedTopic {
  const seconds = knownSeconds(time);
  const how = `records in, over ${seconds} s`;
  return {
    ...NOTHING_OF_RECORDS,
    valueBytes: meanSize(one.records, one.bytes),
    name,
    partitions: one.partitions ?? 1,
    intervals: intervalsOf(one.records, one.bytes, time),
    records: metric(seconds === 0 ? 0 : sum(one.records) / seconds, 'records/s', how),
    peakRecords: peakFigure(one.records, time, 'records/s'),
    batchBytes: null,
    headers: null,
    tombstones: null,
    logAppendTime: null,
    retentionSeconds: null,
    replication: null,
  };
}

/** Intervals of a minute are long enough by themselves. */
function peakFigure(amounts: readonly number[], { stepSeconds }: SeriesTime, unit: string): CapturedFigure {
  return metric(Math.max(0, ...amounts) / stepSeconds, unit, `the busiest interval of ${stepSeconds} s`);
}

const intervalsOf = (records: readonly number[], bytes: readonly number[], time: SeriesTime): readonly RateInterval[] =>
  records.flatMap((amount, index) =>
    time.known[index] === true
      ? [
          {
            fromMs: time.startMs + index * time.stepSeconds * 1e3,
            seconds: time.stepSeconds,
            recordsPerSecond: amount / time.stepSeconds,
            bytesPerSecond: (bytes[index] ?? 0) / time.stepSeconds,
          },
        ]
      : [],
  );

function wholeOf(series: readonly TopicSeries[], time: SeriesTime): CapturedWhole {
  const added = (of: (one: TopicSeries) => readonly number[]): readonly number[] =>
    Array.from({ length: Math.max(0, ...series.map((one) => of(one).length)) }, (_, index) =>
      sum(series.map((one) => of(one)[index] ?? 0)),
    );
  const [records, bytes] = [added((one) => one.records), added((one) => one.bytes)];
  const seconds = knownSeconds(time);
  const average = seconds === 0 ? 0 : sum(records) / seconds;
  const peak = peakFigure(records, time, 'records/s');
  const read = series.every(({ bytesRead }) => bytesRead === null) ? null : sum(added((one) => one.bytesRead ?? []));
  const partitions = series.map((one) => one.partitions);
  const over = `metrics of ${plural(series.length, 'topic')} over ${seconds} s`;
  const stored = `${over}; batches as they came, compressed where producers compress`;
  return {
    ...NOTHING_OF_RECORDS,
    valueBytes: meanSize(records, bytes),
    slotSeconds: time.stepSeconds,
    intervals: intervalsOf(records, bytes, time),
    past: [],
    averageRecordsPerSecond: metric(average, 'records/s', over),
    peakRecordsPerSecond: peak,
    averageBytesPerSecond: seconds === 0 ? null : metric(sum(bytes) / seconds, 'B/s', stored),
    peakBytesPerSecond: {
      ...peakFigure(bytes, time, 'B/s'),
      how: `the busiest interval of ${time.stepSeconds} s, as batches came`,
    },
    burstiness: metric(average === 0 ? 1 : peak.value / average, 'ratio', `peak ÷ average of ${over}`),
    fanOut:
      read === null || sum(bytes) === 0
        ? null
        : metric(read / sum(bytes), 'times', 'bytes out ÷ bytes in, whatever was read again among them'),
    retentionSeconds: null,
    backlogBytes: null,
    partitions: metric(sum(partitions.map((count) => count ?? 1)), 'partitions', partitionWords(partitions)),
    replication: null,
    zones: null,
    burstSeconds: metric(
      Math.max(time.stepSeconds, burstSeconds(records, time.stepSeconds, NEAR_PEAK * peak.value * time.stepSeconds)),
      's',
      `the longest time above ${NEAR_PEAK * 100}% of the peak`,
    ),
    readers: null,
    producers: null,
    unpackedBatchBytes: null,
  };
}

function partitionWords(partitions: readonly (number | null)[]): string {
  const unknown = partitions.filter((count) => count === null).length;
  return unknown === 0
    ? 'metrics of each topic'
    : `metrics; ${plural(unknown, 'topic')} whose partitions no metric tells count as one each`;
}
