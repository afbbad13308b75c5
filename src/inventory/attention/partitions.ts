import { obtainedOf } from '../assembly/combined.ts';
import { configValue } from '../config-value.ts';
import type { Attention, Inventory, PartitionEntry, TopicEntry } from '../types.ts';
import { attend, counted, partitionName } from './attention.ts';

interface Place {
  readonly topic: TopicEntry;
  readonly partition: PartitionEntry;
}

const hasNoLeader = ({ partition }: Place): boolean => partition.leader === null;

const isUnderReplicated = ({ partition: { leader, inSync, replicas } }: Place): boolean =>
  leader !== null && inSync.length < replicas.length;

const minInSyncOf = ({ topic }: Place): number => Number(configValue(topic.configs, 'min.insync.replicas') ?? 0);

/** A producer with acks=all is refused; brokers of today ask for no more replicas than there are. */
const isBelowMinInSync = (place: Place): boolean =>
  place.partition.leader !== null &&
  place.partition.inSync.length < Math.min(minInSyncOf(place), place.partition.replicas.length);

const isMinInSyncAboveCopies = (place: Place): boolean => minInSyncOf(place) > place.partition.replicas.length;

/** Partitions that cannot be written or read, or that one more loss would take. */
export function partitionAttention({ topics, brokers, reassignments }: Inventory['sections']): readonly Attention[] {
  const places = (obtainedOf(topics) ?? []).flatMap((topic) =>
    topic.partitions.map((partition): Place => ({ topic, partition })),
  );
  const named = (is: (place: Place) => boolean): readonly string[] =>
    places.filter(is).map(({ topic, partition }) => partitionName(topic.name, partition.partition));
  const rackOf = new Map((obtainedOf(brokers)?.brokers ?? []).map(({ id, rack }) => [id, rack]));
  const severalRacks = new Set([...rackOf.values()].filter((rack) => rack !== null)).size > 1;
  const inOneRack = ({ partition: { replicas } }: Place): boolean => {
    const racks = replicas.map((id) => rackOf.get(id) ?? null);
    return replicas.length > 1 && !racks.includes(null) && new Set(racks).size === 1;
  };
  const moving = (obtainedOf(reassignments) ?? []).map(({ topic, partition }) => partitionName(topic, partition));
  return [
    ...attend(
      named(hasNoLeader),
      { id: 'offline-partitions', kind: 'broken', todo: 'start the brokers that hold their replicas' },
      (count) => `${counted(count, 'partition', 'has', 'have')} no leader: nobody can write or read there`,
    ),
    ...attend(
      named(isBelowMinInSync),
      {
        id: 'below-min-in-sync',
        kind: 'broken',
        todo: 'bring the replicas back',
      },
      (count) =>
        `${counted(count, 'partition', 'has', 'have')} fewer replicas in sync than min.insync.replicas: writing with acks=all is refused`,
    ),
    ...attend(
      named(isMinInSyncAboveCopies),
      {
        id: 'min-in-sync-above-copies',
        kind: 'at-risk',
        todo: 'raise the replication factor, or set min.insync.replicas to what is meant',
      },
      (count) =>
        `${counted(count, 'partition', 'has', 'have')} fewer replicas than min.insync.replicas asks for: older brokers refuse acks=all there, newer ones take all replicas as enough`,
    ),
    ...attend(
      named(isUnderReplicated),
      {
        id: 'under-replicated',
        kind: 'at-risk',
        todo: 'find the broker that is behind or down; wait where a reassignment or restart is under way',
      },
      (count) => `${counted(count, 'partition', 'is', 'are')} under-replicated`,
    ),
    ...attend(
      severalRacks ? named(inOneRack) : [],
      { id: 'replicas-in-one-rack', kind: 'at-risk', todo: 'reassign them over the racks' },
      (count) =>
        `${counted(count, 'partition', 'has', 'have')} all replicas in one rack: its loss takes them offline, or all copies`,
    ),
    ...attend(moving, { id: 'reassignments', kind: 'worth-knowing', todo: 'wait until they are done' }, (count) =>
      counted(count, 'partition', 'is being moved', 'are being moved'),
    ),
  ];
}
