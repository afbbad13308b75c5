import { obtainedOf } from '../assembly/combined.ts';
import type { Attention, GroupEntry, Inventory, PartitionEntry } from '../types.ts';
import { attend, counted } from './attention.ts';

/** Groups that nobody reads for, or that missed something for good. */
export function groupAttention({ groups, topics }: Inventory['sections']): readonly Attention[] {
  const known = obtainedOf(groups) ?? [];
  const partitions = new Map(
    (obtainedOf(topics) ?? []).map(({ name, partitions: all }) => [
      name,
      new Map(all.map((partition) => [partition.partition, partition])),
    ]),
  );
  const hasCommit = (is: (offset: number, partition: PartitionEntry) => boolean) => (group: GroupEntry) =>
    group.offsets.some(({ topic, partition, offset }) => {
      const found = partitions.get(topic)?.get(partition);
      return found !== undefined && is(offset, found);
    });
  const named = (is: (group: GroupEntry) => boolean): readonly string[] => known.filter(is).map(({ id }) => id);
  return [
    ...attend(
      named(hasCommit((offset, { earliest }) => earliest !== null && offset < earliest)),
      {
        id: 'commits-before-the-log',
        kind: 'broken',
        todo: 'ask their owners: what lies between was deleted before they read it',
      },
      (count) => `${counted(count, 'group', 'has', 'have')} committed offsets that retention has deleted since`,
    ),
    ...attend(
      named(hasCommit((offset, { latest }) => latest !== null && offset > latest)),
      {
        id: 'commits-past-the-end',
        kind: 'broken',
        todo: 'look whether the topic was made anew or lost records; reset their offsets',
      },
      (count) => `${counted(count, 'group', 'has', 'have')} committed offsets past the end of a partition`,
    ),
    ...attend(
      named(({ members, lag }) => members.length === 0 && (lag ?? 0) > 0),
      {
        id: 'lag-without-members',
        kind: 'at-risk',
        todo: 'ask their owners whether they stopped; delete the groups that nobody needs',
      },
      (count) => `${counted(count, 'group', 'has', 'have')} lag and no member that would read it`,
    ),
  ];
}
