import type { CostShape } from '../cost-model/types.ts';
import type { Plan, Target } from '../scenarios/types.ts';

/** One folder under platforms/: how to start it here, what it can do, its cost shape. */
export interface Platform {
  /** As written in a target's `platform:`. */
  readonly name: string;
  readonly title: string;
  /** Null where the platform cannot be started here; then a bootstrap address is needed. */
  readonly local: LocalPlatform | null;
  /** Null until the platform is priced. */
  readonly cost: CostShape | null;
  /** True where old segments live on a remote tier, so that ListOffsets −4 has a meaning. */
  readonly tiered: boolean;
}

export interface LocalPlatform {
  /** For the banner and the fairness page: what this stand-in is and is not. */
  readonly standInNote: string;
  start(options: StartOptions): Promise<LocalCluster>;
}

export interface StartOptions {
  readonly target: Target;
  readonly plan: Plan;
  /** Empty folder of this repetition's data; removed by `stop`. */
  readonly dataDir: string;
  /** Broker logs go here; kept on failure. */
  readonly logDir: string;
  readonly signal: AbortSignal;
  onProgress(message: string): void;
}

export interface LocalCluster {
  readonly bootstrap: readonly string[];
  readonly version: string;
  readonly nodes: readonly { readonly id: number; readonly zone: string; readonly pid: number }[];
  /** CPU, memory and device reads since its start of every node that runs. */
  usage(): readonly NodeUsage[];
  /** Stops every process it started and removes the data; idempotent. `keepLogs` after a failure. */
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

export interface NodeUsage {
  readonly node: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** Read from a device, not from the page cache; null where the system does not tell. */
  readonly diskReadBytes: number | null;
}
