import { describe, expect, it } from 'vitest';
import type { GroupKind, GroupListing } from '../../../src/kafka/read-only/answers.ts';
import { consumerGroupDescribe } from '../../../src/kafka/read-only/protocol/messages/consumer-group-describe.ts';
import { describeGroups } from '../../../src/kafka/read-only/protocol/messages/describe-groups.ts';
import { describeShareGroupOffsets } from '../../../src/kafka/read-only/protocol/messages/describe-share-group-offsets.ts';
import { listGroups } from '../../../src/kafka/read-only/protocol/messages/list-groups.ts';
import { offsetFetch } from '../../../src/kafka/read-only/protocol/messages/offset-fetch.ts';
import { shareGroupDescribe } from '../../../src/kafka/read-only/protocol/messages/share-group-describe.ts';
import { type Offer, offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const NOT_COORDINATOR = 16;
const GROUP_REFUSED = 30;
const TOPIC_REFUSED = 29;
const GONE = 69;

const listing = (id: string, coordinator: number, kind: GroupKind = 'classic'): GroupListing => ({
  id,
  kind,
  state: 'Stable',
  protocolType: 'consumer',
  coordinator,
});

const listed = (groups: () => readonly { id: string; type: string }[], max?: number): Offer =>
  offer(
    listGroups,
    () => ({
      throttleTimeMs: 0,
      errorCode: 0,
      groups: groups().map(({ id, type }) => ({
        groupId: id,
        protocolType: 'consumer',
        groupState: 'Stable',
        groupType: type,
      })),
    }),
    max,
  );

/** version i16 0, one topic, name, two partitions 0 and 3, no user data */
const ASSIGNED = Buffer.from(
  '0000' + '00000001' + '0006' + '6f7264657273' + '00000002' + '0000000000000003' + 'ffffffff',
  'hex',
);

const classic = (codeOf: (id: string) => number = () => 0): Offer =>
  offer(describeGroups, ({ groups }) => ({
    throttleTimeMs: 0,
    groups: groups.map((groupId) => ({
      errorCode: codeOf(groupId),
      errorMessage: null,
      groupId,
      groupState: codeOf(groupId) === 0 ? 'Stable' : 'Dead',
      protocolType: 'consumer',
      protocolData: 'range',
      members: [
        {
          memberId: `${groupId}-1`,
          groupInstanceId: null,
          clientId: 'app',
          clientHost: '/10.0.0.1',
          memberMetadata: Buffer.alloc(0),
          memberAssignment: ASSIGNED,
        },
      ],
      authorizedOperations: 0,
    })),
  }));

const at = (offset: number) => ({
  partitionIndex: 0,
  committedOffset: offset,
  committedLeaderEpoch: -1,
  metadata: null,
  errorCode: 0,
});

const committed = (max?: number): Offer =>
  offer(
    offsetFetch,
    ({ groups, groupId }, version) => ({
      throttleTimeMs: 0,
      errorCode: 0,
      topics: version < 8 ? [{ name: 'orders', partitions: [at(groupId.length)] }] : [],
      groups: groups.map((group) => ({
        groupId: group.groupId,
        errorCode: 0,
        topics: [{ name: 'orders', partitions: [at(group.groupId.length), { ...at(-1), partitionIndex: 1 }] }],
      })),
    }),
    max,
  );

describe('groups', () => {
  it('are listed by every broker, with their kinds where the release tells them', async () => {
    const { cluster } = await fakeCluster({
      brokers: 2,
      offers: (id) => [listed(() => [{ id: `group-${id}`, type: id === 1 ? 'Share' : 'Consumer' }]), classic()],
    });
    expect(await cluster.groups()).toMatchObject({
      value: [
        { id: 'group-1', kind: 'share', coordinator: 1 },
        { id: 'group-2', kind: 'consumer', coordinator: 2 },
      ],
      missing: [],
    });
    const old = await fakeCluster({ offers: () => [listed(() => [{ id: 'g', type: '' }], 3), classic()] });
    expect(await old.cluster.groups()).toMatchObject({ value: [{ id: 'g', kind: 'classic', state: null }] });
  });

  it('that may not all be seen are told to be hidden', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [listed(() => [{ id: 'mine', type: 'classic' }]), classic(() => GROUP_REFUSED)],
    });
    expect(await cluster.groups()).toMatchObject({
      value: [{ id: 'mine' }],
      missing: [
        {
          what: 'groups that this principal may not describe',
          reason: 'not-permitted',
          todo: "Allow it: kafka-acls --add --allow-principal User:ANONYMOUS --operation Describe --group '*'",
          part: { kind: 'group', name: null },
        },
      ],
    });
  });

  it('that are found stay where a release before 2.8 cannot say whether they are all', async () => {
    const { cluster } = await fakeCluster({
      withoutDescribeCluster: true,
      offers: () => [listed(() => [{ id: 'mine', type: 'classic' }]), classic(() => GROUP_REFUSED)],
    });
    expect(await cluster.groups()).toMatchObject({
      obtained: true,
      value: [{ id: 'mine' }],
      missing: [{ what: 'whether these are all groups', reason: 'not-supported' }],
    });
  });

  it('that are found stay where the topic of their offsets cannot be asked about while a broker is down', async () => {
    const { cluster } = await fakeCluster({
      brokers: 2,
      dead: [2],
      fenced: [2],
      unknownTopics: 'hang up',
      offers: () => [listed(() => [{ id: 'mine', type: 'classic' }]), classic()],
    });
    const reading = await cluster.groups();
    expect(reading).toMatchObject({ obtained: true, value: [{ id: 'mine' }] });
    expect(reading.obtained && reading.missing.map(({ what }) => what)).toContain(
      'whether all of __consumer_offsets is led',
    );
  });

  it('of which a commit is answered with an error have it missing, by topic', async () => {
    const refused = (partitionIndex: number) => ({ ...at(-1), partitionIndex, errorCode: TOPIC_REFUSED });
    const some = offer(offsetFetch, ({ groups }) => ({
      throttleTimeMs: 0,
      errorCode: 0,
      topics: [],
      groups: groups.map(({ groupId }) => ({
        groupId,
        errorCode: 0,
        topics: [
          { name: 'orders', partitions: [at(7)] },
          { name: 'secret', partitions: [refused(0), refused(1)] },
        ],
      })),
    }));
    const { cluster } = await fakeCluster({ offers: () => [classic(), some] });
    expect(await cluster.describeGroups([listing('billing', 1)])).toMatchObject({
      value: [{ offsets: [{ topic: 'orders', partition: 0, offset: 7 }] }],
      missing: [
        {
          what: 'offsets of group billing on topic secret',
          reason: 'not-permitted',
          todo: 'Allow it: kafka-acls --add --allow-principal User:ANONYMOUS --operation Describe --topic secret',
          part: { kind: 'group-commits', name: 'billing' },
        },
      ],
    });
  });

  it('are described by their coordinators, with what they committed, and nobody looks for a coordinator', async () => {
    const { cluster, brokers } = await fakeCluster({ brokers: 2, offers: () => [classic(), committed()] });
    const reading = await cluster.describeGroups([listing('one', 1), listing('four', 2)]);
    const member = { clientId: 'app', clientHost: '/10.0.0.1', assigned: [{ topic: 'orders', partitions: [0, 3] }] };
    expect(reading).toMatchObject({
      value: [
        { id: 'four', members: [member], offsets: [{ topic: 'orders', partition: 0, offset: 4 }] },
        { id: 'one', members: [member], offsets: [{ topic: 'orders', partition: 0, offset: 3 }] },
      ],
      missing: [],
    });
    const asked = brokers.flatMap((broker) => broker.asked.map(({ name }) => name));
    expect(new Set(asked)).toEqual(new Set(['ApiVersions', 'DescribeCluster', 'DescribeGroups', 'OffsetFetch']));
  });

  it('by the hundred are asked about in a few requests', async () => {
    const { cluster, brokers } = await fakeCluster({ offers: () => [classic(), committed()] });
    const reading = await cluster.describeGroups(Array.from({ length: 500 }, (_, i) => listing(`g${i}`, 1)));
    expect(reading.obtained && reading.value).toHaveLength(500);
    expect(brokers[0]?.asked.filter(({ name }) => name === 'DescribeGroups')).toHaveLength(5);
    expect(brokers[0]?.asked.filter(({ name }) => name === 'OffsetFetch')).toHaveLength(5);
  });

  it('have their offsets asked for one by one where a release does not know better', async () => {
    const { cluster, brokers } = await fakeCluster({ offers: () => [classic(), committed(7)] });
    const reading = await cluster.describeGroups([listing('a', 1), listing('bb', 1)]);
    expect(reading).toMatchObject({ value: [{ offsets: [{ offset: 1 }] }, { offsets: [{ offset: 2 }] }], missing: [] });
    expect(brokers[0]?.asked.filter(({ name }) => name === 'OffsetFetch')).toHaveLength(2);
  });

  it('whose coordinator moved are asked of the new one, and those that are gone are named', async () => {
    const { cluster } = await fakeCluster({
      brokers: 2,
      offers: (id) => [
        listed(() => (id === 2 ? [{ id: 'moved', type: 'classic' }] : [])),
        classic(() => (id === 1 ? NOT_COORDINATOR : 0)),
        committed(),
      ],
    });
    const reading = await cluster.describeGroups([listing('moved', 1), listing('deleted', 1)]);
    expect(reading).toMatchObject({
      value: [{ id: 'moved', coordinator: 2, offsets: [{ offset: 5 }] }],
      missing: [{ what: 'group deleted', reason: 'failed', why: 'it is gone' }],
    });
  });

  it('that are gone or refused are missing, each with its reason, and the others are there', async () => {
    const codes: Record<string, number> = { gone: GONE, 'not mine': GROUP_REFUSED };
    const { cluster } = await fakeCluster({ offers: () => [classic((id) => codes[id] ?? 0), committed()] });
    const reading = await cluster.describeGroups(['gone', 'here', 'not mine'].map((id) => listing(id, 1)));
    expect(reading).toMatchObject({
      value: [{ id: 'here' }],
      missing: [
        { what: 'group gone', reason: 'failed' },
        {
          what: 'group not mine',
          reason: 'not-permitted',
          todo: "Allow it: kafka-acls --add --allow-principal User:ANONYMOUS --operation Describe --group 'not mine'",
        },
      ],
    });
  });

  it('of a kind that a broker does not describe are missing with their broker', async () => {
    const { cluster } = await fakeCluster({ offers: () => [classic(), committed()] });
    const reading = await cluster.describeGroups([listing('new', 1, 'consumer'), listing('old', 1)]);
    expect(reading).toMatchObject({
      value: [{ id: 'old' }],
      missing: [{ what: 'broker 1', reason: 'not-supported' }],
    });
    expect(reading.obtained && reading.missing[0]?.why).toContain(consumerGroupDescribe.name);
  });

  it('that share have where they are, of partitions that they have already', async () => {
    const share = offer(shareGroupDescribe, ({ groupIds }) => ({
      throttleTimeMs: 0,
      groups: groupIds.map((groupId) => ({
        errorCode: 0,
        errorMessage: null,
        groupId,
        groupState: 'Stable',
        groupEpoch: 1,
        assignmentEpoch: 1,
        assignorName: 'simple',
        members: [],
        authorizedOperations: 0,
      })),
    }));
    const partition = (partitionIndex: number, startOffset: number) => {
      return { partitionIndex, startOffset, leaderEpoch: 0, lag: 0, errorCode: 0, errorMessage: null };
    };
    const offsets = offer(describeShareGroupOffsets, ({ groups }) => ({
      throttleTimeMs: 0,
      groups: groups.map(({ groupId }) => ({
        groupId,
        topics: [
          {
            topicName: 'orders',
            topicId: '00000000-0000-0000-0000-000000000001',
            partitions: [partition(0, 12), partition(1, -1)],
          },
        ],
        errorCode: 0,
        errorMessage: null,
      })),
    }));
    const { cluster, brokers } = await fakeCluster({ offers: () => [share, offsets] });
    const reading = await cluster.describeGroups([listing('labels', 1, 'share')]);
    expect(reading).toMatchObject({
      value: [{ id: 'labels', offsets: [{ topic: 'orders', partition: 0, offset: 12 }] }],
      missing: [],
    });
    // Naming topics might create what the group keeps of them.
    const asked = brokers[0]?.asked.find(({ name }) => name === describeShareGroupOffsets.name)?.question;
    expect(asked).toEqual({ groups: [{ groupId: 'labels', topics: null }] });
  });

  it('whose assignment cannot be read have none, and are there', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [
        offer(describeGroups, ({ groups }) => ({
          throttleTimeMs: 0,
          groups: groups.map((groupId) => ({
            errorCode: 0,
            errorMessage: null,
            groupId,
            groupState: 'Stable',
            protocolType: 'consumer',
            protocolData: '',
            members: [Buffer.from('00007fffffff', 'hex'), Buffer.from('00', 'hex'), Buffer.alloc(0)].map(
              (bytes, i) => ({
                memberId: `${i}`,
                groupInstanceId: null,
                clientId: 'app',
                clientHost: '/',
                memberMetadata: Buffer.alloc(0),
                memberAssignment: bytes,
              }),
            ),
            authorizedOperations: 0,
          })),
        })),
        committed(),
      ],
    });
    const reading = await cluster.describeGroups([listing('odd', 1)]);
    expect(reading.obtained && reading.value[0]?.members.map(({ assigned }) => assigned)).toEqual([[], [], []]);
  });
});
