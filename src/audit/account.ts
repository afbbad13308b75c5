import { RangeSet } from '../evidence/ranges.ts';
import type { AuditTotals, PartitionAudit, PartitionOutcomes, PartitionReading } from '../evidence/types/audit.ts';

export interface Account {
  readonly complete: boolean;
  readonly totals: AuditTotals;
  readonly partitions: readonly PartitionAudit[];
}

/**
 * Holds what producers were told against one complete reading. acknowledged = delivered + lost;
 * `unknown` may be present or absent; what was refused or never sent must be absent.
 */
export function account(outcomes: readonly PartitionOutcomes[], readings: readonly PartitionReading[]): Account {
  const totals = { ...NOTHING };
  const partitions = outcomes.map((outcome) => {
    const reading = readings.find(({ topic, partition }) => topic === outcome.topic && partition === outcome.partition);
    return accountPartition(outcome, reading, totals);
  });
  for (const reading of readings) {
    totals.corrupted += reading.corruptedOffsets.length;
    totals.unexpected += reading.foreign + unclaimed(reading, outcomes);
  }
  const complete = readings.length > 0 && readings.every((reading) => reading.complete);
  return { complete, totals, partitions };
}

type Totals = { -readonly [K in keyof AuditTotals]: number };

const NOTHING: AuditTotals = {
  acknowledged: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
  delivered: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  corrupted: 0,
  unknownPresent: 0,
  unexpected: 0,
};

function accountPartition(
  outcome: PartitionOutcomes,
  reading: PartitionReading | undefined,
  totals: Totals,
): PartitionAudit {
  const log = readLog(reading, outcome.producer);
  const acknowledged = RangeSet.from(outcome.acknowledged);
  const unknown = RangeSet.from(outcome.unknown);
  const lost = acknowledged.minus(log.seen);
  const settled = RangeSet.from([...outcome.acknowledged, ...outcome.unknown]);

  totals.acknowledged += acknowledged.size;
  totals.failed += RangeSet.from(outcome.failed).size;
  totals.unknown += unknown.size;
  totals.unsent += RangeSet.from(outcome.unsent).size;
  totals.lost += lost.size;
  totals.delivered += acknowledged.size - lost.size;
  totals.duplicated += log.duplicates;
  totals.reordered += log.reordered;
  totals.unknownPresent += unknown.size - unknown.minus(log.seen).size;
  totals.unexpected += log.seen.minus(settled).size;

  return {
    topic: outcome.topic,
    partition: outcome.partition,
    producer: outcome.producer,
    acknowledged: outcome.acknowledged,
    failed: outcome.failed,
    unknown: outcome.unknown,
    lost: lost.toRanges(),
    duplicated: log.duplicated.toRanges(),
    reordered: log.reordered,
    corruptedOffsets: reading?.corruptedOffsets ?? [],
  };
}

interface Log {
  readonly seen: RangeSet;
  readonly duplicated: RangeSet;
  /** Readings beyond the first: a record read three times counts twice. */
  readonly duplicates: number;
  /** Records read for the first time after one with a higher sequence. */
  readonly reordered: number;
}

function readLog(reading: PartitionReading | undefined, producer: number): Log {
  const seen = new RangeSet();
  const duplicated = new RangeSet();
  let duplicates = 0;
  let reordered = 0;
  let highest = 0;
  for (const stretch of reading?.stretches ?? []) {
    if (stretch.producer !== producer) continue;
    let again = 0;
    for (const [from, to] of seen.within(stretch.from, stretch.to)) {
      duplicated.add(from, to);
      again += to - from;
    }
    duplicates += again;
    const belowHighest = Math.max(0, Math.min(stretch.to, highest) - stretch.from);
    reordered += belowHighest - again;
    seen.add(stretch.from, stretch.to);
    highest = Math.max(highest, stretch.to);
  }
  return { seen, duplicated, duplicates, reordered };
}

/** Intact records of this run from a producer that has no books for the partition. */
function unclaimed(reading: PartitionReading, outcomes: readonly PartitionOutcomes[]): number {
  const known = new Set(
    outcomes
      .filter(({ topic, partition }) => topic === reading.topic && partition === reading.partition)
      .map(({ producer }) => producer),
  );
  return reading.stretches
    .filter(({ producer }) => !known.has(producer))
    .reduce((sum, { from, to }) => sum + to - from, 0);
}
