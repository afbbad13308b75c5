import { alterPartitionReassignmentsV0, listPartitionReassignmentsV0 } from '@platformatic/kafka';
import { electLeadersV2 } from './elect-leaders.ts';
import type { LiveBrokers } from './live-brokers.ts';

const TIMEOUT_MS = 10_000;

/** Where a partition's copies shall be; the first is the preferred leader. */
export interface Reassignment {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
}

/** A reassignment under way. */
export interface OngoingReassignment extends Reassignment {
  readonly adding: readonly number[];
  readonly removing: readonly number[];
}

/** Resolves when the controller has taken them all; the copying then goes on by itself. */
export async function alterReassignments(brokers: LiveBrokers, moves: readonly Reassignment[]): Promise<void> {
  const topics = [...Map.groupBy(moves, ({ topic }) => topic)].map(([name, partitions]) => ({
    name,
    partitions: partitions.map(({ partition, replicas }) => ({ partitionIndex: partition, replicas: [...replicas] })),
  }));
  if (topics.length === 0) return;
  await brokers.order((connection) => alterPartitionReassignmentsV0.api.async(connection, TIMEOUT_MS, true, topics));
}

export async function listReassignments(brokers: LiveBrokers): Promise<OngoingReassignment[]> {
  const { topics } = await brokers.order((connection) =>
    listPartitionReassignmentsV0.api.async(connection, TIMEOUT_MS, null),
  );
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, replicas, addingReplicas, removingReplicas }) => ({
      topic: name,
      partition: partitionIndex,
      replicas,
      adding: addingReplicas,
      removing: removingReplicas,
    })),
  );
}

/** Lets the first replica of every partition lead; the number of partitions whose first replica could not. */
export async function electPreferred(
  brokers: LiveBrokers,
  partitions: readonly { readonly topic: string; readonly partition: number }[],
): Promise<number> {
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, listed]) => ({
    topic,
    partitions: listed.map(({ partition }) => partition),
  }));
  if (topics.length === 0) return 0;
  return brokers.order((connection) => electLeadersV2.async(connection, TIMEOUT_MS, topics));
}
