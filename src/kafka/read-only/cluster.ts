import type {
  AclAnswer,
  BrokerApis,
  ClusterAnswer,
  ConfigEntry,
  FetchedBytes,
  GroupAnswer,
  GroupListing,
  LogDirAnswer,
  OffsetAt,
  PartitionOffset,
  PermittedAnswer,
  QuorumAnswer,
  QuotaAnswer,
  ReassignmentAnswer,
  ScramUserAnswer,
  TopicAnswer,
  TransactionAnswer,
} from './answers.ts';
import type { Gate } from './gate.ts';
import type { Reading } from './reading.ts';
import type { AskedLog, ReadLimits, Spent } from './requests-log.ts';

/**
 * A cluster that can only be looked at. Every request of every command about somebody's cluster goes through it: it
 * is paced, logged, and of a kind that changes nothing. No reading rejects because of what one broker says: what
 * is not there is told in the reading. They reject where the signal aborts, with its reason.
 */
export interface ReadOnlyCluster {
  cluster(): Promise<Reading<ClusterAnswer>>;
  apis(): Promise<Reading<readonly BrokerApis[]>>;
  /** All topics, Kafka's own among them. */
  topics(): Promise<Reading<readonly TopicAnswer[]>>;
  topicConfigs(topics: readonly string[]): Promise<Reading<ReadonlyMap<string, readonly ConfigEntry[]>>>;
  brokerConfigs(brokers: readonly number[]): Promise<Reading<ReadonlyMap<number, readonly ConfigEntry[]>>>;
  offsets(partitions: readonly PartitionName[], at: OffsetAt): Promise<Reading<readonly PartitionOffset[]>>;
  logDirs(): Promise<Reading<readonly LogDirAnswer[]>>;
  groups(): Promise<Reading<readonly GroupListing[]>>;
  /** Members and committed offsets; a group that is gone meanwhile is among `missing`. */
  describeGroups(groups: readonly GroupListing[]): Promise<Reading<readonly GroupAnswer[]>>;
  acls(): Promise<Reading<readonly AclAnswer[]>>;
  quotas(): Promise<Reading<readonly QuotaAnswer[]>>;
  scramUsers(): Promise<Reading<readonly ScramUserAnswer[]>>;
  transactions(): Promise<Reading<readonly TransactionAnswer[]>>;
  reassignments(): Promise<Reading<readonly ReassignmentAnswer[]>>;
  quorum(): Promise<Reading<QuorumAnswer>>;
  /** What this principal may do with the cluster and with these; nothing is tried, and names need not exist. */
  permitted(topics: readonly string[], groups: readonly string[]): Promise<Reading<PermittedAnswer>>;
  /** At most `maxBytes` of batches from each place on; a batch that is larger comes whole. */
  fetch(
    places: readonly (PartitionName & { readonly offset: number })[],
    maxBytes: number,
  ): Promise<Reading<readonly FetchedBytes[]>>;
  /** Of small requests over a connection that is open, µs: one after the other of a broker, several brokers at a time. */
  roundTrips(samples: number): Promise<Reading<ReadonlyMap<number, readonly number[]>>>;
  spent(): Spent;
  /** Most that a broker said it held an answer back, ms: a quota is reached. */
  throttledMillis(): number;
  close(): Promise<void>;
}

export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

export interface ReadOnlyOptions {
  readonly clientId: string;
  readonly limits: ReadLimits;
  readonly log: AskedLog;
  readonly signal: AbortSignal;
  /** Most that connecting to a broker may take. */
  readonly connectWithinMs?: number;
  /** Most that any answer may take. */
  readonly answerWithinMs?: number;
  /** Through which HTTP services go as well; without it the cluster has one of its own. */
  readonly gate?: Gate;
}
