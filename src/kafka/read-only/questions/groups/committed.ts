import type { CommittedOffset, GroupKind, GroupListing } from '../../answers.ts';
import type { Told } from '../../brokers.ts';
import type { Known } from '../../known.ts';
import type { AnswerOf } from '../../protocol/api.ts';
import { describeShareGroupOffsets } from '../../protocol/messages/describe-share-group-offsets.ts';
import { offsetFetch } from '../../protocol/messages/offset-fetch.ts';
import { inOrder } from '../by-leader.ts';

export interface CommittedOf {
  readonly id: string;
  readonly errorCode: number;
  readonly offsets: readonly CommittedOffset[];
  /** Topics of which a commit was answered with an error. */
  readonly failed: readonly { readonly topic: string; readonly errorCode: number }[];
}

export interface Committed {
  readonly api: { readonly name: string };
  readonly told: Told<unknown>;
  readonly groups: readonly CommittedOf[];
}

type Ask = (known: Known, coordinator: number, groups: readonly GroupListing[]) => Promise<readonly Committed[]>;

/** Many groups in a request came with this version (KIP-709). */
const MANY_SINCE = 8;

/** All that a group has committed: nobody joins it. */
const committed: Ask = async (known, coordinator, groups) => {
  const version = await known.brokers.versionOf(coordinator, offsetFetch);
  if (version >= MANY_SINCE) return [await ofMany(known, coordinator, groups)];
  const one: Committed[] = [];
  for (const { id } of groups) one.push(await ofOne(known, coordinator, id));
  return one;
};

type OffsetFetch = AnswerOf<typeof offsetFetch>;

async function ofMany(known: Known, coordinator: number, groups: readonly GroupListing[]): Promise<Committed> {
  const asked = groups.map(({ id }) => ({ groupId: id, memberId: null, memberEpoch: -1, topics: null }));
  const question = { groupId: '', topics: null, groups: asked, requireStable: false };
  const told = await known.brokers.ask(coordinator, offsetFetch, question, { about: `${groups.length} groups` });
  const found = told.body.groups.map(({ groupId, errorCode, topics }) => {
    return { id: groupId, errorCode, ...commitsIn(topics) };
  });
  return { api: offsetFetch, told, groups: found };
}

async function ofOne(known: Known, coordinator: number, id: string): Promise<Committed> {
  const question = { groupId: id, topics: null, groups: [], requireStable: false };
  const told = await known.brokers.ask(coordinator, offsetFetch, question, { about: '1 group' });
  const { errorCode, topics } = told.body;
  return { api: offsetFetch, told, groups: [{ id, errorCode, ...commitsIn(topics) }] };
}

const commitsIn = (topics: OffsetFetch['topics']): Commits =>
  commitsOf(
    topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partitionIndex, committedOffset, errorCode }) => {
        return { topic, partition: partitionIndex, offset: committedOffset, errorCode };
      }),
    ),
  );

type Commits = Pick<CommittedOf, 'offsets' | 'failed'>;

/** An offset below zero is none: nothing is committed there. */
function commitsOf(places: readonly (CommittedOffset & { readonly errorCode: number })[]): Commits {
  const offsets = places
    .filter(({ errorCode, offset }) => errorCode === 0 && offset >= 0)
    .map(({ topic, partition, offset }) => ({ topic, partition, offset }));
  const failed = places
    .filter(({ errorCode }) => errorCode !== 0)
    .map(({ topic, errorCode }) => ({ topic, errorCode }));
  return { offsets: inOrder(offsets), failed };
}

/** Of the partitions that a share group has: naming others might create what it keeps of them. */
const share: Ask = async (known, coordinator, groups) => {
  const question = { groups: groups.map(({ id }) => ({ groupId: id, topics: null })) };
  const told = await known.brokers.ask(coordinator, describeShareGroupOffsets, question, {
    about: `${groups.length} groups`,
  });
  const found = told.body.groups.map(({ groupId, errorCode, topics }) => ({
    id: groupId,
    errorCode,
    ...commitsOf(
      topics.flatMap(({ topicName: topic, partitions }) =>
        partitions.map(({ partitionIndex, startOffset, errorCode: code }) => {
          return { topic, partition: partitionIndex, offset: startOffset, errorCode: code };
        }),
      ),
    ),
  }));
  return [{ api: describeShareGroupOffsets, told, groups: found }];
};

/** How the places that a group has reached are asked for. */
export const COMMITTED_OF: Readonly<Record<GroupKind, Ask>> = {
  classic: committed,
  consumer: committed,
  streams: committed,
  unknown: committed,
  share,
};
