import type {
  AclAnswer,
  BrokerAddress,
  ConfigEntry,
  FeatureLevels,
  GroupAnswer,
  LogDirAnswer,
  QuorumAnswer,
  QuotaAnswer,
  ReassignmentAnswer,
  ScramUserAnswer,
  TransactionAnswer,
} from '../kafka/read-only/answers.ts';
import type { Reading } from '../kafka/read-only/reading.ts';
import type { ReadLimits, Spent } from '../kafka/read-only/requests-log.ts';

export const INVENTORY_VERSION = 1;

/** inventory.json: what is on a cluster, section by section, each with how it was obtained or why it was not. */
export interface Inventory {
  readonly schemaVersion: typeof INVENTORY_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: {
    readonly name: string;
    readonly platform: string;
    readonly environment: 'test' | 'production';
    readonly bootstrap: readonly string[];
  };
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly limits: ReadLimits;
  readonly spent: Spent;
  /** What was there at the start and gone or other at the end, each in a sentence. */
  readonly changed: readonly string[];
  /** What follows from the sections. */
  readonly overview: Overview;
  readonly sections: {
    readonly brokers: Reading<BrokersSection>;
    readonly features: Reading<FeaturesSection>;
    readonly topics: Reading<readonly TopicEntry[]>;
    readonly groups: Reading<readonly GroupEntry[]>;
    readonly acls: Reading<readonly AclAnswer[]>;
    readonly quotas: Reading<readonly QuotaAnswer[]>;
    readonly scramUsers: Reading<readonly ScramUserAnswer[]>;
    readonly transactions: Reading<readonly TransactionAnswer[]>;
    readonly reassignments: Reading<readonly ReassignmentAnswer[]>;
    readonly quorum: Reading<QuorumAnswer>;
    readonly logDirs: Reading<readonly Omit<LogDirAnswer, 'replicas'>[]>;
    readonly schemaRegistry: Reading<SchemaRegistrySection>;
    readonly kafkaConnect: Reading<readonly ConnectCluster[]>;
  };
  /** What depends on the cluster and cannot be read from it: filled in by people, kept by the next scan. */
  readonly byHand: readonly HandRow[];
}

/** The whole cluster in a few figures; null where they are not known. */
export interface Overview {
  /** What the API versions imply: `4.1 or later`. */
  readonly release: string | null;
  readonly brokers: number | null;
  readonly racks: readonly string[];
  /** Kafka's own not among them. */
  readonly topics: number | null;
  readonly internalTopics: number | null;
  readonly partitions: number | null;
  /** One copy of everything, as stored; a lower bound where `bytesAreLowerBound`. */
  readonly bytes: number | null;
  /** Sizes of some topics are not known, or there may be more topics. */
  readonly bytesAreLowerBound: boolean;
  readonly recordsPerSecond: number | null;
  /** Of some topics that can be written it is not known, or there may be more topics. */
  readonly recordsPerSecondIsLowerBound: boolean;
  readonly bytesPerSecond: number | null;
  /** So, or of fewer topics than records: the two are then not of the same topics. */
  readonly bytesPerSecondIsLowerBound: boolean;
  readonly groups: number | null;
  /** There may be more that are hidden or with a broker that did not answer. */
  readonly groupsAreLowerBound: boolean;
  readonly lag: number | null;
  readonly lagIsLowerBound: boolean;
  /** What is broken, what is at risk and what is worth knowing, in this order. */
  readonly attention: readonly Attention[];
}

export const ATTENTION_KINDS = ['broken', 'at-risk', 'worth-knowing'] as const;

export interface Attention {
  /** Stable: `offline-partitions`. */
  readonly id: string;
  readonly kind: (typeof ATTENTION_KINDS)[number];
  /** `2 partitions have no leader: nobody can write or read them`. */
  readonly what: string;
  /** All that it is about: topics, partitions, groups. */
  readonly names: readonly string[];
  readonly todo: string;
}

export interface BrokersSection {
  readonly clusterId: string;
  readonly controllerId: number | null;
  readonly brokers: readonly (BrokerAddress & { readonly configs: Reading<readonly ConfigEntry[]> })[];
}

export interface FeaturesSection {
  /** What the API versions imply: `4.1 or later`. */
  readonly release: string;
  readonly features: readonly FeatureLevels[];
  readonly apis: readonly { readonly key: number; readonly name: string; readonly min: number; readonly max: number }[];
}

export interface TopicEntry {
  readonly name: string;
  readonly id: string | null;
  readonly internal: boolean;
  readonly partitions: readonly PartitionEntry[];
  /** Null where they were not obtained; the section's `missing` says why. */
  readonly configs: readonly ConfigEntry[] | null;
  /** Of one copy of every partition, from the leaders' log directories; null where these are not known. */
  readonly bytes: number | null;
  /** Between two samples; null where there were not two. */
  readonly throughput: Throughput | null;
}

export interface Throughput {
  readonly seconds: number;
  readonly recordsPerSecond: number;
  /** As stored, one copy; null where sizes are not known, or a log also shrinks: by retention meanwhile, by compaction. */
  readonly bytesPerSecond: number | null;
}

export interface PartitionEntry {
  readonly partition: number;
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
  readonly offline: readonly number[];
  readonly earliest: number | null;
  readonly latest: number | null;
  readonly bytes: number | null;
}

export interface GroupEntry extends GroupAnswer {
  /** Sum over partitions whose commit and end offset are known; null where none is. */
  readonly lag: number | null;
  /** Commits, or end offsets, are not known of all of them: it lags by at least so much. */
  readonly lagIsLowerBound: boolean;
}

export interface SchemaRegistrySection {
  readonly url: string;
  readonly mode: string | null;
  readonly compatibility: string | null;
  readonly subjects: readonly SubjectEntry[];
}

export interface SubjectEntry {
  readonly subject: string;
  readonly versions: readonly number[];
  readonly type: string;
  readonly mode: string | null;
  readonly compatibility: string | null;
  /** Type, references and id are the latest version's. */
  readonly references: readonly SchemaReference[];
  readonly id: number | null;
  /** Every version with its text, where these were asked for; else null. */
  readonly schemas: readonly SchemaVersion[] | null;
}

export interface SchemaReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

export interface SchemaVersion {
  readonly version: number;
  readonly id: number | null;
  readonly type: string;
  readonly references: readonly SchemaReference[];
  readonly schema: string;
}

export interface ConnectCluster {
  readonly url: string;
  readonly version: string | null;
  readonly kafkaClusterId: string | null;
  /** What is installed; null where it does not tell. */
  readonly plugins:
    | readonly { readonly class: string; readonly type: string; readonly version: string | null }[]
    | null;
  readonly connectors: readonly ConnectorEntry[];
}

export interface ConnectorEntry {
  readonly name: string;
  readonly type: 'source' | 'sink' | 'unknown';
  readonly state: string;
  readonly workerId: string | null;
  /** Secrets are replaced by `[redacted]`. */
  readonly config: Readonly<Record<string, string>>;
  readonly topics: readonly string[] | null;
  readonly tasks: readonly { readonly id: number; readonly state: string; readonly workerId: string | null }[];
}

/** One row of what people have to say: `owner` of `topic orders`. */
export interface HandRow {
  readonly about: string;
  readonly question: string;
  /** Null: nobody has said yet. */
  readonly answer: string | null;
  /** What it is about is not on the cluster any more. */
  readonly gone: boolean;
}
