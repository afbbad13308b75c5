import type { PhaseRole } from '../../scenarios/types.ts';
import type { Coverage } from './coverage.ts';
import type { Measured } from './figures.ts';

export type Verdict = 'incomplete' | 'invalid' | 'fail' | 'unproven' | 'pass';

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

/**
 * `starves`: too little may be in flight for the planned rate, even at the latency that the platform has when
 * nothing waits. `full`: all that may be in flight was, and the latency had grown. `unknown` is no `carries`.
 */
export type LimitVerdict = 'carries' | 'starves' | 'full' | 'unknown';

/** What the client profile of one side can carry in one phase: requests × requestBytes ÷ requestMs. */
export interface ClientLimit {
  readonly target: string;
  readonly phase: string;
  readonly role: PhaseRole;
  /** That may be unanswered at once, over all producers and brokers; null where the cluster was never ready. */
  readonly requests: number | null;
  readonly requestBytes: number | null;
  /** From a request to its answer, while the phase went on; null where no repetition is valid. */
  readonly requestMs: number | null;
  /** The same when nothing waited. */
  readonly calmMs: number | null;
  readonly mibPerSecond: number | null;
  readonly plannedMibPerSecond: number;
  readonly verdict: LimitVerdict;
}

/** The rows of two sides, b against a. */
export interface SideComparison {
  readonly sides: { readonly a: string; readonly b: string };
  readonly comparison: readonly ComparisonRow[];
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
  /** The first two targets, each with the scenario's own clients: identical on both sides. */
  readonly sides: { readonly a: string; readonly b: string } | null;
  readonly comparison: readonly ComparisonRow[];
  /** The same targets with their own clients, where at least one of them has some. */
  readonly tuned: SideComparison | null;
  readonly thresholds: readonly ThresholdResult[];
  readonly fairness: readonly FairnessRow[];
  readonly clientLimits: readonly ClientLimit[];
  /** Sentences: where a client profile, not the platform, may have set a rate. */
  readonly callOuts: readonly string[];
  readonly caveats: readonly string[];
  /** Absent where the scenario names no capture. */
  readonly coverage?: Coverage;
}
