import type { CatchUpSource } from '../evidence/types.ts';
import type { PhaseRole } from '../scenarios/types.ts';

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

export type Verdict = 'incomplete' | 'invalid' | 'fail' | 'unproven' | 'pass';

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

export interface RepetitionSummary extends Measured {
  /** From 1; numbers beyond the planned ones replace an invalid repetition. */
  readonly index: number;
  readonly replaces: number | null;
  readonly valid: boolean;
  readonly complete: boolean;
  readonly invalidReasons: readonly string[];
}

export interface TargetSummary extends Measured {
  readonly name: string;
  readonly platform: string;
  readonly platformTitle: string;
  readonly standIn: boolean;
  readonly valid: boolean;
  readonly invalidReasons: readonly string[];
  readonly repetitions: readonly RepetitionSummary[];
}

export type Claim = 'differs' | 'no difference shown' | 'indicative';

/** Why a row is only indicative; `not-in-every-draw`: some repetitions do not have the figure. */
export type NoClaim = 'few-repetitions' | 'not-interleaved' | 'not-in-every-draw';

export interface ComparisonRow {
  /** Path into a target, such as `produce.response.p99`. */
  readonly metric: string;
  readonly title: string;
  readonly unit: string;
  readonly phase: string | null;
  /** Names of the two targets stand in `Summary.sides`. */
  readonly a: number | null;
  readonly b: number | null;
  /** b ÷ a. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly claim: Claim | null;
  /** null where the claim is another one. */
  readonly indicativeBecause: NoClaim | null;
  readonly repetitionsA: number;
  readonly repetitionsB: number;
}

export interface ThresholdResult {
  readonly id: string;
  readonly target: string;
  readonly metric: string;
  readonly phase: string | null;
  readonly expected: string;
  readonly actual: number | null;
  readonly unit: string;
  readonly verdict: 'pass' | 'fail' | 'undecided';
}

/** One row of the fairness page: a condition, its value per target, and whether they are the same. */
export interface FairnessRow {
  readonly condition: string;
  readonly values: readonly string[];
  readonly same: boolean;
}

/** summary.json */
export interface Summary {
  readonly schemaVersion: 1;
  readonly run: { readonly id: string; readonly startedAt: string; readonly demo: boolean };
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly digest: string;
    readonly seed: number;
  };
  readonly planDigest: string;
  /** True when plan.json no longer matches its own digest: something was edited after the run. */
  readonly planEdited: boolean;
  readonly verdict: Verdict;
  readonly verdictReasons: readonly string[];
  /** The answer in one sentence, with its strength. */
  readonly sentence: string;
  readonly targets: readonly TargetSummary[];
  readonly sides: { readonly a: string; readonly b: string } | null;
  readonly comparison: readonly ComparisonRow[];
  readonly thresholds: readonly ThresholdResult[];
  readonly fairness: readonly FairnessRow[];
  readonly caveats: readonly string[];
}

/** series.json: every point that a chart draws. */
export interface Series {
  readonly schemaVersion: 1;
  readonly phases: readonly {
    readonly name: string;
    readonly role: PhaseRole;
    readonly start: number;
    readonly end: number;
  }[];
  readonly targets: readonly TargetSeries[];
}

export interface TargetSeries {
  readonly name: string;
  /** Response over the measured phases, all valid repetitions merged, one point a recorded bucket. */
  readonly percentileCurves: readonly {
    readonly path: 'produce.response' | 'produce.service' | 'tail.endToEnd';
    /** percentile in [0, 100); ms */
    readonly points: readonly { readonly percentile: number; readonly ms: number }[];
  }[];
  readonly repetitions: readonly {
    readonly index: number;
    readonly valid: boolean;
    readonly seconds: readonly SecondPoint[];
    readonly catchUp: readonly {
      readonly group: string;
      readonly startSecond: number;
      readonly tailSecond: number | null;
      /** Lag at the end of the second, in records; before the first read, all that was acknowledged so far. */
      readonly points: readonly { readonly second: number; readonly lag: number; readonly mib: number }[];
    }[];
  }[];
}

/** Latencies are of the records intended in this second; rates of what happened in it. */
export interface SecondPoint {
  readonly second: number;
  readonly phase: string | null;
  readonly count: number;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly tailP50: number | null;
  readonly tailP99: number | null;
  readonly intended: number;
  readonly offered: number;
  readonly acknowledged: number;
}
