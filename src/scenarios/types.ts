import type { Bytes, BytesPerSecond, Milliseconds, RecordsPerSecond, Seconds } from '../units.ts';
import type { FaultKind, ObjectOperation } from './fault-kinds.ts';
import type { ProductionWorkload } from './production.ts';

/** The plan: a scenario resolved, without targets and run id. Its canonical JSON is what `plan.digest` covers. */
export interface Plan {
  readonly planVersion: 1;
  readonly scenario: string;
  readonly seed: number;
  readonly profile: 'smoke' | 'poc' | 'soak';
  readonly topics: readonly PlannedTopic[];
  readonly records: RecordShape;
  readonly client: ClientProfile;
  readonly streams: readonly Stream[];
  /** Contiguous from second 0; every boundary is a whole second. */
  readonly phases: readonly Phase[];
  readonly groups: readonly PlannedGroup[];
  readonly catchUp: PlannedCatchUp | null;
  readonly retentionMs: Milliseconds;
  /** How long groups may still read after the last send has its fate: more for a larger backlog. */
  readonly readingPatienceSeconds: Seconds;
  readonly thresholds: readonly Threshold[];
  readonly repetitions: number;
  readonly production: ProductionWorkload;
  /** In the order in which they begin; absent in plans of runs before there were any: none. */
  readonly faults?: readonly PlannedFault[];
  /** Response p99 with which a second counts as recovered; absent where there are no faults. */
  readonly recoveredP99Ms?: Milliseconds;
}

/** One fault on the plan's timeline. */
export interface PlannedFault {
  /** `<kind>-<n>`, the n-th of its kind in the plan. */
  readonly id: string;
  readonly kind: FaultKind;
  readonly where: FaultPlace;
  /** Phase in which it begins. */
  readonly phase: string;
  /** Since the epoch; not always whole. */
  readonly startSecond: Seconds;
  /** Until healing begins, or the most that a procedure may take; null where a procedure may take until the load ends. */
  readonly durationSeconds: Seconds | null;
  readonly settings: FaultSettings;
}

export type FaultPlace =
  | { readonly scope: 'node'; readonly node: number }
  | { readonly scope: 'zone'; readonly zone: string }
  /** `member` counts from 0. */
  | { readonly scope: 'member'; readonly group: string; readonly member: number }
  | { readonly scope: 'producer'; readonly producer: number }
  | { readonly scope: 'cluster' };

/** Only what the scenario gave, with what a kind takes without it. */
export interface FaultSettings {
  readonly latencyMs?: Milliseconds;
  readonly jitterMs?: Milliseconds;
  readonly bytesPerSecond?: BytesPerSecond;
  readonly between?: 'clients' | 'brokers';
  /** Of the requests; absent: all. */
  readonly share?: number;
  /** Absent: every operation. */
  readonly operations?: readonly ObjectOperation[];
  /** What keys begin with; absent: every key. */
  readonly keys?: string;
}

export interface PlannedTopic {
  readonly name: string;
  readonly partitions: number;
  /** null: the broker's own default. */
  readonly replication: number | null;
  /** Kafka topic configs as strings, without what a target adds. */
  readonly configs: Readonly<Record<string, string>>;
  /** Share of the ingress; all topics' shares add up to 1. */
  readonly share: number;
}

export type SizeDistribution =
  | { readonly kind: 'fixed'; readonly bytes: Bytes }
  | { readonly kind: 'uniform'; readonly minBytes: Bytes; readonly maxBytes: Bytes }
  | { readonly kind: 'lognormal'; readonly medianBytes: Bytes; readonly sigma: number; readonly maxBytes: Bytes }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly bytes: Bytes; readonly weight: number }[] };

export type KeyDistribution =
  | { readonly kind: 'none' }
  | { readonly kind: 'uniform'; readonly count: number }
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number };

export type Compression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

export interface RecordShape {
  /** Size of the value, prefix included. */
  readonly size: SizeDistribution;
  readonly meanBytes: Bytes;
  readonly keys: KeyDistribution;
  /** Share of each value that repeats one byte: 0 incompressible, 1 nothing but repetition. */
  readonly compressibility: number;
}

export interface ClientProfile {
  readonly driver: string;
  readonly acks: 'all' | '1' | '0';
  readonly idempotence: boolean;
  readonly lingerMs: Milliseconds;
  readonly batchBytes: Bytes;
  /** Produce requests without an answer, per broker. */
  readonly inFlight: number;
  readonly compression: Compression;
  readonly deliveryTimeoutMs: Milliseconds;
  readonly sendBufferBytes: Bytes;
  readonly zone: string | null;
  /** Sending threads, and as many for reading; absent in plans of runs before there were several: 1. */
  readonly threads?: number;
  /** Largest produce request of several batches; absent where nothing says it: 1 MiB (client-sizes.ts). */
  readonly requestBytes?: Bytes;
  /** Most that a fetch asks of one partition; absent where nothing says it: 1 MiB (client-sizes.ts). */
  readonly fetchPartitionBytes?: Bytes;
  /** Stands before every client id, for a platform that reads its clients' zone there; only of a tuned side. */
  readonly clientIdPrefix?: string;
}

/** Client settings that a target's vendor advises; the scenario's are used for the others. */
export type TunedClients = Partial<
  Pick<
    ClientProfile,
    | 'lingerMs'
    | 'batchBytes'
    | 'requestBytes'
    | 'inFlight'
    | 'sendBufferBytes'
    | 'fetchPartitionBytes'
    | 'clientIdPrefix'
  >
>;

/** What one producer writes to one topic. Record i of the topic belongs to producer i mod producers. */
export interface Stream {
  readonly id: number;
  readonly topic: string;
  readonly producer: number;
  readonly producers: number;
}

/** `backlog` and `warm-up` are sent, recorded and audited, but stay out of the headline. */
export type PhaseRole = 'backlog' | 'warm-up' | 'measured';

export interface Phase {
  readonly name: string;
  readonly kind: 'steady' | 'ramp' | 'burst';
  readonly role: PhaseRole;
  readonly startSecond: Seconds;
  readonly endSecond: Seconds;
  /** Over all topics; `from` equals `to` unless the phase is a ramp (linear). */
  readonly fromRate: RecordsPerSecond;
  readonly toRate: RecordsPerSecond;
}

export interface PlannedGroup {
  readonly name: string;
  readonly role: 'tail' | 'catch-up';
  readonly topics: readonly string[];
  readonly members: number;
}

export interface PlannedCatchUp {
  readonly groups: readonly string[];
  readonly backlogPhase: string;
  readonly startSecond: Seconds;
  /** Seconds just before the start against which collateral is measured. */
  readonly baselineFromSecond: Seconds;
}

export interface Threshold {
  readonly id: string;
  /** A path into a target of `summary.json`, such as `produce.response.p99`. */
  readonly metric: string;
  /** Restricts the metric to one phase, where it has phases. */
  readonly phase: string | null;
  readonly comparator: 'at-most' | 'at-least';
  readonly value: number;
  readonly unit: string;
  readonly abortOnFail: boolean;
}

/** One cluster to run on, resolved; secrets stay references to the environment. */
export interface Target {
  readonly name: string;
  readonly platform: string;
  readonly connect:
    | { readonly kind: 'local'; readonly nodes: number; readonly zones: number; readonly port: number | null }
    | { readonly kind: 'remote'; readonly bootstrap: readonly string[]; readonly security: Security };
  readonly topicConfigs: Readonly<Record<string, string>>;
  /** With it the target is measured twice: with the scenario's clients, and with these. */
  readonly clients?: TunedClients;
  readonly clusterId: string | null;
  readonly budget: Budget | null;
  readonly environment: 'test' | 'production';
  readonly allowWrite: readonly string[];
  /** Shape that the cost model prices; platform-specific keys are the platform's to read. */
  readonly deployment: Deployment;
  /** How this cluster is broken and healed, where the tool did not start it; absent: it cannot be. */
  readonly faults?: TargetFaults;
}

/** What a target's file says about faults on a cluster that the tool did not start. */
export interface TargetFaults {
  /** By kind: commands of the user's that break the cluster and heal it. */
  readonly commands: Readonly<Partial<Record<FaultKind, FaultCommands>>>;
  /** A toxiproxy in front of the cluster; null where there is none. */
  readonly toxiproxy: ToxiproxyPaths | null;
  /** An object-store proxy of ours to which the cluster's S3 endpoint is set; null where there is none. */
  readonly objectStore: ObjectStorePath | null;
}

/**
 * Programs with their arguments; `{where}` stands for the node, zone or nothing that the scenario names. None
 * passes through a shell.
 */
export interface FaultCommands {
  readonly inject: readonly string[];
  readonly heal: readonly string[];
  /** Exits with 0 while the fault is in effect, and with another status while it is not. */
  readonly check: readonly string[];
  /** Most that injecting may take until `check` holds, and healing until it does not. */
  readonly injectWithinMs: Milliseconds;
  readonly healWithinMs: Milliseconds;
}

export interface ToxiproxyPaths {
  /** Of its HTTP API: `host:port`. */
  readonly api: string;
  /** Names of its proxies on the way from clients to each node, by node id. */
  readonly clients: Readonly<Record<string, string>>;
  /** Names of its proxies between brokers, by the node they lead to. */
  readonly brokers: Readonly<Record<string, string>>;
  /** Names of its proxies on the way to the control plane. */
  readonly controlPlane: readonly string[];
}

export interface ObjectStorePath {
  /** Where the proxy listens: `host:port`. */
  readonly listen: string;
  /** The store behind it: `http://host:port` or `https://…`. */
  readonly upstream: string;
  /** What the keys of a WAL in this store begin with; null where the platform keeps none there. */
  readonly walKeys: string | null;
}

export interface Security {
  readonly tls: boolean;
  readonly caFile: string | null;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly usernameEnv: string;
    readonly passwordEnv: string;
  } | null;
}

export interface Budget {
  readonly mibPerSecond: number;
  readonly gib: number;
  readonly minutes: number;
  readonly usd: number;
}

export interface Deployment {
  readonly cloud: 'aws';
  readonly region: string;
  /** Which of the platform's variants it is: `fetch-from-follower`; the first one where it is absent. */
  readonly variant?: string;
  /** Assumption name → value, overriding the platform's own defaults. */
  readonly assumptions: Readonly<Record<string, number | string>>;
}
