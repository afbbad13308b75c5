import type { OffsetAt, PartitionOffset } from '../../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../../kafka/read-only/cluster.ts';
import type { RateInterval } from '../types.ts';
import { Lost, pastNotes } from './past-notes.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Lengths of an interval of the past, seconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440].map((minutes) => minutes * MINUTE);

/** Each boundary is a look into the index of every partition: as many looks are enough, and as few intervals. */
const MOST_LOOKS = 100_000;
const MOST_INTERVALS = 120;

/** How long an interval of the past is, so that asking for all of them stays small. */
export function pastStepSeconds(seconds: number, partitions: number): number {
  const intervals = Math.max(1, Math.min(MOST_INTERVALS, Math.floor(MOST_LOOKS / Math.max(1, partitions))));
  return STEPS.find((step) => seconds / step <= intervals) ?? 24 * HOUR;
}

/** Where a partition stood at one boundary: the first offset at or after that time. */
export type OffsetsAt = ReadonlyMap<string, number>;

export interface PastRates {
  readonly stepSeconds: number;
  /** Whole intervals, oldest first; those of whose records too few are there are left out. */
  readonly intervals: readonly RateInterval[];
  readonly notes: readonly string[];
}

/** Where partitions that take more than this share of what is written have lost their past, the rest tells too little. */
const MOST_LACKING = 0.25;

export const placeOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}\n${partition}`;

/** What is known of the past of the partitions, from their offsets at each of the boundaries, oldest first. */
export function pastRates(boundariesMs: readonly number[], offsets: readonly OffsetsAt[], known: KnownLog): PastRates {
  const stepSeconds = ((boundariesMs[1] ?? 0) - (boundariesMs[0] ?? 0)) / 1e3;
  const partitions = [...known.ends.keys()];
  const intervals: RateInterval[] = [];
  const cutOff = new Lost();
  const lowerBounds = new Lost();
  const written = (places: readonly string[]): number =>
    places.reduce((sum, place) => sum + (known.written.get(place) ?? 0), 0);
  const all = written(partitions);
  const kept = boundariesMs.slice(1).flatMap((_, index): readonly (readonly [number, number])[] => {
    // Older records were deleted, and how many of them there were is not known.
    const lost = partitions.filter(
      (place) => (known.starts.get(place) ?? 0) > 0 && isBeforeStart(place, index, offsets, known),
    );
    const lacking = all === 0 ? 0 : written(lost) / all;
    if (lost.length === 0) return [[index, 0]];
    (lacking > MOST_LACKING ? cutOff : lowerBounds).take(lost, lacking);
    return lacking > MOST_LACKING ? [] : [[index, lacking]];
  });
  for (const [index, lacking] of kept) {
    let records = 0;
    for (const place of partitions) {
      const end = known.ends.get(place) ?? 0;
      // No record at or after a time: all there are came before it.
      const from = offsets[index]?.get(place) ?? end;
      const to = offsets[index + 1]?.get(place) ?? end;
      records += Math.max(0, to - from);
    }
    const fromMs = boundariesMs[index] as number;
    const rate = { fromMs, seconds: stepSeconds, recordsPerSecond: records / stepSeconds, bytesPerSecond: null };
    intervals.push(lacking === 0 ? rate : { ...rate, lacking });
  }
  const begun = intervals.findIndex(({ recordsPerSecond }) => recordsPerSecond > 0);
  // The first interval with anything in it may have begun before there was anything to count.
  const from = begun < 0 ? intervals.length : begun === 0 ? 0 : begun + 1;
  return {
    stepSeconds,
    intervals: intervals.slice(from),
    notes: pastNotes(cutOff, lowerBounds, from, stepSeconds),
  };
}

export interface KnownLog {
  /** Where each partition's log began and ended when the capture did. */
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  /** What was written to each during the capture: those that take next to nothing may have lost their past. */
  readonly written: ReadonlyMap<string, number>;
}

/** The boundary's offset is the log's first one: what came between the boundary and that record is gone. */
const isBeforeStart = (
  place: string,
  index: number,
  offsets: readonly OffsetsAt[],
  { starts, ends }: KnownLog,
): boolean => {
  const start = starts.get(place) ?? 0;
  return (offsets[index]?.get(place) ?? ends.get(place) ?? 0) <= start && start < (ends.get(place) ?? 0);
};

/** Asks the offsets at each boundary; those of partitions that do not answer are left out. */
export async function offsetsAtTimes(
  cluster: Pick<ReadOnlyCluster, 'offsets'>,
  partitions: readonly { readonly topic: string; readonly partition: number }[],
  times: readonly OffsetAt[],
): Promise<readonly OffsetsAt[] | string> {
  const all: OffsetsAt[] = [];
  for (const time of times) {
    const reading = await cluster.offsets(partitions, time);
    if (!reading.obtained) return reading.why;
    all.push(offsetsByPlace(reading.value));
  }
  return all;
}

export const offsetsByPlace = (offsets: readonly PartitionOffset[]): OffsetsAt =>
  new Map(offsets.flatMap((one) => (one.offset === null ? [] : [[placeOf(one), one.offset] as const])));
