import type { PartitionName } from '../cluster.ts';
import type { Known } from '../known.ts';
import { Unanswered } from '../unanswered.ts';
import { Lacking } from './lacking.ts';

/** Partitions by who leads them; those without a leader are to be asked once more, or lacking. */
export async function byLeader<T extends PartitionName>(
  known: Known,
  partitions: readonly T[],
  without: T[] | Lacking,
): Promise<readonly (readonly [leader: number, partitions: readonly T[]])[]> {
  await known.leadersOf(partitions);
  const groups = new Map<number, T[]>();
  for (const place of partitions) {
    const leader = known.leaderOf(place);
    if (leader !== null) {
      const led = groups.get(leader) ?? [];
      led.push(place);
      groups.set(leader, led);
    } else if (!(without instanceof Lacking)) without.push(place);
    else without.partition(place, known.has(place) ? leaderless() : gone());
  }
  return [...groups];
}

const leaderless = (): Unanswered =>
  new Unanswered('failed', 'it has no leader', 'Bring back the brokers that have its replicas.');
const gone = (): Unanswered => new Unanswered('failed', 'it is gone', 'Run it again for what is there now.');

/** Indexes of partitions by their topic. */
export function byTopic(partitions: readonly PartitionName[]): readonly (readonly [string, readonly number[]])[] {
  const topics = Map.groupBy(partitions, ({ topic }) => topic);
  return [...topics].map(([topic, places]) => [topic, places.map(({ partition }) => partition)]);
}

/** By topic and partition: brokers answer in an order of their own. */
export const inOrder = <T extends PartitionName>(places: readonly T[]): readonly T[] =>
  places.toSorted((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
