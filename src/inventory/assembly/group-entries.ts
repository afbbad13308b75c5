import type { CommittedOffset, GroupAnswer } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import type { GroupEntry } from '../types.ts';
import { type ByPartition, sampleIndex } from './by-partition.ts';
import { combined } from './combined.ts';
import type { ScanReadings } from './readings.ts';

/** Every group with its members, commits and lag, by id. */
export function groupEntries({ before, groups, last }: ScanReadings): Reading<readonly GroupEntry[]> {
  if (!before.groups.obtained) return before.groups;
  if (!groups.obtained) return groups;
  const { latest } = sampleIndex(last);
  const entries = [...groups.value]
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
    .map((group): GroupEntry => ({ ...sorted(group), lag: lagOf(group.offsets, latest) }));
  return combined(entries, [
    { what: 'groups', reading: before.groups },
    { what: 'members and commits of groups', reading: groups },
    { what: 'lag of groups', reading: last.latest },
  ]);
}

/** End offset less commit, as Kafka's own tools have it; a commit past the end, of a topic made anew, lags by none. */
function lagOf(
  offsets: readonly CommittedOffset[],
  latest: ByPartition<{ readonly offset: number | null }>,
): number | null {
  let lag: number | null = null;
  for (const { topic, partition, offset } of offsets) {
    const end = latest.get(topic, partition)?.offset ?? null;
    if (end !== null) lag = (lag ?? 0) + Math.max(0, end - offset);
  }
  return lag;
}

/** The same cluster gives the same file: brokers list members and commits in any order. */
function sorted(group: GroupAnswer): GroupAnswer {
  return {
    ...group,
    members: group.members
      .map((member) => ({
        ...member,
        assigned: member.assigned
          .map(({ topic, partitions }) => ({ topic, partitions: partitions.toSorted((a, b) => a - b) }))
          .sort(byTopic),
      }))
      .sort((a, b) => (a.memberId < b.memberId ? -1 : Number(a.memberId > b.memberId))),
    offsets: group.offsets.toSorted((a, b) => byTopic(a, b) || a.partition - b.partition),
  };
}

const byTopic = (a: { readonly topic: string }, b: { readonly topic: string }): number =>
  a.topic < b.topic ? -1 : Number(a.topic > b.topic);
