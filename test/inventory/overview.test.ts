import { describe, expect, it } from 'vitest';
import { assembleInventory } from '../../src/inventory/assembly/assemble.ts';
import type { Attention } from '../../src/inventory/types.ts';
import type { GroupAnswer, PartitionAnswer } from '../../src/kafka/read-only/answers.ts';
import { config, frame, got, readings, sample, topic } from './readings.ts';

const attention = (given: Parameters<typeof readings>[0]): readonly Attention[] =>
  assembleInventory(readings(given), frame).overview.attention;

const shortly = (all: readonly Attention[]) => all.map(({ id, kind, names }) => [kind, id, ...names]);

/** A topic of one partition on brokers 1, 2 and 3, otherwise as given. */
const one = (name: string, partition: Partial<PartitionAnswer>) => {
  const whole = topic(name, [1, 2, 3]);
  return { ...whole, partitions: whole.partitions.map((it) => ({ ...it, ...partition })) };
};

const group = (id: string, offset: number, members: GroupAnswer['members'] = []): GroupAnswer => ({
  id,
  kind: 'classic',
  state: members.length > 0 ? 'Stable' : 'Empty',
  protocolType: 'consumer',
  coordinator: 1,
  members,
  offsets: [{ topic: 'a', partition: 0, offset }],
});

const member = { memberId: 'm', instanceId: null, clientId: 'c', clientHost: 'h', rack: null, assigned: [] };

const atLeastTwo = (name: string) => got(new Map([[name, [config('min.insync.replicas', '2')]]]));

const broker = (id: number, rack: string | null, fenced = false) => ({ id, host: 'b', port: 9092, rack, fenced });

const brokers = (...all: ReturnType<typeof broker>[]) => ({
  before: { ...readings().before, cluster: got({ clusterId: 'abc', controllerId: 1, brokers: all }) },
});

describe('what needs attention', () => {
  it('is nothing on a cluster that is well', () => {
    expect(attention({ topics: [one('a', {})], topicConfigs: atLeastTwo('a') })).toEqual([]);
  });

  it('is what cannot be written or read before what may be lost', () => {
    const topics = [
      one('offline', { leader: null, inSync: [], offline: [1, 2, 3] }),
      one('refused', { inSync: [1] }),
      one('behind', { inSync: [1, 2] }),
    ];
    const configs = got(new Map(topics.map(({ name }) => [name, [config('min.insync.replicas', '2')]])));
    expect(shortly(attention({ topics, topicConfigs: configs }))).toEqual([
      ['broken', 'offline-partitions', 'offline-0'],
      ['broken', 'below-min-in-sync', 'refused-0'],
      ['at-risk', 'under-replicated', 'behind-0', 'refused-0'],
    ]);
  });

  it('is a config that asks for more copies than there are, which brokers of today do not refuse', () => {
    // One replica of one, two of two: all that could be in sync is, and Kafka 4.3.1 takes acks=all on both.
    const topics = [topic('alone', [1]), topic('pair', [1, 2])];
    const topicConfigs = got(
      new Map([
        ['alone', [config('min.insync.replicas', '2')]],
        ['pair', [config('min.insync.replicas', '3')]],
      ]),
    );
    expect(shortly(attention({ topics, topicConfigs }))).toEqual([
      ['at-risk', 'min-in-sync-above-copies', 'alone-0', 'pair-0'],
      ['at-risk', 'one-replica', 'alone'],
    ]);
    // One of two is behind what any broker asks for.
    const behind = attention({ topics: [one('pair', { replicas: [1, 2], inSync: [1] })], topicConfigs });
    expect(behind.map(({ id }) => id)).toContain('below-min-in-sync');
  });

  it('counts in words and says what to do', () => {
    const topics = [one('a', { leader: null }), one('b', { leader: null })];
    expect(attention({ topics })[0]).toEqual({
      id: 'offline-partitions',
      kind: 'broken',
      what: '2 partitions have no leader: nobody can write or read there',
      names: ['a-0', 'b-0'],
      todo: 'start the brokers that hold their replicas',
    });
  });

  it('is topics that one broker’s loss takes away, or takes records from', () => {
    const topics = [topic('alone', [1]), topic('lax', [1, 2])];
    const topicConfigs = got(
      new Map([
        ['alone', [config('min.insync.replicas', '1'), config('unclean.leader.election.enable', 'true')]],
        ['lax', [config('min.insync.replicas', '1')]],
      ]),
    );
    expect(shortly(attention({ topics, topicConfigs }))).toEqual([
      ['at-risk', 'one-replica', 'alone'],
      ['at-risk', 'one-in-sync-is-enough', 'lax'],
      ['at-risk', 'unclean-election', 'alone'],
    ]);
  });

  it('is partitions with all replicas in one rack, where there are several', () => {
    const topics = [topic('a', [1, 2], [1, 3])];
    const given = { ...brokers(broker(1, 'x'), broker(2, 'x'), broker(3, 'y')) };
    const before = { ...given.before, topics: got(topics) };
    expect(shortly(attention({ before }))).toEqual([['at-risk', 'replicas-in-one-rack', 'a-0']]);
    const everywhere = brokers(broker(1, 'x'), broker(2, 'x'), broker(3, 'x')).before;
    expect(attention({ before: { ...everywhere, topics: got(topics) } })).toEqual([]);
  });

  it('is groups that lost records, stand past the end, or lag without anybody', () => {
    const groups = [group('lost', 5), group('past', 500, [member]), group('left', 60), group('read', 60, [member])];
    const given = { topics: [topic('a', [1, 2, 3])], groups: got(groups), topicConfigs: atLeastTwo('a') };
    const last = sample(0, { a: [100] }, {}, { a: [50] });
    expect(shortly(attention({ ...given, last }))).toEqual([
      ['broken', 'commits-before-the-log', 'lost'],
      ['broken', 'commits-past-the-end', 'past'],
      ['at-risk', 'lag-without-members', 'left', 'lost'],
    ]);
  });

  it('is no commit at the very beginning or end of a log', () => {
    const groups = got([group('a', 50, [member]), group('b', 100, [member])]);
    const given = { topics: [topic('a', [1, 2, 3])], topicConfigs: atLeastTwo('a'), groups };
    expect(attention({ ...given, last: sample(0, { a: [100] }, {}, { a: [50] }) })).toEqual([]);
  });

  it('is a transaction that is open for longer than it may be', () => {
    const end = Date.parse(frame.endedAt);
    const open = (transactionalId: string, ageMs: number) => ({
      transactionalId,
      producerId: 1,
      state: 'Ongoing',
      coordinator: 1,
      startedAtMs: end - ageMs,
      timeoutMs: 60_000,
      partitions: [],
    });
    const transactions = got([
      open('young', 59_000),
      // Over its time by less than two clocks may differ.
      open('late', 119_000),
      open('hangs', 121_000),
    ]);
    expect(shortly(attention({ transactions }))).toEqual([['broken', 'hanging-transactions', 'hangs']]);
  });

  it('is access for everybody, whether by ACL or without an authorizer', () => {
    const acl = (principal: string, permission: 'allow' | 'deny') => ({
      resourceType: 'topic',
      resourceName: 'a',
      patternType: 'literal',
      principal,
      host: '*',
      operation: 'read',
      permission,
    });
    const acls = got([acl('User:*', 'allow'), acl('User:*', 'deny'), acl('User:x', 'allow')]);
    const brokerConfigs = got(new Map([[2, [config('authorizer.class.name', '')]]]));
    expect(shortly(attention({ acls, brokerConfigs }))).toEqual([
      ['at-risk', 'open-to-everybody', 'read on topic a from *'],
      ['at-risk', 'no-authorizer', 'broker 2'],
    ]);
  });

  it('is brokers, disks and controllers', () => {
    const last = {
      ...sample(0, {}),
      logDirs: got([
        { broker: 1, dir: '/full', totalBytes: 1000, usableBytes: 149, replicas: [] },
        { broker: 1, dir: '/free', totalBytes: 1000, usableBytes: 150, replicas: [] },
        { broker: 1, dir: '/unknown', totalBytes: null, usableBytes: null, replicas: [] },
      ]),
    };
    const given = brokers(broker(1, null), broker(2, null, true));
    const quorum = got({ leaderId: 1, voters: [{ id: 9, logEndOffset: 1 }], observers: [] });
    const brokerConfigs = got(new Map([[1, [config('zookeeper.connect', 'zk:2181', 'static-broker')]]]));
    expect(shortly(attention({ ...given, last, quorum, brokerConfigs }))).toEqual([
      ['broken', 'fenced-brokers', 'broker 2'],
      ['at-risk', 'disks-nearly-full', 'broker 1 /full'],
      ['at-risk', 'few-controllers', 'controller 9'],
      ['worth-knowing', 'zookeeper', 'broker 1'],
      ['worth-knowing', 'no-rack', 'broker 1', 'broker 2'],
    ]);
  });

  it('is connectors that failed, by themselves or by a task, or that were stopped', () => {
    const connector = (name: string, state: string, task = 'RUNNING') => ({
      name,
      type: 'sink' as const,
      state,
      workerId: null,
      config: {},
      topics: null,
      tasks: [{ id: 0, state: task, workerId: null }],
    });
    const connectors = [
      connector('a', 'FAILED'),
      connector('b', 'RUNNING', 'FAILED'),
      connector('c', 'PAUSED', 'PAUSED'),
      connector('d', 'RUNNING'),
    ];
    const kafkaConnect = got([{ url: 'u', version: null, kafkaClusterId: null, plugins: null, connectors }]);
    expect(shortly(attention({ kafkaConnect }))).toEqual([
      ['broken', 'failed-connectors', 'a', 'b'],
      ['worth-knowing', 'stopped-connectors', 'c'],
    ]);
  });
});
