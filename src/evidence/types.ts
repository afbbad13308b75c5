import type { Histogram } from 'hdr-histogram-js';
import type { Plan, Target } from '../scenarios/types.ts';

export const FORMAT_VERSION = 1;

/** plan.json: everything that was fixed before the run started. */
export interface RunPlan {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly run: {
    readonly id: string;
    /** 32-bit number from which the record prefixes' run field derives. */
    readonly number: number;
    /** UTC, ISO 8601. The only "today" that judging knows. */
    readonly startedAt: string;
  };
  readonly tool: { readonly name: string; readonly version: string };
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly file: string;
    readonly digest: string;
    /** What `--set` changed, as typed. */
    readonly overrides: readonly string[];
  };
  readonly plan: Plan;
  readonly planDigest: string;
  readonly targets: readonly RunTarget[];
  readonly order: readonly { readonly target: string; readonly repetition: number }[];
  readonly environment: Environment;
  /** True for the demo: its two sides are stand-ins and the report carries the demo's banner. */
  readonly demo: boolean;
  /** Of everything else in this file (seal.ts). */
  readonly recordDigest: string;
}

export interface RunTarget extends Target {
  /** Local targets that the tool starts prove the tool and the method, never a gate. */
  readonly standIn: boolean;
  /** What makes it one, in a sentence for the report. */
  readonly standInNote: string | null;
  readonly platformTitle: string;
}

/** The machine and the versions that generated the load. */
export interface Environment {
  readonly os: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  readonly versions: Readonly<Record<string, string>>;
}

export type SampleKind = 'response' | 'service' | 'schedule-delay' | 'end-to-end' | 'fetch';
export type SamplePath = 'produce' | 'tail' | 'catch-up';

/** Identifies one histogram log: `<target>.<repetition>.<path>[.<group>].<kind>.hlog`. */
export interface SampleName {
  readonly target: string;
  readonly repetition: number;
  readonly path: SamplePath;
  readonly group: string | null;
  readonly kind: SampleKind;
}

interface At {
  readonly target: string;
  readonly repetition: number;
  /** Monotonic µs since the repetition's epoch; null before the epoch is set. */
  readonly atMicros: number | null;
  /** UTC, ISO 8601; a label, never subtracted. */
  readonly wall: string;
}

/** One line of events.jsonl. `repetition` counts from 1. */
export type Event =
  /** `replaces`: an invalid repetition is run once more under a number of its own. */
  | (At & { readonly kind: 'repetition-started'; readonly replaces: number | null })
  | (At & {
      readonly kind: 'target-ready';
      readonly clusterId: string;
      readonly version: string;
      readonly brokers: readonly { readonly id: number; readonly rack: string | null }[];
      /** Settings that the fairness page shows: replication, min ISR, flush, per topic configs as read back. */
      readonly topics: readonly {
        readonly name: string;
        readonly partitions: number;
        readonly replication: number;
        readonly configs: Readonly<Record<string, string>>;
      }[];
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly limits: readonly string[];
        /** Produce requests in flight per broker that it honours: the plan's, or fewer. */
        readonly inFlight: number;
      };
      readonly roundTripMicros: number | null;
    })
  | (At & { readonly kind: 'load-started' })
  | (At & { readonly kind: 'phase-started' | 'phase-ended'; readonly phase: string })
  | (At & {
      readonly kind: 'catch-up-started';
      readonly group: string;
      /** The slice to read: offsets [first, end) per partition that existed at the start. */
      readonly slice: readonly SlicePartition[];
      readonly source: CatchUpSource;
    })
  | (At & {
      readonly kind: 'catch-up-at-tail';
      readonly group: string;
      readonly records: number;
      readonly bytes: number;
    })
  | (At & { readonly kind: 'catch-up-source'; readonly group: string; readonly source: CatchUpSource })
  /** Still not through when the run stopped waiting, so long after the last send had its fate. */
  | (At & {
      readonly kind: 'group-gave-up';
      readonly group: string;
      readonly waitedSeconds: number;
      readonly read: number;
      readonly acknowledged: number;
    })
  /** A member whose client library stopped for good: it was not reading. */
  | (At & {
      readonly kind: 'reader-crashed';
      readonly group: string;
      readonly member: number;
      readonly message: string;
    })
  | (At & {
      readonly kind: 'group-generation';
      readonly group: string;
      readonly member: number;
      readonly generation: number;
    })
  | (At & { readonly kind: 'error'; readonly where: string; readonly message: string; readonly count: number })
  | (At & { readonly kind: 'repetition-ended'; readonly complete: boolean; readonly reason: string | null })
  | {
      readonly kind: 'run-ended';
      readonly wall: string;
      readonly complete: boolean;
      readonly reason: string | null;
      /** Ids of `abortOnFail` thresholds that ended the run before its last repetition. */
      readonly abortedBy: readonly string[];
    };

export interface SlicePartition {
  readonly topic: string;
  readonly partition: number;
  readonly first: number;
  readonly end: number;
  /** ListOffsets −4, null where the platform has no tier. */
  readonly earliestLocal: number | null;
}

export interface CatchUpSource {
  readonly source: 'page-cache' | 'disk' | 'remote' | 'unknown';
  /** One sentence with the numbers it rests on. */
  readonly evidence: string;
}

interface Tick {
  readonly target: string;
  readonly repetition: number;
  /** Whole second since the repetition's epoch. */
  readonly second: number;
}

/** One line of metrics.jsonl. */
export type Metric =
  | (Tick & {
      readonly kind: 'generator';
      readonly thread: 'produce' | 'read' | 'main';
      /** CPU seconds of this thread (for main: of the whole process) within this second. */
      readonly cpuSeconds: number;
      readonly eventLoopMaxMs: number;
      readonly eventLoopP99Ms: number;
      readonly heapBytes: number;
    })
  | (Tick & {
      /** Counted in the second in which it happened, unlike histograms. */
      readonly kind: 'sends';
      readonly offered: number;
      readonly acknowledged: number;
      readonly acknowledgedBytes: number;
      readonly failed: number;
      readonly unknown: number;
      readonly unsent: number;
      readonly bufferedBytes: number;
      /** Longest the pacing loop was late this second while the buffer had room. */
      readonly pacingLateMicros: number;
      /** Records handed over this second more than `LATE_MS` after they were due while the buffer had room. */
      readonly lateRecords: number;
    })
  | (Tick & {
      /**
       * What became of the records intended in this second. A late settlement adds a further line for
       * the same second: sum every field.
       */
      readonly kind: 'outcomes';
      readonly intended: number;
      readonly acknowledged: number;
      /** Of the acknowledged: with a response within 1 s (1,000,000 µs), the limit of `availability`. */
      readonly acknowledgedInLimit: number;
      readonly failed: number;
      readonly unknown: number;
      readonly unsent: number;
    })
  | (Tick & {
      readonly kind: 'group';
      readonly group: string;
      readonly records: number;
      readonly bytes: number;
      /** Records between the group's position and the high watermark; null before the first fetch. */
      readonly lag: number | null;
      readonly fetches: number;
    })
  | (Tick & { readonly kind: 'clock'; readonly wallMinusMonotonicMs: number })
  | (Tick & {
      readonly kind: 'platform';
      readonly node: number;
      readonly cpuSeconds: number;
      readonly rssBytes: number;
      /** Bytes that the node read from a device, not from the page cache; null where the system does not tell. */
      readonly diskReadBytes: number | null;
    });

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
}

/** One histogram log as read back: µs values, one entry a line; a second may have several lines. */
export interface SampleLog extends SampleName {
  readonly intervals: readonly { readonly second: number; readonly histogram: Histogram }[];
}

/** Everything that judging may look at. */
export interface RunEvidence {
  readonly plan: RunPlan;
  readonly samples: readonly SampleLog[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly audit: Audit;
}
