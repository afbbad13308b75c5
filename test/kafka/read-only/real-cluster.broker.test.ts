import { rm } from 'node:fs/promises';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadOnlyCluster } from '../../../src/kafka/read-only/cluster.ts';
import { openReadOnly } from '../../../src/kafka/read-only/open.ts';
import type { Reading } from '../../../src/kafka/read-only/reading.ts';
import { READING_APIS } from '../../../src/kafka/read-only/reading-apis.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';
import { type Spy, spy } from './spy.ts';

const CLIENT = 'workbench-that-reads';
const RECORDS = 90;
const CANARY = 'canary-in-a-value';

let scratch: string;
let local: LocalCluster;
let between: Spy;
let cluster: ReadOnlyCluster;
let kafka: Kafka;
let admin: Admin;
const log: AskedRequest[] = [];

beforeAll(async () => {
  scratch = scratchFolder();
  between = spy();
  local = await startKafka({ ...startOptions(1, scratch), advertise: between.advertise }, () => ({
    'auto.create.topics.enable': 'true',
    'group.coordinator.rebalance.protocols': 'classic,consumer,share,streams',
  }));
  cluster = openReadOnly(
    { bootstrap: local.bootstrap, security: null },
    {
      clientId: CLIENT,
      limits: { requestsPerSecond: 500, mibPerSecond: 50 },
      log: (request) => log.push(request),
      signal: new AbortController().signal,
    },
  );
  kafka = new Kafka({ clientId: 'independent', brokers: [...local.bootstrap], logLevel: logLevel.NOTHING });
  admin = kafka.admin();
  await admin.connect();
}, 300_000);

afterAll(async () => {
  await admin?.disconnect();
  await cluster?.close();
  await local?.stop({ keepLogs: false });
  between?.close();
  await rm(scratch, { recursive: true, force: true });
});

function told<T>(reading: Reading<T>): T {
  if (reading.obtained) return reading.value;
  throw new Error(reading.why);
}

/** Every question there is, about what is there and about what is not. */
async function askEverything(): Promise<Readonly<Record<string, Reading<unknown>>>> {
  const topics = await cluster.topics();
  const names = told(topics).map(({ name }) => name);
  const partitions = told(topics).flatMap(({ name, partitions: of }) =>
    of.map(({ partition }) => ({ topic: name, partition })),
  );
  const wanted = [...partitions, { topic: 'not-there', partition: 0 }];
  const groups = await cluster.groups();
  const nobody = { id: 'nobody', kind: 'classic', state: null, protocolType: '', coordinator: 1 } as const;
  const kinds = (['classic', 'consumer', 'share', 'streams'] as const).map((kind) => ({ ...nobody, id: kind, kind }));
  return {
    topics,
    groups,
    cluster: await cluster.cluster(),
    apis: await cluster.apis(),
    topicConfigs: await cluster.topicConfigs([...names, 'not-there']),
    brokerConfigs: await cluster.brokerConfigs([1]),
    earliest: await cluster.offsets(partitions, 'earliest'),
    latest: await cluster.offsets(wanted, 'latest'),
    maxTimestamp: await cluster.offsets(partitions, 'max-timestamp'),
    local: await cluster.offsets(partitions, 'earliest-local'),
    byTime: await cluster.offsets(partitions, 0),
    logDirs: await cluster.logDirs(),
    described: await cluster.describeGroups([...told(groups), ...kinds]),
    acls: await cluster.acls(),
    quotas: await cluster.quotas(),
    scramUsers: await cluster.scramUsers(),
    transactions: await cluster.transactions(),
    reassignments: await cluster.reassignments(),
    quorum: await cluster.quorum(),
    permitted: await cluster.permitted(['not-there', ...names], ['nobody']),
    fetched: await cluster.fetch(
      partitions.map((place) => ({ ...place, offset: 0 })),
      65_536,
    ),
    roundTrips: await cluster.roundTrips(3),
  };
}

/** What somebody else sees of the cluster. */
async function stateOf() {
  const topics = (await admin.listTopics()).toSorted();
  const { groups } = await admin.listGroups();
  const offsets = Object.fromEntries(
    await Promise.all(
      topics
        .filter((topic) => topic !== '__consumer_offsets')
        .map(
          async (topic) =>
            [topic, (await admin.fetchTopicOffsets(topic)).toSorted((a, b) => a.partition - b.partition)] as const,
        ),
    ),
  );
  const committed = await Promise.all(groups.map(({ groupId }) => admin.fetchOffsets({ groupId })));
  const resources = topics.map((name) => ({ type: 2, name }));
  const { resources: configs } = await admin.describeConfigs({ resources, includeSynonyms: false });
  return { topics, groups, offsets, committed, configs };
}

describe('reading a real cluster', () => {
  it('that has nothing on it brings nothing into being: no topic of offsets, of transactions, or of a name that was asked for', async () => {
    const before = await admin.listTopics();
    expect(before).toEqual([]);
    const readings = await askEverything();
    expect(readings.topics).toMatchObject({ obtained: true, value: [], missing: [] });
    expect(readings.groups).toMatchObject({ obtained: true, value: [], missing: [] });
    expect(readings.acls).toMatchObject({ obtained: false, reason: 'not-supported' });
    expect(readings.logDirs).toMatchObject({ obtained: true, value: [{ broker: 1, replicas: [] }] });
    expect(await admin.listTopics()).toEqual([]);
  });

  it('tells what an independent client wrote and committed, and changes none of it', async () => {
    await admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic: 'orders', numPartitions: 3, configEntries: [{ name: 'retention.ms', value: '86400000' }] }],
    });
    const producer = kafka.producer({ idempotent: true });
    await producer.connect();
    const messages = Array.from({ length: RECORDS }, (_, i) => ({ partition: i % 3, key: `key-${i}`, value: CANARY }));
    await producer.send({ topic: 'orders', messages });
    await producer.disconnect();
    await admin.setOffsets({ groupId: 'billing', topic: 'orders', partitions: [{ partition: 1, offset: '7' }] });

    const before = await stateOf();
    const readings = await askEverything();
    const [orders] = told(await cluster.topics()).filter(({ name }) => name === 'orders');
    expect(orders?.partitions).toMatchObject([0, 1, 2].map((partition) => ({ partition, leader: 1, replicas: [1] })));
    const configs = told(await cluster.topicConfigs(['orders'])).get('orders');
    expect(configs?.find(({ name }) => name === 'retention.ms')).toMatchObject({ value: '86400000', source: 'topic' });
    const ends = told(
      await cluster.offsets(
        [0, 1, 2].map((partition) => ({ topic: 'orders', partition })),
        'latest',
      ),
    );
    const { orders: independent } = before.offsets;
    expect(ends.map(({ offset }) => offset)).toEqual(independent?.map(({ offset }) => Number(offset)));
    expect(readings.described).toMatchObject({
      value: [{ id: 'billing', state: 'Empty', offsets: [{ topic: 'orders', partition: 1, offset: 7 }] }],
    });
    expect(await stateOf()).toEqual(before);
    expect(JSON.stringify([log, { ...readings, fetched: null }])).not.toContain(CANARY);
  });

  it('brings records as they lie in the log', async () => {
    const [fetched] = told(await cluster.fetch([{ topic: 'orders', partition: 0, offset: 0 }], 65_536));
    // Of the first batch: base offset i64, length i32, leader epoch i32, magic i8, …, count of its records at 57.
    expect(fetched?.batches.readInt8(16)).toBe(2);
    expect(fetched?.batches.readInt32BE(57)).toBe(RECORDS / 3);
    expect(fetched).toMatchObject({ highWatermark: RECORDS / 3, logStart: 0 });
  });

  it('sent nothing but requests that are known to change nothing, as somebody in between saw', () => {
    const keys = new Set(between.keysOf(CLIENT));
    expect(keys.size).toBeGreaterThan(15);
    expect([...keys].filter((key) => !READING_APIS.has(key))).toEqual([]);
    expect(log.filter(({ request }) => request !== 'connect')).toHaveLength(between.keysOf(CLIENT).length);
    // The spy sees others do more.
    expect(between.keysOf('independent')).toContain(0);
  });
});
