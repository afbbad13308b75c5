import type {
  BrokerApis,
  ClusterAnswer,
  ConfigEntry,
  LogDirAnswer,
  QuotaAnswer,
  TopicAnswer,
} from '../kafka/read-only/answers.ts';
import type { AddressAnswer } from '../kafka/read-only/probe/answers.ts';
import type { Reading } from '../kafka/read-only/reading.ts';
import type { WrittenRecord } from '../kafka/ten-records.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { PermissionAnswers } from './permissions/needs.ts';

/** Everything that was asked about a target; the lines come from this alone. */
export interface CheckAnswers {
  readonly target: Target;
  /** Null: plain text, as local platforms listen. */
  readonly security: Extract<Target['connect'], { kind: 'remote' }>['security'] | null;
  readonly bootstrap: readonly string[];
  /** Of every bootstrap address, and of every other one that a broker tells clients to use. */
  readonly addresses: readonly AddressAnswer[];
  /** Addresses of those that nobody got to before the check was over. */
  readonly unprobed: readonly string[];
  readonly cluster: Reading<ClusterAnswer>;
  readonly apis: Reading<readonly BrokerApis[]>;
  readonly topics: Reading<readonly TopicAnswer[]>;
  readonly brokerConfigs: Reading<ReadonlyMap<number, readonly ConfigEntry[]>>;
  readonly logDirs: Reading<readonly LogDirAnswer[]>;
  readonly permissions: PermissionAnswers;
  readonly quotas: Reading<readonly QuotaAnswer[]>;
  /** The login's name, to find the quotas that are its own; it is not written down. */
  readonly user: string | null;
  /** Longest that a broker held back an answer to this check, ms. */
  readonly throttledMillis: number;
  readonly roundTrips: Reading<ReadonlyMap<number, readonly number[]>>;
  readonly services: readonly ServiceAnswer[];
  readonly writing: WritingAnswer;
  readonly timeoutMs: number;
  /** ms since 1970. */
  readonly nowMs: number;
  /** How many partitions the platform's vendor advises; null: no such advice is known. */
  readonly partitionAdvice: PartitionAdvice | null;
}

export interface PartitionAdvice {
  readonly replicasPerBroker: number;
  readonly source: string;
}

/** A service beside the brokers, and what its clock said. */
export interface ServiceAnswer {
  readonly title: string;
  readonly url: string;
  readonly answered: Reading<ServiceClock>;
}

export interface ServiceClock {
  /** This machine's clock around the question, ms since 1970. */
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  /** Of its `Date` header, whole seconds; null where it has none. */
  readonly dateMs: number | null;
}

export type WritingAnswer =
  | { readonly kind: 'not-asked'; readonly why: string; readonly todo: string | null }
  | { readonly kind: 'failed'; readonly what: string; readonly todo: string; readonly left: string | null }
  | {
      readonly kind: 'written';
      readonly topic: string;
      /** The broker that appended them, and stamped them. */
      readonly leader: number;
      readonly records: readonly WrittenRecord[];
      /** As many as came back with the bytes that were sent. */
      readonly readBack: number;
      readonly topicDeleted: boolean;
    };
