import type {
  AclAnswer,
  BrokerApis,
  ClusterAnswer,
  ConfigEntry,
  GroupAnswer,
  GroupListing,
  LogDirAnswer,
  PartitionOffset,
  QuorumAnswer,
  QuotaAnswer,
  ReassignmentAnswer,
  ScramUserAnswer,
  TopicAnswer,
  TransactionAnswer,
} from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import type { ConnectCluster, SchemaRegistrySection } from '../types.ts';

/** Where every partition begins and ends, and how large it is, at one time. */
export interface Sample {
  readonly earliest: Reading<readonly PartitionOffset[]>;
  readonly latest: Reading<readonly PartitionOffset[]>;
  readonly logDirs: Reading<readonly LogDirAnswer[]>;
  /** When sizes were asked for, ms since 1970. */
  readonly sizesAtMs: number;
}

/** What a cluster says of itself that may be other at the end of a scan. */
export interface Membership {
  readonly cluster: Reading<ClusterAnswer>;
  readonly topics: Reading<readonly TopicAnswer[]>;
  readonly groups: Reading<readonly GroupListing[]>;
}

/** All that a scan read; an inventory follows from it alone. */
export interface ScanReadings {
  readonly before: Membership;
  readonly after: Membership;
  /** Null where throughput was not asked for. */
  readonly first: Sample | null;
  /** Taken after the groups' commits, so that lag is never less than none. */
  readonly last: Sample;
  readonly apis: Reading<readonly BrokerApis[]>;
  readonly brokerConfigs: Reading<ReadonlyMap<number, readonly ConfigEntry[]>>;
  readonly topicConfigs: Reading<ReadonlyMap<string, readonly ConfigEntry[]>>;
  readonly groups: Reading<readonly GroupAnswer[]>;
  readonly acls: Reading<readonly AclAnswer[]>;
  readonly quotas: Reading<readonly QuotaAnswer[]>;
  readonly scramUsers: Reading<readonly ScramUserAnswer[]>;
  readonly transactions: Reading<readonly TransactionAnswer[]>;
  readonly reassignments: Reading<readonly ReassignmentAnswer[]>;
  readonly quorum: Reading<QuorumAnswer>;
  readonly schemaRegistry: Reading<SchemaRegistrySection>;
  readonly kafkaConnect: Reading<readonly ConnectCluster[]>;
}
