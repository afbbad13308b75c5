import type { BrokerAnswer } from './live-brokers.ts';

export interface PartitionState {
  readonly topic: string;
  readonly partition: number;
  /** −1 where there is none. */
  readonly leader: number;
  /** The first is the preferred leader. */
  readonly replicas: readonly number[];
  /** Those that every broker that answered counts as in sync. */
  readonly isr: readonly number[];
  /** Replicas that are down, as any broker that answered sees it. */
  readonly offline: readonly number[];
}

export interface TopicSelection {
  readonly topics: readonly string[];
  /** Kafka's own topics as well, such as those of offsets and transactions. */
  readonly internal: boolean;
}

/** Names of Kafka's own topics: by Kafka's word, and what its plugins create. */
const isInternal = (name: string, flagged: boolean): boolean => flagged || name.startsWith('__');

/**
 * One state for every partition from the views of several brokers, any of which may be old: the leader of the latest
 * epoch, and in sync only what is in sync in every view. A topic that a view lacks is new or deleted, and not missed.
 */
export function agreedStates(answers: readonly BrokerAnswer[], { topics, internal }: TopicSelection): PartitionState[] {
  const states = new Map<string, PartitionState & { readonly leaderEpoch: number }>();
  for (const { metadata } of answers) {
    for (const topic of metadata.topics) {
      const name = topic.name ?? '';
      if (!topics.includes(name) && !(internal && isInternal(name, topic.isInternal))) continue;
      for (const {
        partitionIndex,
        leaderId,
        leaderEpoch,
        replicaNodes,
        isrNodes,
        offlineReplicas,
      } of topic.partitions) {
        const key = `${name}/${partitionIndex}`;
        const before = states.get(key);
        const newer = before === undefined || leaderEpoch >= before.leaderEpoch;
        states.set(key, {
          topic: name,
          partition: partitionIndex,
          leader: newer ? leaderId : before.leader,
          leaderEpoch: Math.max(leaderEpoch, before?.leaderEpoch ?? leaderEpoch),
          replicas: newer ? replicaNodes : before.replicas,
          isr: before === undefined ? isrNodes : before.isr.filter((replica) => isrNodes.includes(replica)),
          offline: [...new Set([...(before?.offline ?? []), ...offlineReplicas])],
        });
      }
    }
  }
  return [...states.values()]
    .map(({ leaderEpoch: _, ...state }) => state)
    .toSorted((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
}

/** Brokers that are registered and alive in every view, with their racks. */
export function agreedBrokers(
  answers: readonly BrokerAnswer[],
): { readonly id: number; readonly rack: string | null }[] {
  const [first, ...others] = answers.map(({ metadata }) => metadata.brokers);
  return (first ?? [])
    .filter(({ nodeId }) => others.every((brokers) => brokers.some((broker) => broker.nodeId === nodeId)))
    .map(({ nodeId, rack }) => ({ id: nodeId, rack: rack ?? null }))
    .toSorted((a, b) => a.id - b.id);
}

/** Ids of the brokers that answered for themselves. */
export function answeredBrokers(answers: readonly BrokerAnswer[]): Set<number> {
  const ids = new Map(
    answers.flatMap(({ metadata }) => metadata.brokers.map(({ nodeId, host, port }) => [`${host}:${port}`, nodeId])),
  );
  return new Set(answers.flatMap(({ address }) => ids.get(address) ?? []));
}
