import { peakOf } from '../rates/peak.ts';
import type { Sample } from '../sampling/sample.ts';
import type { CapturedFigure, CapturedTopic, RateInterval } from '../types.ts';
import { counted, figureOf, figureOrNull, times } from './figures.ts';
import { keyShape } from './key-shape.ts';
import { sizeShape } from './size-shape.ts';

/** What was seen of one topic, before it is told. */
export interface SeenTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  /** Offsets that were taken in each slot, and in each partition over all slots. */
  readonly slots: ArrayLike<number>;
  readonly byPartition: ArrayLike<number>;
  /** Words where not all of the topic was watched. */
  readonly atLeast: string;
  /** Null where nothing was fetched. */
  readonly sample: Sample | null;
  readonly retention: { readonly seconds: number; readonly how: string } | null;
}

export interface SeenTime {
  readonly startMs: number;
  readonly slotSeconds: number;
  /** Slots that are told together, so that thousands of topics do not fill a disk. */
  readonly joined: number;
}

export function capturedTopic(seen: SeenTopic, time: SeenTime): CapturedTopic {
  const { sample } = seen;
  const how = sampleWords(sample);
  const perOffset = recordsPerOffset(sample);
  const bytes = sample?.bytesPerRecord.estimate() ?? null;
  const seconds = seen.slots.length * time.slotSeconds;
  const offsets = sum(seen.slots);
  const peak = peakOf(seen.slots, time.slotSeconds);
  const byPartition = Array.from(seen.byPartition);
  const all = sum(byPartition);
  return {
    name: seen.name,
    partitions: seen.partitions,
    intervals: intervalsOf(seen.slots, time, perOffset?.value ?? 1, bytes?.value ?? null),
    records: ratePer(
      seconds === 0 ? 0 : offsets / seconds,
      `ends of ${plural(seen.partitions, 'partition')} over ${seconds} s${seen.atLeast}`,
      perOffset,
    ),
    peakRecords: ratePer(peak.perSecond, `the highest ${peak.seconds} s in a row${seen.atLeast}`, perOffset),
    valueBytes: sample === null ? null : sizeShape(sample, how),
    compressionRatio: figureOrNull(sample?.compression.estimate() ?? null, 'ratio', how),
    codecs: sample === null ? {} : codecShares(sample),
    batchBytes: figureOrNull(sample?.batchBytes.estimate() ?? null, 'B', how),
    recordsPerBatch: figureOrNull(sample?.recordsPerBatch.estimate() ?? null, 'records', how),
    keys: sample === null ? null : keyShape(sample, byPartition, how),
    headers: figureOrNull(sample?.headers.estimate() ?? null, 'headers', how),
    besideBytes: figureOrNull(sample?.besideBytes.estimate() ?? null, 'B', how),
    tombstones: figureOrNull(sample?.tombstones.estimate() ?? null, 'share', how),
    logAppendTime: figureOrNull(sample?.logAppendTime.estimate() ?? null, 'share', how),
    retentionSeconds: seen.retention === null ? null : counted(seen.retention.seconds, 's', seen.retention.how),
    replication: counted(seen.replication, 'copies', 'replicas of its first partition'),
    imbalance:
      all === 0
        ? null
        : counted((Math.max(...byPartition) / all) * seen.partitions, 'ratio', 'offsets of each partition'),
  };
}

/** Null where the topic's offsets are records, as far as the sample says; a transaction's end takes one, too. */
function recordsPerOffset(sample: Sample | null): ReturnType<Sample['recordsPerOffset']['estimate']> {
  const estimate = sample?.recordsPerOffset.estimate() ?? null;
  return estimate === null || estimate.value >= 1 ? null : estimate;
}

function ratePer(offsets: number, how: string, perOffset: ReturnType<typeof recordsPerOffset>): CapturedFigure {
  if (perOffset === null) return counted(offsets, 'records/s', how);
  return times(figureOf(perOffset, 'records/s', ''), offsets, 'records/s', `${how}, without the marks of transactions`);
}

export function sampleWords(sample: Sample | null): string {
  if (sample === null) return 'nothing was fetched';
  return `${sample.records.toLocaleString('en')} records in ${plural(sample.windows, 'place')}`;
}

export function codecShares({ codecs }: Sample): Readonly<Record<string, number>> {
  const all = sum([...codecs.values()]);
  const byShare = [...codecs].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(byShare.map(([codec, batches]) => [codec, batches / all]));
}

/** Neighbouring slots are told as one interval where there are many. */
function intervalsOf(
  slots: ArrayLike<number>,
  { startMs, slotSeconds, joined }: SeenTime,
  recordsPerOffset: number,
  bytesPerRecord: number | null,
): readonly RateInterval[] {
  return Array.from({ length: Math.ceil(slots.length / joined) }, (_, index) => {
    const own = Array.from(
      { length: Math.min(joined, slots.length - index * joined) },
      (_, at) => slots[index * joined + at] as number,
    );
    const seconds = own.length * slotSeconds;
    const recordsPerSecond = (sum(own) * recordsPerOffset) / seconds;
    return {
      fromMs: Math.round(startMs + index * joined * slotSeconds * 1e3),
      seconds,
      recordsPerSecond,
      bytesPerSecond: bytesPerRecord === null ? null : recordsPerSecond * bytesPerRecord,
    };
  });
}

export const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, value) => all + value, 0);

export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? noun : `${noun}s`}`;
