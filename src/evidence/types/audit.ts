import type { FORMAT_VERSION } from './plan.ts';

/** Half-open ranges of sequences, ascending, disjoint: [from, to) pairs. */
export type Ranges = readonly (readonly [number, number])[];

/** What a producing thread knows at the end about one partition: the fate of every sequence. */
export interface PartitionOutcomes {
  readonly topic: string;
  readonly partition: number;
  readonly producer: number;
  readonly acknowledged: Ranges;
  readonly failed: Ranges;
  readonly unknown: Ranges;
  readonly unsent: Ranges;
  /** Where faults began and ended: the sequence of the first record intended from then on; absent: none. */
  readonly cuts?: readonly SequenceCut[];
}

export interface SequenceCut {
  readonly atMicros: number;
  readonly sequence: number;
}

/** One partition as it was read from its first to its last offset, as facts; the audit judges them. */
export interface PartitionReading {
  readonly topic: string;
  readonly partition: number;
  /** False where the reading ended before the last offset. */
  readonly complete: boolean;
  /** In reading order: sequences [from, to) of one producer at consecutive offsets from `offset`. */
  readonly stretches: readonly {
    readonly producer: number;
    readonly from: number;
    readonly to: number;
    readonly offset: number;
  }[];
  readonly corruptedOffsets: readonly number[];
  /** Intact records of another run. */
  readonly foreign: number;
}

/** audit.json: every record that was intended, held against one complete reading. */
export interface Audit {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly repetitions: readonly RepetitionAudit[];
}

export interface RepetitionAudit {
  readonly target: string;
  readonly repetition: number;
  readonly complete: boolean;
  readonly totals: AuditTotals;
  readonly partitions: readonly PartitionAudit[];
}

export interface AuditTotals {
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
  /** Distinct acknowledged records seen in the complete reading. */
  readonly delivered: number;
  readonly lost: number;
  /** Readings of a record beyond its first. */
  readonly duplicated: number;
  readonly reordered: number;
  readonly corrupted: number;
  /** Of the unknown: present in the reading. */
  readonly unknownPresent: number;
  /** Records in the reading that no producer of this repetition claims. */
  readonly unexpected: number;
}

export interface PartitionAudit {
  readonly topic: string;
  readonly partition: number;
  readonly producer: number;
  readonly acknowledged: Ranges;
  readonly failed: Ranges;
  readonly unknown: Ranges;
  readonly lost: Ranges;
  readonly duplicated: Ranges;
  readonly reordered: number;
  readonly corruptedOffsets: readonly number[];
  readonly cuts?: readonly SequenceCut[];
}
