import { describe, expect, it } from 'vitest';
import type { AnswerOf } from '../../../src/kafka/read-only/protocol/api.ts';
import { listOffsets } from '../../../src/kafka/read-only/protocol/messages/list-offsets.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const NOT_LEADER = 6;
const REFUSED = 29;

type Code = (topic: string, partition: number) => number;

/** A leader whose end offsets are 100 × its id + the partition. */
const leading = (id: number, codeOf: Code = () => 0, max?: number) =>
  offer(
    listOffsets,
    ({ topics }): AnswerOf<typeof listOffsets> => ({
      throttleTimeMs: 0,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: codeOf(name, partitionIndex),
          timestamp: -1,
          offset: id * 100 + partitionIndex,
          leaderEpoch: 0,
        })),
      })),
    }),
    max,
  );

const partitionsOf = (topic: string, count: number) =>
  Array.from({ length: count }, (_, partition) => ({ topic, partition }));

describe('offsets', () => {
  it('are asked of each leader, once', async () => {
    const { cluster, brokers } = await fakeCluster({
      brokers: 2,
      topics: () => [{ name: 'orders', leaders: [1, 2, 1] }],
      offers: (id) => [leading(id)],
    });
    const reading = await cluster.offsets(partitionsOf('orders', 3), 'latest');
    expect(reading).toMatchObject({ obtained: true, how: 'ListOffsets v10 of brokers 1 and 2', missing: [] });
    expect(reading.obtained && reading.value.map(({ partition, offset }) => [partition, offset])).toEqual([
      [0, 100],
      [1, 201],
      [2, 102],
    ]);
    const asked = brokers.map((broker) => broker.asked.filter(({ name }) => name === 'ListOffsets').length);
    expect(asked).toEqual([1, 1]);
  });

  it('whose leader moves meanwhile are asked of the new one', async () => {
    const { cluster, brokers } = await fakeCluster({
      brokers: 2,
      topics: (round) => [{ name: 'orders', leaders: [round === 0 ? 1 : 2] }],
      offers: (id) => [leading(id, () => (id === 1 ? NOT_LEADER : 0))],
    });
    const reading = await cluster.offsets(partitionsOf('orders', 1), 'latest');
    expect(reading).toMatchObject({ obtained: true, value: [{ offset: 200 }], missing: [] });
    expect(brokers[1]?.asked.map(({ name }) => name)).toEqual(['ApiVersions', 'ListOffsets']);
  });

  it('whose leader cannot be found twice are missing, and nobody is asked a third time', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, 1] }],
      offers: (id) => [leading(id, (_, partition) => (partition === 1 ? NOT_LEADER : 0))],
    });
    const reading = await cluster.offsets(partitionsOf('orders', 2), 'latest');
    expect(reading).toMatchObject({ obtained: true, value: [{ partition: 0, offset: 100 }] });
    expect(reading.obtained && reading.missing).toMatchObject([{ what: 'topic orders', reason: 'failed' }]);
    expect(reading.obtained && reading.missing[0]?.why).toMatch(/^partition 1: .*NOT_LEADER_OR_FOLLOWER/);
    expect(brokers[0]?.asked.filter(({ name }) => name === 'ListOffsets')).toHaveLength(2);
  });

  it('of partitions without a leader, and of topics that are gone, are missing by name', async () => {
    const { cluster } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, -1] }],
      offers: (id) => [leading(id)],
    });
    const reading = await cluster.offsets([...partitionsOf('orders', 2), { topic: 'deleted', partition: 0 }], 'latest');
    expect(reading.obtained && reading.missing).toMatchObject([
      { what: 'topic orders', why: 'partition 1: it has no leader' },
      { what: 'topic deleted', why: 'partition 0: it is gone' },
    ]);
  });

  it('that a principal may not see are told with the permission that is missing', async () => {
    const { cluster } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, 1] }],
      offers: (id) => [leading(id, () => REFUSED)],
    });
    expect(await cluster.offsets(partitionsOf('orders', 2), 'latest')).toMatchObject({
      obtained: false,
      reason: 'not-permitted',
      todo: 'Allow it: kafka-acls --add --allow-principal User:ANONYMOUS --operation Describe --topic orders',
    });
  });

  it('of which none may be seen are told with the permission for all topics', async () => {
    const { cluster } = await fakeCluster({
      topics: () => [
        { name: 'a', leaders: [1] },
        { name: 'b', leaders: [1] },
      ],
      offers: (id) => [leading(id, () => REFUSED)],
    });
    const reading = await cluster.offsets([...partitionsOf('a', 1), ...partitionsOf('b', 1)], 'latest');
    expect(reading).toMatchObject({ obtained: false, reason: 'not-permitted' });
    expect(reading.obtained ? '' : reading.todo).toMatch(/--operation Describe --topic '\*'$/);
  });

  it('of a broker that is down are missing in one line, and it is tried once', async () => {
    const { cluster, log } = await fakeCluster({
      brokers: 2,
      dead: [2],
      topics: () => [{ name: 'orders', leaders: [1, 2, 2, 2] }],
      offers: (id) => [leading(id)],
    });
    for (let again = 0; again < 3; again++) {
      const reading = await cluster.offsets(partitionsOf('orders', 4), 'latest');
      expect(reading.obtained && reading.missing).toMatchObject([{ what: 'broker 2', reason: 'not-reachable' }]);
      expect(reading.obtained && reading.missing[0]?.why).toContain('it leads 3 of the partitions');
    }
    expect(log.filter(({ to }) => to === '127.0.0.1:1')).toHaveLength(1);
  });

  it('of a kind that an old broker does not know are not asked for', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1] }],
      offers: (id) => [leading(id, () => 0, 6)],
    });
    expect(await cluster.offsets(partitionsOf('orders', 1), 'max-timestamp')).toMatchObject({
      obtained: false,
      reason: 'not-supported',
    });
    expect(brokers[0]?.asked.map(({ name }) => name)).not.toContain('ListOffsets');
    expect(await cluster.offsets(partitionsOf('orders', 1), 'latest')).toMatchObject({
      how: 'ListOffsets v6 of broker 1',
    });
  });
});
