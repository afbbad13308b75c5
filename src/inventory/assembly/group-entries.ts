import type { CommittedOffset, GroupAnswer } from '../../kafka/read-only/answers.ts';
import type { Missing, PartName, Reading } from '../../kafka/read-only/reading.ts';
import type { GroupEntry } from '../types.ts';
import { type ByPartition, sampleIndex } from './by-partition.ts';
import { combined } from './combined.ts';
import type { ScanReadings } from './readings.ts';

/** Every group with its members, commits and lag, by id. */
export function groupEntries({ before, groups, last }: ScanReadings): Reading<readonly GroupEntry[]> {
  if (!before.groups.obtained) return before.groups;
  if (!groups.obtained) return groups;
  const { latest } = sampleIndex(last);
  const hidden = groups.value.length === 0 ? [] : hiddenCommits(before.topics);
  const untold = [...groups.missing, ...hidden].flatMap(({ part }) => (part === undefined ? [] : [part]));
  const entries = [...groups.value]
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
    .map((group): GroupEntry => {
      const { lag, isWhole } = lagOf(group.offsets, latest);
      return { ...sorted(group), lag, lagIsLowerBound: lag !== null && !(isWhole && tellsCommits(group, untold)) };
    });
  const all = combined(entries, [
    { what: 'groups', reading: before.groups },
    { what: 'members and commits of groups', reading: groups },
    { what: 'lag of groups', reading: last.latest },
  ]);
  return { ...all, missing: [...all.missing, ...hidden] };
}

/** Brokers leave out of a group's commits those on topics that the principal may not describe, and say nothing of it. */
function hiddenCommits(topics: Reading<unknown>): readonly Missing[] {
  const hidden = topics.obtained
    ? topics.missing.find(({ part }) => part?.kind === 'topic' && part.name === null)
    : topics;
  if (hidden === undefined) return [];
  const { reason, why, todo } = hidden;
  const what = 'commits on topics that this principal may not describe';
  return [{ what, reason, why, todo, part: { kind: 'topic-commits', name: null } }];
}

const tellsCommits = ({ id }: GroupAnswer, untold: readonly PartName[]): boolean =>
  untold.every(
    ({ kind, name }) => kind !== 'topic-commits' && (kind !== 'group-commits' || (name !== null && name !== id)),
  );

/** End offset less commit, as Kafka's own tools have it; a commit past the end, of a topic made anew, lags by none. */
function lagOf(
  offsets: readonly CommittedOffset[],
  latest: ByPartition<{ readonly offset: number | null }>,
): { readonly lag: number | null; readonly isWhole: boolean } {
  const behind = offsets.flatMap(({ topic, partition, offset }) => {
    const end = latest.get(topic, partition)?.offset ?? null;
    return end === null ? [] : [Math.max(0, end - offset)];
  });
  const lag = behind.length === 0 ? null : behind.reduce((sum, one) => sum + one, 0);
  return { lag, isWhole: behind.length === offsets.length };
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
