import type { AuditFinding, FindingName, GroupAudit } from '../../evidence/types/audit.ts';
import type { CatchUpSource } from '../../evidence/types/events.ts';
import type { FaultKind } from '../../scenarios/fault-kinds.ts';
import type { PhaseRole } from '../../scenarios/types.ts';

/** Milliseconds; a value is null where it cannot be stood behind. `count` is of samples. */
export interface Percentiles {
  readonly unit: 'ms';
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/** null where no repetition is valid. */
export interface SendCounts {
  readonly intended: number | null;
  readonly acknowledged: number | null;
  readonly failed: number | null;
  readonly unknown: number | null;
  readonly unsent: number | null;
}

export interface ProduceFigures extends SendCounts {
  readonly response: Percentiles;
  readonly service: Percentiles;
  readonly scheduleDelay: Percentiles;
}

export interface ProduceRates extends ProduceFigures {
  /** Records per second; offered and achieved count what happened in those seconds. null as the counts are. */
  readonly intendedRate: number | null;
  readonly offeredRate: number | null;
  readonly achievedRate: number | null;
  /** Records that we handed over late (`LATE_MS`) ÷ intended; null where nothing was intended. */
  readonly lateShare: number | null;
  /** Acknowledged within 1 s ÷ intended; null where nothing was intended. */
  readonly availability: number | null;
}

export interface PhaseFigures extends ProduceRates {
  readonly name: string;
  readonly role: PhaseRole;
}

/** Over the measured phases together. */
export interface ProduceSummary extends ProduceRates {
  readonly phases: readonly PhaseFigures[];
  /** Every send, with backlog and warm-up: what the audit accounts for. */
  readonly everySend: SendCounts;
}

export interface TailFigures {
  readonly endToEnd: Percentiles;
  /** Acknowledged records never read, which the percentiles count as slower than all; null where no repetition is valid. */
  readonly unread: number | null;
}

export interface TailPhase extends TailFigures {
  readonly name: string;
  readonly role: PhaseRole;
}

/** Over the measured phases, all tail groups merged. */
export interface TailSummary extends TailFigures {
  readonly phases: readonly TailPhase[];
  readonly groups: readonly (TailFigures & {
    readonly name: string;
    readonly members: number;
    readonly phases: readonly TailPhase[];
  })[];
}

export interface CatchUpSummary {
  readonly source: CatchUpSource['source'];
  readonly evidence: string;
  /** null where, in half of the passes, the tail was not reached within `gaveUpAfterSeconds`. */
  readonly timeToTailSeconds: number | null;
  /** How long after the last send the run stopped waiting for a group; null where every group reached the tail. */
  readonly gaveUpAfterSeconds: number | null;
  readonly records: number;
  readonly bytes: number;
  readonly mibPerSecond: number | null;
  readonly fetch: Percentiles;
  /** What the drain did to the others, against their own baseline just before. */
  readonly collateral: {
    readonly baselineSeconds: readonly [number, number];
    readonly drainSeconds: readonly [number, number] | null;
    readonly produceBaseline: Percentiles;
    readonly produceDuring: Percentiles;
    /** p99 during ÷ p99 before; null where either is null. */
    readonly produceP99Ratio: number | null;
    readonly tailBaseline: Percentiles;
    readonly tailDuring: Percentiles;
    readonly tailP99Ratio: number | null;
  };
}

export interface AuditSummary {
  readonly acknowledged: number;
  readonly delivered: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly corrupted: number;
  readonly unknown: number;
  /** Records by what was found of them; null, like what follows, where a pass is of before findings were named. */
  readonly found: Readonly<Record<FindingName, number>> | null;
  /** As many as audit.json lists, by pass. */
  readonly findings: readonly (AuditFinding & { readonly repetition: number })[] | null;
  readonly findingsLeftOut: number | null;
  /** Every group's own reading: counts add over the passes. */
  readonly groups: readonly GroupAudit[] | null;
}

/** Requests that the object store answered while the load ran, as the proxy before it counted them. */
export interface ObjectStoreSummary {
  readonly put: number;
  readonly get: number;
  readonly list: number;
  /** Deletes, heads, the parts of multipart uploads and whatever else. */
  readonly other: number;
  readonly bytes: number;
  readonly bytesWritten: number;
  readonly bytesRead: number;
  /** Answered with 503. */
  readonly throttled: number;
  /** Answered with another error, or not at all. */
  readonly failed: number;
  /** To how many requests a fault was done. */
  readonly injected: number;
  /** 1 − bytes read from the store ÷ bytes that consumers read; null where they read nothing. */
  readonly cacheHitRatio: number | null;
  /** How the ratio was obtained, in a sentence. */
  readonly source: string;
  readonly getLatency: Percentiles;
  readonly putLatency: Percentiles;
}

/** Times since a fault began that may never come; each is a figure of `RecoverySummary`. */
export type RecoveryTime =
  | 'timeToFirstAckSeconds'
  | 'timeToEveryPartitionSeconds'
  | 'timeToDrainedSeconds'
  | 'timeToHeadroomSeconds';

/** What one fault did, and when it was over. Times are in seconds; of several passes they are medians, and counts add. */
export interface RecoverySummary {
  /** Id in the plan; `name` is the same, so that a threshold can name the fault in its path. */
  readonly fault: string;
  readonly name: string;
  readonly kind: FaultKind;
  readonly title: string;
  readonly where: string;
  readonly healed: string;
  /** Since the epoch of a pass; null where it did not come to that. */
  readonly startedAtSeconds: number | null;
  readonly heldAtSeconds: number | null;
  readonly healingAtSeconds: number | null;
  readonly endedAtSeconds: number | null;
  /** From here on since the fault began. First acknowledgement, anywhere, of a record intended after it. */
  readonly timeToFirstAckSeconds: number | null;
  /** Until every partition had such an acknowledgement. */
  readonly timeToEveryPartitionSeconds: number | null;
  /** Longest time without any acknowledgement from one partition; 0 where none was longer than 0.1 s and linger. */
  readonly longestWithoutAckSeconds: number | null;
  /** The partitions that were without for longer than that, longest first. */
  readonly withoutAck: readonly { readonly topic: string; readonly partition: number; readonly seconds: number }[];
  /** Until the sends that had queued up were gone. */
  readonly timeToDrainedSeconds: number | null;
  readonly timeToHeadroomSeconds: number | null;
  /** Why there is no time to headroom; null where there is one. */
  readonly headroomNote: string | null;
  /** Whole seconds after that, until the fault had ended, in which headroom was gone again; null without a time. */
  readonly headroomGoneAgainSeconds: number | null;
  /**
   * Times that are null because it had not come to that when the load ended: longer than any number. The other
   * null ones cannot be told.
   */
  readonly unreached: readonly RecoveryTime[];
  /** Of the records intended from the fault's start to its end. */
  readonly intended: number | null;
  readonly failed: number | null;
  readonly unknown: number | null;
  readonly unsent: number | null;
  /** null where the client does not tell. */
  readonly retried: number | null;
  /** Acknowledged within 1 s ÷ intended. */
  readonly availability: number | null;
  /** Of the acknowledged records intended from the fault's start to its end; null where no complete reading was made. */
  readonly lost: number | null;
  readonly duplicated: number | null;
  readonly before: RecoveryLatency;
  readonly during: RecoveryLatency;
  readonly after: RecoveryLatency;
  readonly readers: readonly {
    readonly group: string;
    readonly longestGapSeconds: number | null;
    readonly rebalances: number | null;
    readonly timeToTailSeconds: number | null;
  }[];
  readonly notes: readonly string[];
}

/** Latency of the records intended in [from, to) seconds; null where the stretch is empty or not known. */
export interface RecoveryLatency {
  readonly seconds: readonly [number, number] | null;
  readonly response: Percentiles;
  readonly endToEnd: Percentiles;
}

export interface Measured {
  readonly produce: ProduceSummary;
  readonly tail: TailSummary;
  /** null where the scenario has no catch-up or it did not run. */
  readonly catchUp: CatchUpSummary | null;
  /** null where the target has no object store behind the proxy. */
  readonly objectStore: ObjectStoreSummary | null;
  /** One entry a fault of the plan. */
  readonly recovery: readonly RecoverySummary[];
  /** null where no complete reading was made. */
  readonly audit: AuditSummary | null;
}
