import { RangeSet } from '../evidence/ranges.ts';
import type { PartitionOutcomes, PartitionReading, ProducerReading } from '../evidence/types/audit.ts';
import { Places } from './places.ts';

/** What one producer was told of one partition, and what of it stands there. */
export interface Book {
  readonly topic: string;
  readonly partition: number;
  readonly producer: number;
  /** null where a producer of this run has no books. */
  readonly told: PartitionOutcomes | null;
  readonly log: PartitionReading | null;
  readonly acknowledged: RangeSet;
  readonly unknown: RangeSet;
  readonly seen: RangeSet;
  readonly duplicated: RangeSet;
  readonly reordered: RangeSet;
  /** Readings beyond the first: a record read three times counts twice. */
  readonly duplicates: number;
  /** Acknowledged and not among the intact records. */
  readonly lost: RangeSet;
  /** Of the lost: their place is taken by damaged records. */
  readonly damaged: RangeSet;
  readonly places: Places;
}

/** One book for each producer that was told of a partition, in that order; then of those that were not. */
export function openBooks(
  outcomes: readonly PartitionOutcomes[],
  readings: readonly PartitionReading[],
): readonly Book[] {
  const logs = new Map(readings.map((reading) => [keyOf(reading), reading]));
  const told = new Set(outcomes.map(({ producer, ...at }) => `${keyOf(at)}/${producer}`));
  /** Damaged records of each partition that do not say which they were, and are not yet accounted for. */
  const unclaimed = new Map(readings.map((reading) => [keyOf(reading), RangeSet.from(reading.unidentified).size]));
  const claim = (at: At, records: number): boolean => {
    const left = unclaimed.get(keyOf(at)) ?? 0;
    if (left < records) return false;
    unclaimed.set(keyOf(at), left - records);
    return true;
  };
  return [
    ...outcomes.map((outcome) => open(outcome, outcome, logs.get(keyOf(outcome)) ?? null, claim)),
    ...readings.flatMap((reading) =>
      reading.producers
        .filter(({ producer }) => !told.has(`${keyOf(reading)}/${producer}`))
        .map(({ producer }) => open({ ...reading, producer }, null, reading, claim)),
    ),
  ];
}

interface At {
  readonly topic: string;
  readonly partition: number;
}

export const keyOf = ({ topic, partition }: At): string => `${topic}/${partition}`;

const NOTHING: Omit<ProducerReading, 'producer'> = {
  seen: [],
  damaged: [],
  duplicated: [],
  duplicates: 0,
  reordered: [],
  stretches: [],
  listsAll: true,
};

function open(
  { topic, partition, producer }: At & { readonly producer: number },
  told: PartitionOutcomes | null,
  log: PartitionReading | null,
  /** All of so many, or none. */
  claim: (at: At, records: number) => boolean,
): Book {
  const read = log?.producers.find((it) => it.producer === producer) ?? NOTHING;
  const acknowledged = RangeSet.from(told?.acknowledged ?? []);
  const seen = RangeSet.from(read.seen);
  const lost = acknowledged.minus(seen);
  const places = new Places(read);
  const damaged = lost.and(RangeSet.from(read.damaged));
  const unidentified = RangeSet.from(log?.unidentified ?? []);
  if (unidentified.size > 0) {
    // Where as many records are damaged as are missing between two neighbours, it is these.
    lost.minus(damaged).eachRange((from, to) => {
      const place = places.ofMissing([from, to], log?.end ?? 0);
      const isDamaged = place !== null && unidentified.within(...place.offsets).size >= to - from;
      if (isDamaged && claim({ topic, partition }, to - from)) damaged.add(from, to);
    });
  }
  return {
    topic,
    partition,
    producer,
    told,
    log,
    acknowledged,
    unknown: RangeSet.from(told?.unknown ?? []),
    seen,
    duplicated: RangeSet.from(read.duplicated),
    duplicates: read.duplicates,
    reordered: RangeSet.from(read.reordered),
    lost,
    damaged,
    places,
  };
}
