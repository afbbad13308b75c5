import type { PermittedAnswer, Rights } from '../answers.ts';
import { inParts } from '../at-most.ts';
import { type Collected, readingOf } from '../collected.ts';
import { coordinatorHasMoved, errorName, isRefused } from '../error-codes.ts';
import { type Known, metadataQuestion } from '../known.ts';
import { describeGroups } from '../protocol/messages/describe-groups.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import type { Reading } from '../reading.ts';
import { askClusterRights, notTold } from './cluster-rights.ts';
import { refusedRights, rightsIn } from './rights.ts';

const AT_A_TIME = 500;
/** From version 6 on a group that does not exist is told without rights (KIP-1043). */
const RIGHTS_OF_ANY_GROUP_UNTIL = 5;
/** What brokers say of a name that nothing has: its rights stand beside it. */
const IS_NOT_THERE = ['NONE', 'UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'LEADER_NOT_AVAILABLE'];

export const readPermitted = (
  known: Known,
  topics: readonly string[],
  groups: readonly string[],
): Promise<Reading<PermittedAnswer>> =>
  readingOf(async (collected) => {
    await known.live();
    const value = {
      cluster: await clusterRights(known, collected),
      topics: await topicRights(known, topics, collected),
      groups: await groupRights(known, groups, collected),
    };
    return collected.reading(value, value.cluster === null && value.topics.size + value.groups.size === 0);
  });

const clusterRights = (known: Known, collected: Collected): Promise<Rights | null> =>
  collected.part('the cluster', () => askClusterRights(known, collected));

async function topicRights(
  known: Known,
  topics: readonly string[],
  collected: Collected,
): Promise<ReadonlyMap<string, Rights>> {
  const found = new Map<string, Rights>();
  for (const part of inParts(topics, AT_A_TIME)) {
    const about = { about: `what this principal may do with ${part.length} topics` };
    const told = await collected.part(`${part.length} topics from ${part[0]} on`, () =>
      known.brokers.askAny(metadata, metadataQuestion(part, true), about),
    );
    if (told === null) continue;
    collected.told(metadata, told);
    for (const { name, errorCode, topicAuthorizedOperations } of told.body.topics) {
      const topic = name ?? '';
      const rights = isRefused(errorCode) ? refusedRights('topic') : rightsIn(topicAuthorizedOperations, 'topic');
      if (rights !== null && (isRefused(errorCode) || IS_NOT_THERE.includes(errorName(errorCode))))
        found.set(topic, rights);
      else collected.lacks(`topic ${topic}`, notTold(`topic ${topic}`));
    }
  }
  return found;
}

/** Only a group's coordinator tells; which one that is, nobody is asked: every broker is asked about every group. */
async function groupRights(
  known: Known,
  groups: readonly string[],
  collected: Collected,
): Promise<ReadonlyMap<string, Rights>> {
  const found = new Map<string, Rights>();
  const upTo = { ...describeGroups, max: RIGHTS_OF_ANY_GROUP_UNTIL };
  const answered = await collected.ofBrokers(await known.live(), async (broker) => {
    for (const part of inParts(groups, AT_A_TIME)) {
      const left = part.filter((id) => !found.has(id));
      if (left.length === 0) continue;
      const question = { groups: left, includeAuthorizedOperations: true };
      const about = { about: `what this principal may do with ${left.length} groups` };
      const told = await known.brokers.ask(broker, upTo, question, about);
      collected.told(describeGroups, told);
      for (const { groupId, errorCode, authorizedOperations } of told.body.groups) {
        if (isRefused(errorCode)) found.set(groupId, refusedRights('group'));
        if (errorCode !== 0 || coordinatorHasMoved(errorCode)) continue;
        const rights = rightsIn(authorizedOperations, 'group');
        if (rights !== null) found.set(groupId, rights);
      }
    }
    return broker;
  });
  if (answered.length === 0) return found;
  for (const id of groups) if (!found.has(id)) collected.lacks(`group ${id}`, notTold(`group ${id}`));
  return found;
}
