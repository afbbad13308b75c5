import { setTimeout as delay } from 'node:timers/promises';
import { Admin, ConfigResourceTypes } from '@platformatic/kafka';
import { platformError } from '../errors.ts';
import type { ConnectionSettings } from './connection.ts';
import { deepestReasons, leaves } from './deepest-reasons.ts';
import { securityOptions } from './security-options.ts';

/** ListOffsets' special timestamps (KIP-79, KIP-405). */
const LATEST = -1n;
const EARLIEST_LOCAL = -4n;
const POLL_MS = 100;
const CONNECT_TIMEOUT_MS = 10_000;
/** The library's own retries multiply its time-outs; no single question may take longer than this. */
const ANSWER_WITHIN_MS = 20_000;
const LEADERS_WITHIN_MS = 30_000;
const CLOSE_WITHIN_MS = 2_000;
const CREATE_TOPICS = 'create topics';
const NEVER = new AbortController().signal;

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** Null: the broker's default. */
  readonly replication: number | null;
  readonly configs: Readonly<Record<string, string>>;
}

export interface TopicState {
  readonly name: string;
  readonly partitions: readonly { readonly leader: number; readonly replicas: readonly number[] }[];
}

export interface ClusterState {
  readonly clusterId: string;
  readonly brokers: readonly { readonly id: number; readonly rack: string | null }[];
}

/** Everything the workbench asks of a cluster besides produce and fetch. */
export interface KafkaAdmin {
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
      throw explain(cause, what, connection);
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
    cluster: () =>
      ask('describe the cluster', async () => {
        const metadata = await admin.metadata({ topics: [], forceUpdate: true });
        const brokers = [...metadata.brokers].map(([id, broker]) => ({ id, rack: broker.rack ?? null }));
        return { clusterId: metadata.id, brokers };
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

/** `askLeaders` rejects while a broker that is announced as a leader does not lead yet: it would refuse records, too. */
async function createTopics(
  admin: Admin,
  topics: readonly NewTopic[],
  askLeaders: (topic: NewTopic) => Promise<unknown>,
): Promise<readonly TopicState[]> {
  for (const topic of topics) {
    await admin.createTopics({
      topics: [topic.name],
      partitions: topic.partitions,
      replicas: topic.replication ?? -1,
      configs: Object.entries(topic.configs).map(([name, value]) => ({ name, value })),
    });
  }
  const names = topics.map((topic) => topic.name);
  const deadline = performance.now() + LEADERS_WITHIN_MS;
  for (;;) {
    const states = await leadersOf(admin, names).catch(() => []);
    const whole = topics.every((topic) => {
      const state = states.find((candidate) => candidate.name === topic.name);
      return state?.partitions.length === topic.partitions && state.partitions.every(({ leader }) => leader >= 0);
    });
    const led =
      whole &&
      (await Promise.all(topics.map(askLeaders)).then(
        () => true,
        () => false,
      ));
    if (led) return states;
    if (performance.now() > deadline)
      throw new Error(`timed out: no leader for every partition of ${names.join(', ')}`);
    await delay(POLL_MS);
  }
}

async function leadersOf(admin: Admin, names: readonly string[]): Promise<TopicState[]> {
  const metadata = await admin.metadata({ topics: [...names], forceUpdate: true });
  return names.map((name) => ({
    name,
    partitions: (metadata.topics.get(name)?.partitions ?? []).map(({ leader, replicas }) => ({ leader, replicas })),
  }));
}

/** Somebody else deleted the topic: it is gone all the same. */
function unlessGone(cause: unknown): void {
  const isGone = (error: Error & { apiId?: string }): boolean => error.apiId === 'UNKNOWN_TOPIC_OR_PARTITION';
  if (!leaves(cause).every(isGone)) throw cause;
}

const CHECK_PERMISSIONS = 'check the permissions of the principal and the limits of the cluster';
/** What to do, by what the reason says. */
const TODO_WHEN: readonly (readonly [RegExp, string])[] = [
  [/authentication/i, 'check that the credentials to which the target refers are right and have not expired'],
  [/unknown topic/i, 'the topic is gone: find out what deleted it, and run again'],
];

function explain(cause: unknown, what: string, connection: ConnectionSettings): Error {
  const reason = deepestReasons(cause);
  const address = connection.bootstrap.join(', ');
  const unreachable = leaves(cause).some((error) =>
    /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|timed out|Connection/.test(
      `${error.name} ${error.message} ${error.code ?? ''}`,
    ),
  );
  if (unreachable) {
    return platformError(
      'cluster-unreachable',
      `no broker answered at ${address} (${reason})`,
      'check the bootstrap address, that the cluster is up, and whether it expects TLS or SASL',
      cause,
    );
  }
  if (what === CREATE_TOPICS) {
    return platformError(
      'topics-refused',
      `the cluster at ${address} refused to create topics: ${reason}`,
      'check the topic configs of the scenario and of the target, the replication, and the permissions of the principal',
      cause,
    );
  }
  const [, todo] = TODO_WHEN.find(([sign]) => sign.test(reason)) ?? [null, CHECK_PERMISSIONS];
  return platformError('cluster-refused', `the cluster at ${address} refused to ${what}: ${reason}`, todo, cause);
}
