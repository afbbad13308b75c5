import type { Consumer } from '@platformatic/kafka';
import type { ReadPartition } from './partition-reading.ts';

/** ListOffsets' special timestamp. */
const EARLIEST = -2n;
const NO_LEADER_EPOCH = -1;

export interface AssignedTopic {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** Where a group stands: what it committed, or else the first offset that there is. */
export class GroupOffsets {
  readonly #consumer: Consumer;
  readonly #committed = new Map<string, number>();

  constructor(consumer: Consumer) {
    this.#consumer = consumer;
  }

  async first(topic: string, partitions: readonly number[]): Promise<Map<number, number>> {
    const offsets = await this.#consumer.listOffsets({
      topics: [topic],
      timestamp: EARLIEST,
      partitions: { [topic]: [...partitions] },
    });
    return new Map(partitions.map((partition) => [partition, Number(offsets.get(topic)?.[partition] ?? 0n)]));
  }

  async positions(assigned: readonly AssignedTopic[]): Promise<ReadPartition[]> {
    const topics = assigned.map(({ topic, partitions }) => ({ topic, partitions: [...partitions] }));
    if (topics.length === 0) return [];
    const committed = await this.#consumer.listCommittedOffsets({ topics });
    const ofTopics = topics.map(async ({ topic, partitions }): Promise<ReadPartition[]> => {
      const of = (partition: number): number => Number(committed.get(topic)?.[partition] ?? -1n);
      const first = await this.first(topic, partitions);
      return partitions.map((partition) => ({
        topic,
        partition,
        position: Math.max(of(partition), first.get(partition) ?? 0),
      }));
    });
    return (await Promise.all(ofTopics)).flat();
  }

  /** Commits the positions that have moved since the last time. */
  async commit(positions: readonly ReadPartition[]): Promise<void> {
    const moved = positions.filter((at) => this.#committed.get(`${at.topic}/${at.partition}`) !== at.position);
    if (moved.length === 0) return;
    for (const { topic, partition, position } of moved) this.#committed.set(`${topic}/${partition}`, position);
    const offsets = moved.map(({ topic, partition, position }) => ({
      topic,
      partition,
      offset: BigInt(position),
      leaderEpoch: NO_LEADER_EPOCH,
    }));
    await this.#consumer.commit({ offsets });
  }
}
