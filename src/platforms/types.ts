import type { CostShape } from '../cost-model/types/shape.ts';
import type { FaultKind } from '../scenarios/fault-kinds.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';

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
  /** How many partitions its vendor advises for a target's brokers; absent, or null, where none is known. */
  partitionAdvice?(target: Target): PartitionAdvice | null;
}

export interface PartitionAdvice {
  readonly replicasPerBroker: number;
  /** The page that says so, and when it was read. */
  readonly source: string;
}

export interface LocalPlatform {
  /** For the banner and the fairness page: what this stand-in is and is not. */
  readonly standInNote: string;
  /** What can be done to it here, with as many nodes. */
  faults(nodes: number): readonly FaultKind[];
  /** Versions of its software that it is started with and upgraded to by a rolling upgrade; null where it has one. */
  readonly upgrade: { readonly from: string; readonly to: string } | null;
  /** Where it keeps objects that are reached through `StartOptions.objectStoreVia`. */
  readonly hasObjectStore: boolean;
  start(options: StartOptions): Promise<LocalCluster>;
}

export interface StartOptions {
  readonly target: Target;
  /** Faults decide on the software that is prepared. */
  readonly plan: Pick<Plan, 'faults'>;
  /** Empty folder of this repetition's data; removed by `stop`. */
  readonly dataDir: string;
  /** Broker logs go here; kept on failure. */
  readonly logDir: string;
  readonly signal: AbortSignal;
  onProgress(message: string): void;
  /**
   * Puts something before a listener of a node: told where the node listens, it answers with the address by which
   * the others shall know it. Absent: they are told where it listens. Every node that is added later is asked, too.
   */
  advertise?(node: number, listener: ListenerName, listens: Endpoint): Promise<Endpoint>;
  /** Puts something before the object store, in the same way. */
  objectStoreVia?(listens: Endpoint): Promise<Endpoint>;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Who connects there: clients, other brokers, or anyone who asks the controller. */
export type ListenerName = 'client' | 'broker' | 'controller';

export interface LocalCluster {
  /** Where clients are told to find its nodes, in the order of `nodes`. */
  readonly bootstrap: readonly string[];
  readonly version: string;
  /** Those that run, that should, or that `controls.down` names: their pid is then the last one. In the order of `bootstrap`. */
  readonly nodes: readonly { readonly id: number; readonly zone: string; readonly pid: number }[];
  /** What may be done to its nodes while it runs. */
  readonly controls: NodeControls;
  /** Of every node that runs: CPU and device reads since its first start, restarts included, and memory now. */
  usage(): readonly NodeUsage[];
  /** Stops every process it started and removes the data; idempotent. `keepLogs` after a failure. */
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

/**
 * What faults do to single nodes. Each resolves when the process is as asked (gone, stopped, running); whether
 * the cluster noticed is for others to find out. Each rejects with a WorkbenchError (exit status 4) where the node
 * does not exist or the process does not do as it is told within the time that it is given.
 */
export interface NodeControls {
  /** Nodes that a fault ended, and that it has not started again: their absence is no accident. */
  readonly down: ReadonlySet<number>;
  /** SIGKILL. */
  kill(node: number): Promise<void>;
  /** SIGTERM, as an operator would: leaders move away first; SIGKILL after `withinMs`. Tells which it was. */
  stop(node: number, withinMs: number): Promise<HowItEnded>;
  /** Starts it again as it was; `emptyDisk`: on a newly formatted data folder; `version`: with other software. */
  start(node: number, options?: { readonly emptyDisk?: boolean; readonly version?: string }): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  pause(node: number): Promise<void>;
  resume(node: number): Promise<void>;
  /** Starts one more broker in the zone with the fewest nodes; resolves with its id. */
  add(): Promise<number>;
  /** Stops a node for good and forgets it: it is no longer among `nodes`. */
  remove(node: number, withinMs: number): Promise<void>;
}

export type HowItEnded = 'heeded SIGTERM' | 'ended otherwise';

export interface NodeUsage {
  readonly node: number;
  readonly cpuSeconds: number;
  readonly rssBytes: number;
  /** Read from a device, not from the page cache; null where the system does not tell. */
  readonly diskReadBytes: number | null;
}
