import type { GroupKind, GroupListing, GroupMember } from '../../answers.ts';
import type { Told } from '../../brokers.ts';
import type { Known } from '../../known.ts';
import type { AnswerOf } from '../../protocol/api.ts';
import { consumerGroupDescribe } from '../../protocol/messages/consumer-group-describe.ts';
import { describeGroups } from '../../protocol/messages/describe-groups.ts';
import { shareGroupDescribe } from '../../protocol/messages/share-group-describe.ts';
import { streamsGroupDescribe } from '../../protocol/messages/streams-group-describe.ts';
import { assignedIn } from './assignment.ts';
import { streamsMembers } from './streams-members.ts';

/** What a coordinator says of one group. */
export interface DescribedGroup {
  readonly id: string;
  readonly errorCode: number;
  readonly errorMessage: string | null;
  readonly state: string;
  readonly members: readonly GroupMember[];
}

export interface DescribedGroups {
  readonly api: { readonly name: string };
  readonly told: Told<unknown>;
  readonly groups: readonly DescribedGroup[];
}

type Ask = (known: Known, coordinator: number, groups: readonly GroupListing[]) => Promise<DescribedGroups>;

const ids = (groups: readonly GroupListing[]): readonly string[] => groups.map(({ id }) => id);
const about = (groups: readonly GroupListing[]) => ({ about: `${groups.length} groups` });

const classic: Ask = async (known, coordinator, groups) => {
  const question = { groups: ids(groups), includeAuthorizedOperations: false };
  const told = await known.brokers.ask(coordinator, describeGroups, question, about(groups));
  const described = told.body.groups.map(({ errorCode, errorMessage, groupId, groupState, protocolType, members }) => ({
    id: groupId,
    errorCode,
    errorMessage,
    state: groupState,
    members: members.map(
      ({ memberId, groupInstanceId, clientId, clientHost, memberAssignment }): GroupMember => ({
        memberId,
        instanceId: groupInstanceId,
        clientId,
        clientHost,
        rack: null,
        assigned: assignedIn(protocolType, memberAssignment),
      }),
    ),
  }));
  return { api: describeGroups, told, groups: described };
};

type Assignment = AnswerOf<typeof shareGroupDescribe>['groups'][number]['members'][number]['assignment'];

const assignedTopics = ({ topicPartitions }: Assignment) =>
  topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions }));

const consumer: Ask = async (known, coordinator, groups) => {
  const question = { groupIds: ids(groups), includeAuthorizedOperations: false };
  const told = await known.brokers.ask(coordinator, consumerGroupDescribe, question, about(groups));
  const described = told.body.groups.map(({ groupId, groupState, members, ...same }) => ({
    ...same,
    id: groupId,
    state: groupState,
    members: members.map(
      ({ memberId, instanceId, clientId, clientHost, rackId, assignment }): GroupMember => ({
        memberId,
        instanceId,
        clientId,
        clientHost,
        rack: rackId,
        assigned: assignedTopics(assignment),
      }),
    ),
  }));
  return { api: consumerGroupDescribe, told, groups: described };
};

const share: Ask = async (known, coordinator, groups) => {
  const question = { groupIds: ids(groups), includeAuthorizedOperations: false };
  const told = await known.brokers.ask(coordinator, shareGroupDescribe, question, about(groups));
  const described = told.body.groups.map(({ groupId, groupState, members, ...same }) => ({
    ...same,
    id: groupId,
    state: groupState,
    members: members.map(
      ({ memberId, clientId, clientHost, rackId, assignment }): GroupMember => ({
        memberId,
        instanceId: null,
        clientId,
        clientHost,
        rack: rackId,
        assigned: assignedTopics(assignment),
      }),
    ),
  }));
  return { api: shareGroupDescribe, told, groups: described };
};

const streams: Ask = async (known, coordinator, groups) => {
  const question = { groupIds: ids(groups), includeAuthorizedOperations: false };
  const told = await known.brokers.ask(coordinator, streamsGroupDescribe, question, about(groups));
  const described = told.body.groups.map((one) => ({
    id: one.groupId,
    errorCode: one.errorCode,
    errorMessage: one.errorMessage,
    state: one.groupState,
    members: streamsMembers(one),
  }));
  return { api: streamsGroupDescribe, told, groups: described };
};

/** How the members of a group of each kind are asked for. */
export const MEMBERS_OF: Readonly<Record<GroupKind, Ask>> = { classic, consumer, share, streams, unknown: classic };
