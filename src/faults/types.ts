import type { KafkaAdmin } from '../kafka/admin.ts';
import type { ConnectionSettings } from '../kafka/connection.ts';
import type { Endpoint, ListenerName, LocalCluster } from '../platforms/types.ts';
import type { FaultKind } from '../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../scenarios/fault-types.ts';
import type { Target } from '../scenarios/target-types.ts';

/** One file under faults/ breaks the cluster in one way and heals it. The index lists them. */
export interface Injector {
  readonly kinds: readonly FaultKind[];
  /**
   * Why this fault cannot be done to this target, as a sentence without a full stop, or null. Pure; asked before
   * anything starts. An injector that is not meant for the target at all answers `undefined`.
   */
  refusal(fault: PlannedFault, facts: TargetFacts): string | null | undefined;
  prepare(fault: PlannedFault, surroundings: FaultSurroundings): Promise<PreparedFault>;
}

/** What is known of a target before it is started. */
export interface TargetFacts {
  readonly target: Target;
  /** Of a platform that is started here: what can be done to it; null for a cluster that is only connected to. */
  readonly local: {
    readonly nodes: number;
    /** Of node 1, 2, …; a zone of several nodes stands there as often. */
    readonly zones: readonly string[];
    readonly faults: readonly FaultKind[];
    readonly hasObjectStore: boolean;
  } | null;
}

/** What a fault may lay hands on while the load runs. */
export interface FaultSurroundings {
  readonly target: Target;
  /** Null for a cluster that the tool did not start. */
  readonly local: LocalCluster | null;
  readonly connection: ConnectionSettings;
  readonly admin: KafkaAdmin;
  /** Names of the run's topics on the cluster. */
  readonly topics: readonly string[];
  /** Zone in which the load's clients stand (`plan.client.zone`); null where the plan names none. */
  readonly clientZone: string | null;
  /** Version that a rolling upgrade leads to (`LocalPlatform.upgrade`); null where there is none. */
  readonly upgradeTo: string | null;
  readonly clients: ClientFaults;
  /** Null where no proxies were put before the nodes. */
  readonly network: NetworkFaults | null;
  /** Null where the target has no object store that is reached through the proxy. */
  readonly objectStore: ObjectStoreFaults | null;
  /** Most that one fault may take to be in effect, and to be healed, where nothing else says it. */
  readonly withinMs: number;
  /** Most that copying partitions may take: to a node with an empty disk, and from node to node. */
  readonly copyWithinMs: number;
  /** Something worth knowing that was seen meanwhile. */
  note(message: string): void;
}

/** A fault that is ready to be done. Both reject where the effect, or its end, was not seen in time. */
export interface PreparedFault {
  /** How another process could heal it, if this one is killed; null where it cannot outlive this process. */
  readonly undo: Undo | null;
  /** Notes what should be known of the cluster just before: asked a moment ahead, so that it delays nothing. */
  look?(): Promise<void>;
  /** Resolves, with what was seen, when the fault is in effect. A procedure resolves when it has begun. */
  inject(signal: AbortSignal): Promise<string>;
  /**
   * Resolves, with what was seen, when nothing of the fault is left; of a procedure: when it is through. Works
   * after an `inject` that failed or was aborted, and a second time; what `inject` never touched it leaves alone.
   * Given a signal, it is waited for no longer than until that aborts: for what is gone with the cluster that is
   * stopped next.
   */
  heal(signal?: AbortSignal): Promise<string>;
}

/** Heals a fault from data alone: what the journal of faults keeps. */
export type Undo =
  | {
      readonly kind: 'command';
      readonly heal: readonly string[];
      readonly check: readonly string[];
      readonly withinMs: number;
      /** Where they are run: names in them may be relative to it. */
      readonly folder: string;
    }
  | { readonly kind: 'toxics'; readonly api: string; readonly toxics: readonly { proxy: string; toxic: string }[] };

/** The load generator's own clients, as far as faults may end them. */
export interface ClientFaults {
  /** Ends a member's connections without a goodbye; resolves when they are gone. */
  crashMember(group: string, member: number): Promise<void>;
  /** A new member in its place; resolves when it has joined. */
  restoreMember(group: string, member: number): Promise<void>;
  crashProducer(producer: number): Promise<void>;
  restoreProducer(producer: number): Promise<void>;
}

/** Proxies before the listeners of the nodes. */
export interface NetworkFaults {
  /** Those that there are on the way to such listeners, of one node or, with null, of any. */
  paths(listener: ListenerName, node: number | null): readonly NetworkPath[];
  /** Where whoever takes this path connects. */
  entrance(path: NetworkPath): Promise<Endpoint>;
  /** Disturbs every named path; resolves when the proxy has taken it. */
  disturb(paths: readonly NetworkPath[], how: NetworkDisturbance): Promise<void>;
  /** Takes every disturbance off again; resolves when the proxy says that none is left. */
  clear(paths: readonly NetworkPath[]): Promise<void>;
  /** How many of these paths the proxy says to be disturbed now. */
  disturbances(paths: readonly NetworkPath[]): Promise<number>;
  /** How another process takes it off; null where the proxies end with this one. */
  undo(paths: readonly NetworkPath[], how: NetworkDisturbance): Undo | null;
}

/** The way to one listener. */
export interface NetworkPath {
  /** Name of the proxy on it. */
  readonly proxy: string;
  readonly listener: ListenerName;
  /** To which it leads; null where the target's file does not say. */
  readonly node: number | null;
}

export type NetworkDisturbance =
  /** Added to every round trip, on the way back. */
  | { readonly kind: 'delay'; readonly latencyMs: number; readonly jitterMs: number }
  /** Of each connection, in each direction. */
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** Nothing passes, and nobody is told: connections stay, new ones are never answered. */
  | { readonly kind: 'cut' };

/** The object-store proxy. */
export interface ObjectStoreFaults {
  disturb(how: ObjectStoreDisturbance): Promise<void>;
  clear(): Promise<void>;
  /** Requests to which something was done since the last `disturb`. */
  injected(): Promise<number>;
  /** Requests of the kind that was disturbed which came after `clear` and were answered to the end, untouched. */
  passed(): Promise<number>;
}

export interface ObjectStoreDisturbance {
  /** Absent: every operation, every key. */
  readonly operations?: readonly string[];
  readonly keys?: string;
  readonly latencyMs?: number;
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
  /** Share of the requests answered with 503 SlowDown. */
  readonly throttledShare?: number;
  /** Connections are reset without an answer. */
  readonly unreachable?: boolean;
}
