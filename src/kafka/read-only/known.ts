import { setTimeout as delay } from 'node:timers/promises';
import type { BrokerAddress, ClusterAnswer, PartitionAnswer, TopicAnswer } from './answers.ts';
import { base64OfUuid } from './base64-of-uuid.ts';
import type { Brokers, Told } from './brokers.ts';
import type { PartitionName } from './cluster.ts';
import { errorOf } from './error-codes.ts';
import type { AnswerOf } from './protocol/api.ts';
import { describeCluster } from './protocol/messages/describe-cluster.ts';
import { metadata } from './protocol/messages/metadata.ts';
import { Unanswered } from './unanswered.ts';

export interface Heard<T> {
  readonly value: T;
  readonly api: { readonly name: string };
  readonly told: Told<unknown>;
}

const NONE = '00000000-0000-0000-0000-000000000000';
const FROM_BROKERS = 1;

/** What is known of a cluster's shape: who its brokers are, and who leads what. Asked for when it is first needed. */
export class Known {
  readonly brokers: Brokers;
  readonly #leaders = new Map<string, Map<number, number | null>>();
  #live: readonly BrokerAddress[] | null = null;
  #fenced: readonly number[] = [];
  #mentioned = new Set<number>();
  #controller: number | null = null;

  constructor(brokers: Brokers) {
    this.brokers = brokers;
  }

  /** Ids of the brokers that are in the cluster, and alive as its controller sees it. */
  async live(): Promise<readonly number[]> {
    if (this.#live === null) await this.cluster();
    return (this.#live ?? []).map(({ id }) => id);
  }

  /** Those that partitions are placed on, or that are registered, and that are not alive. */
  async gone(): Promise<readonly number[]> {
    const live = await this.live();
    return [...new Set([...this.#fenced, ...this.#mentioned])]
      .filter((id) => !live.includes(id))
      .toSorted((a, b) => a - b);
  }

  async controller(): Promise<number | null> {
    await this.live();
    return this.#controller;
  }

  /** Finds out who leads those whose topics are not known yet. */
  async leadersOf(partitions: readonly PartitionName[]): Promise<void> {
    const unknown = new Set(partitions.map(({ topic }) => topic).filter((topic) => !this.#leaders.has(topic)));
    if (unknown.size > 0) await this.topics([...unknown]);
  }

  /** Null: nobody leads it, or it is not known. */
  leaderOf({ topic, partition }: PartitionName): number | null {
    return this.#leaders.get(topic)?.get(partition) ?? null;
  }

  /** Asks once more who leads these, after some time. */
  async settle(partitions: readonly PartitionName[], afterMs: number): Promise<void> {
    await delay(afterMs, undefined, { signal: this.brokers.gate.signal });
    await this.topics([...new Set(partitions.map(({ topic }) => topic))]);
  }

  /** False only where the topic is known and has no such partition. */
  has({ topic, partition }: PartitionName): boolean {
    return this.#leaders.get(topic)?.has(partition) ?? true;
  }

  async cluster(): Promise<Heard<ClusterAnswer>> {
    const heard = await this.#describedCluster();
    const { brokers, controllerId } = heard.value;
    this.#remember(brokers.filter(({ fenced }) => fenced !== true));
    this.#fenced = brokers.filter(({ fenced }) => fenced === true).map(({ id }) => id);
    this.#controller = controllerId;
    return heard;
  }

  /** Topics as they are now: all, or those that are named. Topics that are gone are left out. */
  async topics(names: readonly string[] | null): Promise<Heard<readonly TopicAnswer[]>> {
    const told = await this.brokers.askAny(metadata, metadataQuestion(names), {
      about: names === null ? 'all topics' : `${names.length} topics`,
    });
    this.#remember(brokersIn(told.body));
    for (const name of names ?? []) this.#leaders.set(name, new Map());
    const topics = told.body.topics.flatMap((topic) =>
      topic.name === null || topic.errorCode === GONE ? [] : topicOf(topic),
    );
    for (const { name, partitions } of topics) {
      this.#leaders.set(name, new Map(partitions.map(({ partition, leader }) => [partition, leader])));
      for (const { replicas } of partitions) for (const id of replicas) this.#mentioned.add(id);
    }
    return { value: topics, api: metadata, told };
  }

  async #describedCluster(): Promise<Heard<ClusterAnswer>> {
    const question = {
      includeClusterAuthorizedOperations: false,
      endpointType: FROM_BROKERS,
      includeFencedBrokers: true,
    };
    try {
      const told = await this.brokers.askAny(describeCluster, question);
      const { body, version } = told;
      if (body.errorCode !== 0) throw errorOf(body.errorCode, 'describing the cluster', this.#needed());
      const value = {
        clusterId: body.clusterId,
        controllerId: idOf(body.controllerId),
        brokers: body.brokers.map(({ brokerId, host, port, rack, isFenced }) => {
          return { id: brokerId, host, port, rack, fenced: version < 2 ? null : isFenced };
        }),
      };
      return { value: { ...value, brokers: byId(value.brokers) }, api: describeCluster, told };
    } catch (error) {
      if (!(error instanceof Unanswered) || error.reason !== 'not-supported') throw error;
    }
    const told = await this.brokers.askAny(metadata, metadataQuestion([]));
    const { clusterId, controllerId } = told.body;
    const value = { clusterId: clusterId ?? '', controllerId: idOf(controllerId), brokers: brokersIn(told.body) };
    return { value, api: metadata, told };
  }

  #needed() {
    return {
      principal: this.brokers.principal,
      operation: 'Describe',
      resource: { type: 'cluster', name: '' },
    } as const;
  }

  #remember(brokers: readonly BrokerAddress[]): void {
    this.#live = brokers;
    this.brokers.learn(brokers);
  }
}

/** UNKNOWN_TOPIC_OR_PARTITION. */
const GONE = 3;

export const metadataQuestion = (names: readonly string[] | null, withPermissions = false) => ({
  topics: names?.map((name) => ({ topicId: NONE, name })) ?? null,
  allowAutoTopicCreation: false as const,
  includeClusterAuthorizedOperations: false,
  includeTopicAuthorizedOperations: withPermissions,
});

type Metadata = AnswerOf<typeof metadata>;

const idOf = (id: number): number | null => (id < 0 ? null : id);

const byId = (brokers: readonly BrokerAddress[]): readonly BrokerAddress[] => brokers.toSorted((a, b) => a.id - b.id);

const brokersIn = ({ brokers }: Metadata): readonly BrokerAddress[] =>
  byId(brokers.map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack, fenced: null })));

const topicOf = ({ name, topicId, isInternal, partitions }: Metadata['topics'][number]): TopicAnswer => ({
  name: name ?? '',
  id: topicId === NONE ? null : base64OfUuid(topicId),
  internal: isInternal,
  partitions: partitions
    .map(
      ({ partitionIndex, leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas }): PartitionAnswer => ({
        partition: partitionIndex,
        leader: idOf(leaderId),
        leaderEpoch: idOf(leaderEpoch),
        replicas: replicaNodes,
        inSync: isrNodes,
        offline: offlineReplicas,
      }),
    )
    .toSorted((a, b) => a.partition - b.partition),
});
