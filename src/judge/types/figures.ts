import type { CatchUpSource } from '../../evidence/types/events.ts';
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
}

export interface Measured {
  readonly produce: ProduceSummary;
  readonly tail: TailSummary;
  /** null where the scenario has no catch-up or it did not run. */
  readonly catchUp: CatchUpSummary | null;
  /** null until object-store requests are measured. */
  readonly objectStore: null;
  readonly recovery: readonly never[];
  /** null where no complete reading was made. */
  readonly audit: AuditSummary | null;
}
