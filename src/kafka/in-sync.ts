import type { PartitionState } from './partition-states.ts';

const NAMED = 3;

/** A partition that is not whole, and the replicas that it lacks. */
export interface Incomplete {
  readonly topic: string;
  readonly partition: number;
  readonly hasLeader: boolean;
  readonly lacks: readonly number[];
}

/**
 * Partitions without a leader or with a replica outside the ISR. A replica whose broker did not answer for itself
 * counts as outside: one that has just died is in the ISR until the cluster notices.
 */
export function incomplete(states: readonly PartitionState[], answered: ReadonlySet<number>): Incomplete[] {
  return states
    .map(({ topic, partition, leader, replicas, isr }) => ({
      topic,
      partition,
      hasLeader: leader >= 0,
      lacks: replicas.filter((replica) => !isr.includes(replica) || !answered.has(replica)),
    }))
    .filter(({ hasLeader, lacks }) => !hasLeader || lacks.length > 0);
}

/** `orders/0 lacks 2; orders/1 has no leader and lacks 2, 3; and 4 more` */
export function incompleteWords(partitions: readonly Incomplete[]): string {
  const named = partitions.slice(0, NAMED).map(({ topic, partition, hasLeader, lacks }) => {
    const faults = [
      ...(hasLeader ? [] : ['has no leader']),
      ...(lacks.length === 0 ? [] : [`lacks ${lacks.join(', ')}`]),
    ];
    return `${topic}/${partition} ${faults.join(' and ')}`;
  });
  const more = partitions.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
