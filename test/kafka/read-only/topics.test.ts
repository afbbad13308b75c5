import { describe, expect, it } from 'vitest';
import { describeConfigs } from '../../../src/kafka/read-only/protocol/messages/describe-configs.ts';
import { describeLogDirs } from '../../../src/kafka/read-only/protocol/messages/describe-log-dirs.ts';
import { describeUserScramCredentials } from '../../../src/kafka/read-only/protocol/messages/describe-user-scram-credentials.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const TOPIC_REFUSED = 29;

const configs = (codeOf: (name: string) => number = () => 0, entries: readonly object[] = []) =>
  offer(describeConfigs, ({ resources }) => ({
    throttleTimeMs: 0,
    results: resources.map(({ resourceType, resourceName }) => ({
      errorCode: codeOf(resourceName),
      errorMessage: null,
      resourceType,
      resourceName,
      configs: entries.map((entry) => ({
        name: '',
        value: null,
        readOnly: false,
        configSource: 5,
        isSensitive: false,
        synonyms: [],
        configType: 0,
        documentation: null,
        ...entry,
      })),
    })),
  }));

describe('topics', () => {
  it('are listed in order, and nothing is created by asking', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [
        { name: 'b', leaders: [1, -1] },
        { name: 'a', leaders: [1] },
      ],
    });
    const reading = await cluster.topics();
    expect(reading).toMatchObject({
      value: [
        { name: 'a', id: null },
        { name: 'b', partitions: [{ leader: 1 }, { leader: null }] },
      ],
      missing: [],
    });
    const asked = brokers[0]?.asked.filter(({ name }) => name === 'Metadata') ?? [];
    expect(asked.length).toBeGreaterThan(0);
    for (const { question, version } of asked) {
      expect(version).toBeGreaterThanOrEqual(4);
      expect(question).toMatchObject({ allowAutoTopicCreation: false });
    }
  });

  it('that are found stay where nobody says whether they are all', async () => {
    const { cluster } = await fakeCluster({ topics: () => [{ name: 'a', leaders: [1] }], unknownTopics: 'hang up' });
    expect(await cluster.topics()).toMatchObject({
      obtained: true,
      value: [{ name: 'a' }],
      missing: [{ what: 'whether these are all topics', reason: 'not-reachable' }],
    });
  });

  it('of which none is asked about are told without a request, and the reading says so', async () => {
    const { cluster, log } = await fakeCluster({});
    expect(await cluster.topicConfigs([])).toMatchObject({ obtained: true, how: 'nothing was asked for', missing: [] });
    expect(log).toEqual([]);
  });

  it('by the thousand have their configs asked for in ten requests', async () => {
    const { cluster, brokers } = await fakeCluster({ offers: () => [configs()] });
    const names = Array.from({ length: 2_000 }, (_, i) => `topic-${i}`);
    const reading = await cluster.topicConfigs(names);
    expect(reading.obtained && reading.value.size).toBe(2_000);
    expect(brokers[0]?.asked.filter(({ name }) => name === 'DescribeConfigs')).toHaveLength(10);
  });

  it('have configs with their source, and none of a value that is sensitive', async () => {
    const entries = [
      { name: 'retention.ms', value: '1000', configSource: 1 },
      { name: 'cleanup.policy', value: 'delete', configSource: 4, readOnly: true },
      { name: 'secret', value: 'canary', isSensitive: true, configSource: 2 },
      { name: 'later', value: 'x', configSource: 99 },
    ];
    const { cluster } = await fakeCluster({ offers: () => [configs(() => 0, entries)] });
    const reading = await cluster.topicConfigs(['__proto__']);
    expect(reading.obtained && reading.value.get('__proto__')).toEqual([
      { name: 'cleanup.policy', value: 'delete', source: 'static-broker', sensitive: false, readOnly: true },
      { name: 'later', value: 'x', source: 'unknown', sensitive: false, readOnly: false },
      { name: 'retention.ms', value: '1000', source: 'topic', sensitive: false, readOnly: false },
      { name: 'secret', value: null, source: 'dynamic-broker', sensitive: true, readOnly: false },
    ]);
    expect(JSON.stringify(reading)).not.toContain('canary');
  });

  it('whose configs may not be read are named, and where none may the ACL is for all of them', async () => {
    const { cluster } = await fakeCluster({ offers: () => [configs((name) => (name === 'mine' ? 0 : TOPIC_REFUSED))] });
    const some = await cluster.topicConfigs(['mine', 'yours']);
    expect(some).toMatchObject({
      obtained: true,
      missing: [
        {
          what: 'topic yours',
          reason: 'not-permitted',
          todo: 'Allow it: kafka-acls --add --allow-principal User:ANONYMOUS --operation DescribeConfigs --topic yours',
        },
      ],
    });
    const none = await cluster.topicConfigs(['yours', 'theirs']);
    expect(none).toMatchObject({ obtained: false, reason: 'not-permitted' });
    expect(none.obtained ? '' : none.todo).toContain("--topic '*'");
  });
});

describe('log directories', () => {
  const dirs = (results: readonly object[], max?: number) =>
    offer(describeLogDirs, () => ({ throttleTimeMs: 0, errorCode: 0, results: results as never }), max);
  const dir = {
    errorCode: 0,
    logDir: '/data',
    topics: [
      {
        name: 'orders',
        partitions: [
          { partitionIndex: 0, partitionSize: 10, offsetLag: 0, isFutureKey: false },
          { partitionIndex: 0, partitionSize: 5, offsetLag: 0, isFutureKey: true },
        ],
      },
    ],
    totalBytes: 100,
    usableBytes: 60,
    isCordoned: false,
  };

  it('have sizes of replicas, without the copy that is on its way elsewhere', async () => {
    const { cluster } = await fakeCluster({ offers: () => [dirs([dir])] });
    expect(await cluster.logDirs()).toMatchObject({
      value: [
        {
          broker: 1,
          dir: '/data',
          totalBytes: 100,
          usableBytes: 60,
          replicas: [{ topic: 'orders', partition: 0, bytes: 10 }],
        },
      ],
    });
    const old = await fakeCluster({ offers: () => [dirs([dir], 3)] });
    expect(await old.cluster.logDirs()).toMatchObject({ value: [{ totalBytes: null, usableBytes: null }] });
  });

  it('of which an old release tells nothing are not taken for none', async () => {
    const { cluster } = await fakeCluster({ offers: () => [dirs([], 2)] });
    expect(await cluster.logDirs()).toMatchObject({ obtained: false, reason: 'not-permitted' });
  });

  it('that are broken are missing, and the others are there', async () => {
    const { cluster } = await fakeCluster({
      offers: () => [dirs([dir, { ...dir, errorCode: 56, logDir: '/broken' }])],
    });
    const reading = await cluster.logDirs();
    expect(reading).toMatchObject({
      value: [{ dir: '/data' }],
      missing: [{ what: 'directory /broken of broker 1', reason: 'failed' }],
    });
  });
});

describe('SCRAM users', () => {
  it('are asked for with an empty list: with null, a broker that refuses never answers', async () => {
    const users = offer(describeUserScramCredentials, ({ users: asked }) =>
      asked === null ? 'nothing' : { throttleTimeMs: 0, errorCode: 31, errorMessage: null, results: [] },
    );
    const { cluster } = await fakeCluster({ offers: () => [users] });
    expect(await cluster.scramUsers()).toMatchObject({ obtained: false, reason: 'not-permitted' });
  });
});
