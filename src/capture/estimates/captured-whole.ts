import { burstSeconds, peakOf } from '../rates/peak.ts';
import type { Sample } from '../sampling/sample.ts';
import type { CapturedFigure, CapturedTopic, CapturedWhole, KeyShape, RateInterval } from '../types.ts';
import { codecShares, plural, type SeenTime, sampleWords, sum } from './captured-topic.ts';
import { counted, figureOrNull, sampled } from './figures.ts';
import { producersSeen } from './producers-seen.ts';
import { rateOf } from './rate-of.ts';
import { retained } from './retained.ts';
import { sizeShape } from './size-shape.ts';

/** A slot belongs to a burst from this share of the peak on. */
const NEAR_PEAK = 0.8;

/** What is known beside the topics, each as a figure already or null. */
export interface SeenBeside {
  readonly fanOut: CapturedFigure | null;
  readonly readers: CapturedFigure | null;
  readonly backlogRecords: CapturedFigure | null;
  readonly zones: CapturedFigure | null;
  readonly past: readonly RateInterval[];
  /** Words where not everything was watched. */
  readonly atLeast: string;
}

/** All topics together. `topics` and `intervals` are those that were told; `slots` the exact ones. */
export function capturedWhole(
  topics: readonly CapturedTopic[],
  slotsOf: readonly ArrayLike<number>[],
  sample: Sample | null,
  time: SeenTime,
  beside: SeenBeside,
): CapturedWhole {
  const how = sampleWords(sample);
  const slots = addedUp(topics, slotsOf);
  const seconds = slots.records.length * time.slotSeconds;
  const peak = peakOf(slots.records, time.slotSeconds);
  const average = seconds === 0 ? 0 : sum(slots.records) / seconds;
  const bytes = sample?.bytesPerRecord.estimate() ?? null;
  const averageBytes = seconds === 0 ? 0 : sum(slots.bytes) / seconds;
  const overAll = `${plural(topics.length, 'topic')} over ${seconds} s`;
  const told = rateOf(topics);
  const offsets = sum(slotsOf.map((own) => sum(own)));
  const perOffset = offsets === 0 ? 1 : sum(slots.records) / offsets;
  // The interval of the mean size is the interval of the bytes, beside which that of the records is small.
  const inBytes = (value: number, words: string): CapturedFigure | null =>
    bytes === null
      ? null
      : sampled(value, 'B/s', words, scaled(bytes.low, value / bytes.value), scaled(bytes.high, value / bytes.value));
  const peakBytes = peakOf(slots.bytes, time.slotSeconds).perSecond;
  return {
    slotSeconds: time.slotSeconds,
    intervals: Array.from(slots.records, (records, slot) => ({
      fromMs: Math.round(time.startMs + slot * time.slotSeconds * 1e3),
      seconds: time.slotSeconds,
      recordsPerSecond: records / time.slotSeconds,
      bytesPerSecond: bytes === null ? null : (slots.bytes[slot] as number) / time.slotSeconds,
    })),
    past: beside.past.map((interval) => ({
      ...interval,
      recordsPerSecond: interval.recordsPerSecond * perOffset,
      bytesPerSecond: bytes === null ? null : interval.recordsPerSecond * perOffset * bytes.value,
    })),
    averageRecordsPerSecond: told(average, 'records/s', `ends of partitions: ${overAll}${beside.atLeast}`),
    peakRecordsPerSecond: told(
      peak.perSecond,
      'records/s',
      `the highest ${peak.seconds} s in a row of ${seconds} s${beside.atLeast}`,
    ),
    averageBytesPerSecond: inBytes(
      averageBytes,
      `records ${told(average, '', '').seen}, times the mean value of ${how}${beside.atLeast}`,
    ),
    peakBytesPerSecond: inBytes(
      peakBytes,
      `the highest ${peak.seconds} s in a row, times the mean value of ${how}${beside.atLeast}`,
    ),
    burstiness: {
      ...told(average === 0 ? 1 : peak.perSecond / average, 'ratio', `peak ÷ average: ${overAll}`),
      low: null,
      high: null,
    },
    fanOut: beside.fanOut,
    retentionSeconds: retained(topics, bytesPerRecord),
    backlogBytes: backlog(beside.backlogRecords, bytes?.value ?? null),
    partitions: counted(sum(topics.map(({ partitions }) => partitions)), 'partitions', 'metadata'),
    replication: replication(topics),
    zones: beside.zones,
    burstSeconds: counted(
      burstSeconds(slots.records, time.slotSeconds, NEAR_PEAK * peak.perSecond * time.slotSeconds),
      's',
      `the longest time above ${NEAR_PEAK * 100}% of the peak`,
    ),
    readers: beside.readers,
    producers: producersSeen(sample, how),
    valueBytes: sample === null ? null : sizeShape(sample, how),
    besideBytes: figureOrNull(sample?.besideBytes.estimate() ?? null, 'B', how),
    compressionRatio: figureOrNull(sample?.compression.estimate() ?? null, 'ratio', how),
    codecs: sample === null ? {} : codecShares(sample),
    recordsPerBatch: figureOrNull(sample?.recordsPerBatch.estimate() ?? null, 'records', how),
    unpackedBatchBytes: figureOrNull(sample?.unpackedBatchBytes.estimate() ?? null, 'B', how),
    keys: keysOf(topics),
    imbalance: meanFigure(topics, ({ imbalance }) => imbalance),
  };
}

/** Records and bytes of each slot; topics without samples count with the mean of the others. */
function addedUp(topics: readonly CapturedTopic[], slotsOf: readonly ArrayLike<number>[]) {
  const length = Math.max(0, ...slotsOf.map((slots) => slots.length));
  const records = new Float64Array(length);
  const bytes = new Float64Array(length);
  const known = topics.filter((topic) => bytesPerRecord(topic) !== null);
  const mean = weighted(known, (topic) => bytesPerRecord(topic) ?? 0) ?? 0;
  topics.forEach((topic, index) => {
    const slots = slotsOf[index] ?? [];
    const offsets = sum(slots);
    const perOffset = offsets === 0 ? 1 : perOffsetOf(topic, slots);
    const own = bytesPerRecord(topic) ?? mean;
    for (let slot = 0; slot < slots.length; slot++) {
      const count = (slots[slot] as number) * perOffset;
      records[slot] = (records[slot] as number) + count;
      bytes[slot] = (bytes[slot] as number) + count * own;
    }
  });
  return { records, bytes };
}

/** What the topic's own intervals made of its offsets. */
function perOffsetOf({ intervals }: CapturedTopic, slots: ArrayLike<number>): number {
  const told = intervals.reduce((all, { seconds, recordsPerSecond }) => all + seconds * recordsPerSecond, 0);
  return told / sum(slots);
}

/** Tombstones count with nothing. */
function bytesPerRecord({ intervals }: CapturedTopic): number | null {
  const told = intervals.find(
    ({ recordsPerSecond, bytesPerSecond }) => recordsPerSecond > 0 && bytesPerSecond !== null,
  );
  return told === undefined ? null : (told.bytesPerSecond ?? 0) / told.recordsPerSecond;
}

/** A mean over topics by their records; null where there are none of these. */
function weighted(topics: readonly CapturedTopic[], of: (topic: CapturedTopic) => number): number | null {
  const all = sum(topics.map(({ records }) => records.value));
  return all === 0 ? null : sum(topics.map((topic) => (of(topic) * topic.records.value) / all));
}

function meanFigure(
  topics: readonly CapturedTopic[],
  of: (topic: CapturedTopic) => CapturedFigure | null,
): CapturedFigure | null {
  const known = topics.filter((topic) => of(topic) !== null && topic.records.value > 0);
  const [first] = known;
  const figure = first === undefined ? null : of(first);
  if (known.length === 1 || figure === null) return figure;
  const value = weighted(known, (topic) => of(topic)?.value ?? 0);
  return value === null
    ? null
    : { ...figure, value, low: null, high: null, how: `mean of ${known.length} topics by their records` };
}

/** The one that most of what is written has. */
function replication(topics: readonly CapturedTopic[]): CapturedFigure | null {
  const byCopies = Map.groupBy(topics, (topic) => topic.replication?.value ?? 0);
  const rated = [...byCopies].map(([copies, own]) => ({
    copies,
    rate: sum(own.map(({ records }) => records.value)),
    topics: own.length,
  }));
  const [most] = rated.filter(({ copies }) => copies > 0).toSorted((a, b) => b.rate - a.rate || b.topics - a.topics);
  if (most === undefined) return null;
  const others =
    rated.length > 1
      ? `; others have ${rated
          .filter((one) => one !== most)
          .map(({ copies }) => copies)
          .join(', ')}`
      : '';
  return counted(most.copies, 'copies', `metadata of ${plural(most.topics, 'topic')}${others}`);
}

function backlog(records: CapturedFigure | null, bytes: number | null): CapturedFigure | null {
  if (records === null || bytes === null) return null;
  return sampled(records.value * bytes, 'B', `${records.how}, times the mean value`);
}

/** A scenario's topics share one distribution of keys. */
function keysOf(topics: readonly CapturedTopic[]): KeyShape | null {
  const known = topics.flatMap((topic) => (topic.keys === null ? [] : [{ ...topic, keys: topic.keys }]));
  const keyedRecords = ({ records, keys }: (typeof known)[number]): number => records.value * keys.keyed.value;
  const [first] = known.toSorted((a, b) => keyedRecords(b) - keyedRecords(a) || b.records.value - a.records.value);
  const keyed = meanFigure(known, ({ keys }) => keys?.keyed ?? null);
  if (first === undefined || keyed === null) return null;
  // One topic's own shape, of the one with most keyed records: the mean of two shapes would be neither of them.
  const said = known.length > 1 ? `topic ${first.name}, the one with most keyed records` : null;
  const told = (figure: CapturedFigure | null): CapturedFigure | null =>
    figure === null || said === null ? figure : { ...figure, how: `${figure.how} of ${said}` };
  const { hottestShare, distinct, exponent, ranks } = first.keys;
  return { keyed, hottestShare: told(hottestShare), distinct: told(distinct), exponent: told(exponent), ranks };
}

const scaled = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);
