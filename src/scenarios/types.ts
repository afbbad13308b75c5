import type { Bytes, Milliseconds, RecordsPerSecond, Seconds } from '../units.ts';
import type { PlannedFault } from './fault-types.ts';
import type { ProductionWorkload } from './production.ts';
import type { SeenProduction } from './seen-production.ts';

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
  /** What was seen of the production that this stands for; absent where the scenario names no capture. */
  readonly seen?: SeenProduction;
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
