/** What a read-only connection tells of a cluster, in the workbench's words. Offsets and sizes are exact integers. */

export interface ClusterAnswer {
  readonly clusterId: string;
  readonly controllerId: number | null;
  readonly brokers: readonly BrokerAddress[];
}

export interface BrokerAddress {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
  /** KIP-1073; null where the release does not tell. */
  readonly fenced: boolean | null;
}

export interface BrokerApis {
  readonly broker: number;
  readonly apis: readonly { readonly key: number; readonly name: string; readonly min: number; readonly max: number }[];
  /** Features that are finalised, and the levels that the broker supports. */
  readonly features: readonly FeatureLevels[];
}

export interface FeatureLevels {
  readonly name: string;
  /** Null: not finalised. */
  readonly finalized: number | null;
  readonly supportedMin: number;
  readonly supportedMax: number;
}

export interface TopicAnswer {
  readonly name: string;
  /** Null on releases without topic ids. */
  readonly id: string | null;
  readonly internal: boolean;
  readonly partitions: readonly PartitionAnswer[];
}

export interface PartitionAnswer {
  readonly partition: number;
  /** Null: none. */
  readonly leader: number | null;
  readonly leaderEpoch: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly offline: readonly number[];
}

export type ConfigSource =
  | 'topic'
  | 'dynamic-broker'
  | 'dynamic-default-broker'
  | 'static-broker'
  | 'default'
  | 'group'
  | 'client-metrics'
  | 'unknown';

export interface ConfigEntry {
  readonly name: string;
  /** Null where the broker keeps it back: it is sensitive. */
  readonly value: string | null;
  readonly source: ConfigSource;
  readonly sensitive: boolean;
  readonly readOnly: boolean;
}

/** Which offset of a partition is asked for; a number is a time in ms since 1970: the first at or after it. */
export type OffsetAt = 'earliest' | 'latest' | 'max-timestamp' | 'earliest-local' | 'latest-tiered' | number;

export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  /** Null: there is none, as for a time after the last record. */
  readonly offset: number | null;
  /** Of the record at that offset, ms since 1970; null where the answer has none. */
  readonly timestampMs: number | null;
  /** When the answer came, ms since 1970. */
  readonly askedAtMs: number;
}

export interface LogDirAnswer {
  readonly broker: number;
  readonly dir: string;
  /** Bytes of the volume; null on releases that do not tell. */
  readonly totalBytes: number | null;
  readonly usableBytes: number | null;
  readonly replicas: readonly { readonly topic: string; readonly partition: number; readonly bytes: number }[];
}

export type GroupKind = 'classic' | 'consumer' | 'share' | 'streams' | 'unknown';

export interface GroupListing {
  readonly id: string;
  readonly kind: GroupKind;
  readonly state: string | null;
  /** `consumer`, `connect`, …; empty for offsets that nobody's membership stands behind. */
  readonly protocolType: string;
  /** The broker that listed it. */
  readonly coordinator: number;
}

export interface GroupAnswer extends GroupListing {
  readonly members: readonly GroupMember[];
  readonly offsets: readonly CommittedOffset[];
}

export interface GroupMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly rack: string | null;
  readonly assigned: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

export interface CommittedOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface AclAnswer {
  readonly resourceType: string;
  readonly resourceName: string;
  readonly patternType: string;
  readonly principal: string;
  readonly host: string;
  readonly operation: string;
  readonly permission: 'allow' | 'deny';
}

export interface QuotaAnswer {
  /** `[{ type: 'user', name: 'alice' }]`; a null name is the default of its type. */
  readonly entity: readonly { readonly type: string; readonly name: string | null }[];
  readonly values: readonly { readonly key: string; readonly value: number }[];
}

export interface ScramUserAnswer {
  readonly user: string;
  readonly mechanisms: readonly { readonly mechanism: string; readonly iterations: number }[];
}

export interface TransactionAnswer {
  readonly transactionalId: string;
  readonly producerId: number;
  readonly state: string;
  readonly coordinator: number;
  /** Since when it is open, ms since 1970; null: it is not, or was not told. */
  readonly startedAtMs: number | null;
  readonly timeoutMs: number | null;
  readonly partitions: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

export interface ReassignmentAnswer {
  readonly topic: string;
  readonly partition: number;
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

export interface QuorumAnswer {
  readonly leaderId: number;
  readonly voters: readonly { readonly id: number; readonly logEndOffset: number }[];
  readonly observers: readonly { readonly id: number; readonly logEndOffset: number }[];
}

/** Bytes of record batches as they lie in the log; they are looked at and forgotten. */
export interface FetchedBytes {
  readonly topic: string;
  readonly partition: number;
  readonly batches: Buffer;
  readonly highWatermark: number;
  readonly logStart: number;
}

/** What is known of what a principal may do with one resource, in the words of kafka-acls. */
export interface Rights {
  readonly allowed: readonly string[];
  /** Those about which something is known, allowed or not. */
  readonly told: readonly string[];
}

/** KIP-430: what brokers say that this principal may do; names need not exist. Absent: it was not told. */
export interface PermittedAnswer {
  readonly cluster: Rights | null;
  readonly topics: ReadonlyMap<string, Rights>;
  readonly groups: ReadonlyMap<string, Rights>;
}
