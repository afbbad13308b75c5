import type { GroupMember } from '../../answers.ts';
import type { AnswerOf } from '../../protocol/api.ts';
import type { streamsGroupDescribe } from '../../protocol/messages/streams-group-describe.ts';

type Described = AnswerOf<typeof streamsGroupDescribe>['groups'][number];

/** A member has tasks of subtopologies; a task reads its partition of every topic that its subtopology reads. */
export function streamsMembers({ topology, members }: Described): readonly GroupMember[] {
  const sources = new Map(
    (topology?.subtopologies ?? []).map(({ subtopologyId, sourceTopics, repartitionSourceTopics }) => [
      subtopologyId,
      [...sourceTopics, ...repartitionSourceTopics.map(({ name }) => name)],
    ]),
  );
  return members.map(({ memberId, instanceId, clientId, clientHost, rackId, assignment }) => ({
    memberId,
    instanceId,
    clientId,
    clientHost,
    rack: rackId,
    assigned: assignment.activeTasks.flatMap(({ subtopologyId, partitions }) =>
      (sources.get(subtopologyId) ?? []).map((topic) => ({ topic, partitions })),
    ),
  }));
}
