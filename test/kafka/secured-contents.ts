import { Admin, Connection, FindCoordinatorKeyTypes } from '@platformatic/kafka';
import { Kafka, logLevel } from 'kafkajs';
import { openAdmin } from '../../src/kafka/admin.ts';
import { joinClassic } from './classic-member.ts';
import { joinOnce } from './group-heartbeats.ts';
import { giveRights, setQuotas } from './secured-rights.ts';

/** What is on the secured cluster. */
export interface Contents {
  /** In the order of their creation; Kafka's own are there, too. */
  readonly topics: readonly string[];
  /** Names by kind; `empty` is a classic one without members that has committed. Each but `empty` has one member. */
  readonly groups: Readonly<Record<'classic' | 'consumer' | 'share' | 'streams' | 'empty', string>>;
  /** Of a transaction that is open. */
  readonly transactionalId: string;
  /** Records in `orders`, spread evenly over its partitions. */
  readonly orders: { readonly records: number; readonly partitions: number };
  readonly canaries: readonly string[];
  close(): Promise<void>;
}

/** Letters, digits, dots, underlines and hyphens, and up to 249 of them: all that Kafka allows. */
const TOPICS = [
  { name: 'orders', partitions: 6, configs: { 'retention.ms': '86400000', 'compression.type': 'producer' } },
  { name: 'payments', partitions: 3, configs: { 'cleanup.policy': 'compact', 'segment.ms': '3600000' } },
  { name: 'ABCXYZ.abcxyz-0123456789-Every.Sign', partitions: 1, configs: {} },
  { name: '__proto__', partitions: 1, configs: { 'max.message.bytes': '2000000' } },
  { name: '-', partitions: 1, configs: {} },
  { name: 'n'.repeat(249), partitions: 1, configs: {} },
];
const GROUPS = {
  classic: 'billing',
  consumer: 'shipping <b>&amp;</b>',
  share: 'labels',
  streams: 'totals',
  empty: 'Überwachung\n| "nightly" \u001b[31m',
} as const;
const TRANSACTIONAL_ID = 'settlement-7';
/** Of `orders`. */
const PARTITIONS = [0, 1, 2, 3, 4, 5];
const RECORDS = 600;
const CANARY = {
  key: 'canary-key-2b7e',
  value: 'canary-value-c41d',
  headerName: 'canary-header-name-08fe',
  header: 'canary-header-6a95',
};

/** Puts topics, records, groups, ACLs, quotas and an open transaction onto a cluster whose plain listeners these are. */
export async function fillCluster(plain: readonly string[]): Promise<Contents> {
  const kafka = new Kafka({ clientId: 'fixture', brokers: [...plain], logLevel: logLevel.NOTHING });
  const topics = openAdmin({ bootstrap: plain, security: null }, 'fixture');
  const admin = new Admin({ clientId: 'fixture', bootstrapBrokers: [...plain] });
  try {
    await topics.createTopics(TOPICS.map((topic) => ({ ...topic, replication: 3 })));
    await giveRights(admin);
    await setQuotas(admin);
  } finally {
    await topics.close();
    await admin.close();
  }
  await writeRecords(kafka);
  const transaction = await openTransaction(kafka);
  const places = PARTITIONS.map((partition) => ({ partition, offset: '40' }));
  await commitWithoutMembers(kafka, GROUPS.classic, places);
  await commitWithoutMembers(kafka, GROUPS.empty, [{ partition: 2, offset: '7' }]);
  await joinGroups(plain);
  return {
    topics: TOPICS.map(({ name }) => name),
    groups: GROUPS,
    transactionalId: TRANSACTIONAL_ID,
    orders: { records: RECORDS, partitions: PARTITIONS.length },
    canaries: Object.values(CANARY),
    close: () => transaction.disconnect(),
  };
}

async function writeRecords(kafka: Kafka): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: RECORDS }, (_, index) => ({
    partition: index % 6,
    key: `${CANARY.key}-${index % 50}`,
    value: JSON.stringify({ order: index, note: CANARY.value, padding: 'x'.repeat(index % 100) }),
    headers: { [CANARY.headerName]: CANARY.header },
  }));
  await producer.send({ topic: 'orders', messages, compression: 1 });
  await producer.send({ topic: 'payments', messages: messages.slice(0, 30).map(({ partition: _, ...same }) => same) });
  await producer.disconnect();
}

/** It stays open for its timeout. */
async function openTransaction(kafka: Kafka): Promise<{ disconnect(): Promise<void> }> {
  const producer = kafka.producer({
    transactionalId: TRANSACTIONAL_ID,
    maxInFlightRequests: 1,
    idempotent: true,
    transactionTimeout: 800_000,
  });
  await producer.connect();
  const transaction = await producer.transaction();
  await transaction.send({ topic: 'payments', messages: [{ key: CANARY.key, value: CANARY.value, partition: 0 }] });
  return producer;
}

async function commitWithoutMembers(
  kafka: Kafka,
  groupId: string,
  partitions: { partition: number; offset: string }[],
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.setOffsets({ groupId, topic: 'orders', partitions });
  await admin.disconnect();
}

/** One member each, without a client that would have to live on. */
async function joinGroups(plain: readonly string[]): Promise<void> {
  const admin = new Admin({ clientId: 'fixture', bootstrapBrokers: [...plain] });
  try {
    for (const kind of ['classic', 'consumer', 'share', 'streams'] as const) {
      const group = GROUPS[kind];
      const [coordinator] = await admin.findCoordinator({ keyType: FindCoordinatorKeyTypes.GROUP, keys: [group] });
      if (coordinator === undefined) throw new Error(`${group} has no coordinator`);
      const connection = new Connection(`app-${kind}`);
      await connection.connect(coordinator.host, coordinator.port);
      const joining =
        kind === 'classic'
          ? joinClassic(connection, group, { topic: 'orders', partitions: PARTITIONS })
          : joinOnce(connection, kind, group, ['orders']);
      await joining.finally(() => connection.close());
    }
  } finally {
    await admin.close();
  }
}
