import type { FORMAT_VERSION } from './plan.ts';

/** Half-open ranges of sequences, ascending, disjoint: [from, to) pairs. */
export type Ranges = readonly (readonly [number, number])[];

/**
 * A set of sequences or offsets in memory and between threads: its ranges or, where these would take more room,
 * a bit for each number, in chunks of 65,536.
 */
export type SequenceSet = Ranges | { readonly chunks: ReadonlyMap<number, Uint32Array> };

/** What a producing thread knows at the end about one partition: the fate of every sequence. */
export interface PartitionOutcomes {
  readonly topic: string;
  readonly partition: number;
  readonly producer: number;
  readonly acknowledged: SequenceSet;
  readonly failed: SequenceSet;
  readonly unknown: SequenceSet;
  readonly unsent: SequenceSet;
  /** Where faults began and ended: the sequence of the first record intended from then on; absent: none. */
  readonly cuts?: readonly SequenceCut[];
}

export interface SequenceCut {
  readonly atMicros: number;
  readonly sequence: number;
}

/** Sequences [from, to) of one producer as they were read, one after the other and nothing of that producer between. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where the first of them stands, and the offset after the last. */
  readonly offset: number;
  readonly endOffset: number;
  /** Intended times of the first and of the last, µs since the run's epoch. */
  readonly firstMicros: number;
  readonly lastMicros: number;
}

/** What was read of one producer in one partition, as facts; the audit judges them. */
export interface ProducerReading {
  readonly producer: number;
  /** Its intact records. */
  readonly seen: SequenceSet;
  /** Records whose prefix is intact and whose payload is not. */
  readonly damaged: SequenceSet;
  /** Read more than once, and how many readings that were beyond the first. */
  readonly duplicated: SequenceSet;
  readonly duplicates: number;
  /** Read for the first time after one with a higher sequence. */
  readonly reordered: SequenceSet;
  /** In reading order, the first ones: their number is bounded for a whole reading. */
  readonly stretches: readonly Stretch[];
  /** False: there were more stretches than are listed. */
  readonly listsAll: boolean;
}

/** One partition as it was read from its first to its last offset. */
export interface PartitionReading {
  readonly topic: string;
  readonly partition: number;
  /** False where the reading ended before the last offset. */
  readonly complete: boolean;
  /** The offset after the last one that was read. */
  readonly end: number;
  readonly producers: readonly ProducerReading[];
  /** Offsets of damaged records, and of them those that do not say which record they were. */
  readonly corrupted: SequenceSet;
  readonly unidentified: SequenceSet;
  /** Offsets below `end` that hold no record. */
  readonly absent: SequenceSet;
  /** Intact records of another run. */
  readonly foreign: number;
}

/** What one group got while the load ran. */
export interface GroupReading {
  readonly group: string;
  /** Only a tail group reads every record; of others no sequences are kept. */
  readonly role: 'tail' | 'catch-up';
  readonly topics: readonly string[];
  /** Those of which it got something. */
  readonly partitions: readonly GroupPartitionReading[];
}

export interface GroupPartitionReading {
  readonly topic: string;
  readonly partition: number;
  /** The offset after the furthest that the group got. */
  readonly position: number;
  /** Offsets that the group's position jumped over. */
  readonly skipped: SequenceSet;
  /** Offsets that a member got though it had got them, or later ones, since it last joined. */
  readonly wentBack: SequenceSet;
  /** Records got again by a member that had joined since: at-least-once. */
  readonly reread: number;
  /** Offsets of records that the group could not read. */
  readonly corrupted: SequenceSet;
  readonly producers: readonly Pick<ProducerReading, 'producer' | 'seen' | 'stretches' | 'listsAll'>[];
}

/** audit.json: every record that was intended, held against one complete reading and every group's own. */
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
  /** Records by what was found of them, all of them; absent, like what follows, in audits of older runs. */
  readonly found?: Readonly<Record<FindingName, number>>;
  /** By name, then place; the first `FINDINGS_LISTED` of each name. */
  readonly findings?: readonly AuditFinding[];
  readonly findingsLeftOut?: number;
  readonly groups?: readonly GroupAudit[];
}

export const FINDING_NAMES = [
  'lost-write',
  'duplicate',
  'reordering',
  'aborted-read',
  'skipped-poll',
  'non-monotonic-poll',
  'unseen',
  'corrupted',
] as const;

/** docs/audit.md says what each of them is. */
export type FindingName = (typeof FINDING_NAMES)[number];

/** One thing that is not as it should be, at one place. */
export interface AuditFinding {
  readonly name: FindingName;
  readonly topic: string;
  readonly partition: number;
  /** null: of any, or it cannot be told. */
  readonly producer: number | null;
  /** null: found in the complete reading. */
  readonly group: string | null;
  readonly records: number;
  /** The plan's settings do not rule it out. */
  readonly permitted: boolean;
  /**
   * Where, the first ranges; empty where it is not known. Of a lost write: where it is missing, [n, n) where nothing
   * stands in its place. Where several producers write between each other, the offsets between which it lies.
   */
  readonly offsets: Ranges;
  /** The first ranges; empty where it cannot be told which records they are. */
  readonly sequences: Ranges;
  /** There are more ranges than those listed. */
  readonly more: boolean;
  /**
   * Intended times, µs since the run's epoch: of the first and of the last of these records; of records that are
   * missing, of those before and after. null where not known.
   */
  readonly intendedMicros: { readonly first: number | null; readonly last: number | null } | null;
}

/** One group's own reading. */
export interface GroupAudit {
  readonly group: string;
  readonly role: 'tail' | 'catch-up';
  /** Of the acknowledged records that stand intact in the log; null for a group that does not read every record. */
  readonly read: number | null;
  readonly unseen: number | null;
  /** Records got again after a member had joined. */
  readonly reread: number;
}

export interface AuditTotals {
  readonly acknowledged: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
  /** Distinct acknowledged records seen in the complete reading. */
  readonly delivered: number;
  /** Not among them: absent, or damaged. */
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

/** Of every set the first `RANGES_LISTED` ranges. */
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
  /** Records of the ranges that are not listed; absent: every range is listed. */
  readonly leftOut?: Readonly<Partial<Record<'acknowledged' | 'failed' | 'unknown' | 'lost' | 'duplicated', number>>>;
  readonly cuts?: readonly SequenceCut[];
}
