import type { Target } from '../../scenarios/target-types.ts';
import type { ClientProfile, Plan } from '../../scenarios/types.ts';

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

/**
 * One side of a run: a target, measured with one client profile. A target with `clients` is two sides, which
 * differ in name and `tuned` alone.
 */
export interface RunTarget extends Target {
  /** Local targets that the tool starts prove the tool and the method, never a gate. */
  readonly standIn: boolean;
  /** What makes it one, in a sentence for the report. */
  readonly standInNote: string | null;
  readonly platformTitle: string;
  /** Absent where the side runs with the scenario's own clients. */
  readonly tuned?: TunedSide;
}

/** What sets a tuned side apart: the same scenario, another client profile. */
export interface TunedSide {
  /** Name of the target, which is also that of its side with the scenario's clients. */
  readonly of: string;
  readonly client: ClientProfile;
  /** Of the plan with this client; `RunPlan.planDigest` is of the plan with the scenario's. */
  readonly planDigest: string;
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
