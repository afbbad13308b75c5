import { setTimeout as delay } from 'node:timers/promises';
import { Admin, ConfigResourceTypes } from '@platformatic/kafka';
import { CREATE_TOPICS, explainFailure } from './admin-failures.ts';
import type { ConnectionSettings } from './connection.ts';
import { createTopics, LEADERS_WITHIN_MS, type NewTopic, type TopicState } from './create-topics.ts';
import { leaves } from './deepest-reasons.ts';
import { LiveBrokers } from './live-brokers.ts';
import { agreedBrokers } from './partition-states.ts';
import { type Placement, placementOf } from './placement.ts';
import { securityOptions } from './security-options.ts';

export type { NewTopic, TopicState } from './create-topics.ts';

/** ListOffsets' special timestamps (KIP-79, KIP-405). */
const LATEST = -1n;
const EARLIEST_LOCAL = -4n;
const CONNECT_TIMEOUT_MS = 10_000;
/** The library's own retries multiply its time-outs; no single question may take longer than this. */
const ANSWER_WITHIN_MS = 20_000;
const CLOSE_WITHIN_MS = 2_000;
const NEVER = new AbortController().signal;

export interface ClusterState {
  readonly clusterId: string;
  readonly brokers: readonly { readonly id: number; readonly rack: string | null }[];
}

/** Everything the workbench asks of a cluster besides produce and fetch. */
export interface KafkaAdmin extends Placement {
  /** Brokers that are registered and alive. */
  cluster(): Promise<ClusterState>;
  /** The names of all topics. */
  topicNames(): Promise<string[]>;
  /** Creates topics and waits until every partition has a leader. */
  createTopics(topics: readonly NewTopic[]): Promise<readonly TopicState[]>;
  deleteTopics(names: readonly string[]): Promise<void>;
  deleteGroups(names: readonly string[]): Promise<void>;
  /** A topic's configs as read back, defaults included. */
  topicConfigs(name: string): Promise<Readonly<Record<string, string>>>;
  endOffsets(topic: string, partitions: number): Promise<number[]>;
  /** First offset on the brokers' own disks; null where the cluster cannot say. */
  earliestLocalOffsets(topic: string, partitions: number): Promise<number[] | null>;
  /** Median of several metadata round trips, µs. */
  roundTripMicros(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Connects on first use. Errors are WorkbenchErrors `cluster-unreachable` or `cluster-refused` (exit status 4);
 * a question that is open when the signal aborts rejects with its reason.
 */
export function openAdmin(connection: ConnectionSettings, clientId: string, signal: AbortSignal = NEVER): KafkaAdmin {
  const admin = new Admin({
    clientId,
    bootstrapBrokers: [...connection.bootstrap],
    connectTimeout: CONNECT_TIMEOUT_MS,
    timeout: CONNECT_TIMEOUT_MS,
    retries: 3,
    retryDelay: 250,
    ...securityOptions(connection.security),
  });

  const live = new LiveBrokers(connection, clientId);

  async function ask<T>(what: string, request: () => Promise<T>, withinMs = ANSWER_WITHIN_MS): Promise<T> {
    signal.throwIfAborted();
    const over = new AbortController();
    const waits = { signal: AbortSignal.any([signal, over.signal]) };
    const late = delay(withinMs, undefined, waits).then(() => {
      throw new Error(`timed out: no answer within ${withinMs / 1000} s`);
    });
    try {
      return await Promise.race([request(), late]);
    } catch (cause) {
      signal.throwIfAborted();
      throw explainFailure(cause, what, connection);
    } finally {
      over.abort();
      late.catch(() => undefined);
    }
  }

  const offsets = async (topic: string, partitions: number, timestamp: bigint): Promise<number[]> => {
    const requested = Array.from({ length: partitions }, (_, partitionIndex) => ({ partitionIndex, timestamp }));
    const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions: requested }] });
    const found = new Array<number>(partitions).fill(-1);
    for (const { partitionIndex, offset } of listed?.partitions ?? []) found[partitionIndex] = Number(offset);
    return found;
  };

  return {
    ...placementOf(live, ask, signal),
    cluster: () =>
      ask('describe the cluster', async () => {
        const answers = await live.metadata([]);
        return { clusterId: answers[0]?.metadata.clusterId ?? '', brokers: agreedBrokers(answers) };
      }),
    topicNames: () => ask('list the topics', () => admin.listTopics({ includeInternals: false })),
    createTopics: (topics) =>
      ask(
        CREATE_TOPICS,
        () => createTopics(admin, topics, ({ name, partitions }) => offsets(name, partitions, LATEST)),
        LEADERS_WITHIN_MS + ANSWER_WITHIN_MS,
      ),
    deleteTopics: (names) => ask('delete topics', () => admin.deleteTopics({ topics: [...names] }).catch(unlessGone)),
    deleteGroups: (names) => ask('delete groups', () => admin.deleteGroups({ groups: [...names] })),
    topicConfigs: (name) =>
      ask('read topic configs', async () => {
        const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: name }];
        const [description] = await admin.describeConfigs({ resources });
        const entries = (description?.configs ?? []).filter((entry) => !entry.isSensitive);
        return Object.fromEntries(entries.map((entry) => [entry.name, entry.value ?? '']));
      }),
    endOffsets: (topic, partitions) => ask('list end offsets', () => offsets(topic, partitions, LATEST)),
    earliestLocalOffsets: async (topic, partitions) => {
      try {
        return await offsets(topic, partitions, EARLIEST_LOCAL);
      } catch {
        return null;
      }
    },
    roundTripMicros: () =>
      ask('measure the round trip', async () => {
        const samples: number[] = [];
        for (let i = 0; i < 9; i++) {
          const before = performance.now();
          await admin.metadata({ topics: [], forceUpdate: true });
          samples.push((performance.now() - before) * 1e3);
        }
        return Math.round(samples.toSorted((a, b) => a - b)[4] ?? 0);
      }),
    close: () => Promise.race([admin.close(), delay(CLOSE_WITHIN_MS, undefined, { ref: false })]),
  };
}

/** Somebody else deleted the topic: it is gone all the same. */
function unlessGone(cause: unknown): void {
  const isGone = (error: Error & { apiId?: string }): boolean => error.apiId === 'UNKNOWN_TOPIC_OR_PARTITION';
  if (!leaves(cause).every(isGone)) throw cause;
}
