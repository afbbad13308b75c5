import { randomBytes } from 'node:crypto';
import { Connection, produceV3, produceV7, produceV8, produceV9 } from '@platformatic/kafka';
import { openAdmin } from './admin.ts';
import type { ConnectionSettings } from './connection.ts';
import { deepestReasons, leaves } from './deepest-reasons.ts';
import type { BrokerApis, ClusterAnswer } from './read-only/answers.ts';
import type { ReadOnlyCluster } from './read-only/cluster.ts';
import type { Gate } from './read-only/gate.ts';
import { securityOptions } from './security-options.ts';

export interface TenRecordsRequest {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  /** Does not exist yet; it is deleted in the end whatever happens. */
  readonly topic: string;
  readonly brokers: ClusterAnswer['brokers'];
  readonly apis: readonly BrokerApis[];
  /** Reads them back. */
  readonly cluster: ReadOnlyCluster;
  /** What is written is paced and written down as what is read. */
  readonly gate: Gate;
}

/** When a record was sent and acknowledged by this machine's clock, and appended by the leader's: ms since 1970. */
export interface WrittenRecord {
  readonly sentAtMs: number;
  readonly acknowledgedAtMs: number;
  readonly appendedAtMs: number;
}

export interface TenRecords {
  readonly records: readonly WrittenRecord[];
  readonly readBack: number;
  /** Null: the topic is deleted; else what went wrong. */
  readonly notDeleted: string | null;
  /** Null: all went well; else what was done, and what happened. */
  readonly failure: string | null;
}

const RECORDS = 10;
const VALUE_BYTES = 100;
const ALL_IN_SYNC = -1;
const PRODUCE = 0;
const ANSWER_WITHIN_MS = 10_000;
const READ_BYTES = 64 * 1024;

/** Highest first; the leader's time of appending came long before the first of them. */
const PRODUCE_VERSIONS = [
  { version: 9, api: produceV9.api },
  { version: 8, api: produceV8.api },
  { version: 7, api: produceV7.api },
  { version: 3, api: produceV3.api },
] as const;

type Produce = (typeof PRODUCE_VERSIONS)[number];

/**
 * Ten records of 100 bytes, one after the other, through a topic of its own, stamped by the leader; read back and
 * deleted. Never rejects: what went wrong stands in the result.
 */
export async function tenRecords(request: TenRecordsRequest): Promise<TenRecords> {
  const { topic, connection, clientId, gate } = request;
  const admin = openAdmin(connection, clientId);
  const written: WrittenRecord[] = [];
  let readBack = 0;
  let created = false;
  let doing = 'create a topic';
  let failure: string | null = null;
  try {
    const configs = { 'message.timestamp.type': 'LogAppendTime', 'retention.ms': '3600000' };
    const [state] = await noted(gate, connection, 'CreateTopics', topic, () => {
      created = true;
      return admin.createTopics([{ name: topic, partitions: 1, replication: null, configs }]);
    });
    doing = 'write records';
    const values = Array.from({ length: RECORDS }, () => randomBytes(VALUE_BYTES));
    await write(request, state?.partitions[0]?.leader ?? -1, values, written);
    doing = 'read the records back';
    const read = await request.cluster.fetch([{ topic, partition: 0, offset: 0 }], READ_BYTES);
    if (!read.obtained) throw new Error(read.why);
    const bytes = Buffer.concat(read.value.map(({ batches }) => batches));
    readBack = values.filter((value) => bytes.includes(value)).length;
  } catch (cause) {
    failure = `could not ${doing}: ${deepestReasons(cause)}`;
    // It is somebody else's then, however unlikely that is.
    if (leaves(cause).some((error) => (error as { apiId?: string }).apiId === 'TOPIC_ALREADY_EXISTS')) created = false;
  }
  const notDeleted = created ? await deleted(request) : null;
  await admin.close().catch(() => undefined);
  return { records: written, readBack, notDeleted, failure };
}

/** Over an admin of its own: what was created goes, whatever became of the other one. */
async function deleted({ connection, clientId, topic, gate }: TenRecordsRequest): Promise<string | null> {
  const cleaner = openAdmin(connection, clientId);
  try {
    await noted(gate, connection, 'DeleteTopics', topic, () => cleaner.deleteTopics([topic]));
    return null;
  } catch (error) {
    return deepestReasons(error);
  } finally {
    await cleaner.close().catch(() => undefined);
  }
}

async function write(
  { brokers, apis, connection, clientId, topic, gate }: TenRecordsRequest,
  leader: number,
  values: readonly Buffer[],
  written: WrittenRecord[],
): Promise<void> {
  const place = brokers.find(({ id }) => id === leader);
  if (place === undefined) throw new Error(`the leader, broker ${leader}, is not among the brokers`);
  const most = apis.find(({ broker }) => broker === leader)?.apis.find(({ key }) => key === PRODUCE)?.max ?? 0;
  const produce = PRODUCE_VERSIONS.find(({ version }) => version <= most);
  if (produce === undefined)
    throw new Error(`broker ${leader} takes no record batches of version 2, which Apache Kafka 0.11 brought`);
  const to = new Connection(clientId, {
    ...securityOptions(connection.security),
    connectTimeout: ANSWER_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
  });
  to.on('error', () => undefined); // Whoever waits for an answer is told as well.
  try {
    await to.connect(place.host, place.port);
    for (const value of values) {
      written.push(await noted(gate, connection, 'Produce', topic, () => writeOne(produce, to, topic, value)));
    }
  } finally {
    await to.close().catch(() => undefined);
  }
}

/** By the clock of this machine, with parts of a millisecond. */
const wallMs = (): number => performance.timeOrigin + performance.now();

async function writeOne({ api }: Produce, to: Connection, topic: string, value: Buffer): Promise<WrittenRecord> {
  const sentAtMs = wallMs();
  const answer = await api.async(to, ALL_IN_SYNC, ANSWER_WITHIN_MS, [{ topic, partition: 0, value }]);
  const acknowledgedAtMs = wallMs();
  const partition = typeof answer === 'boolean' ? undefined : answer.responses[0]?.partitionResponses[0];
  const appendedAtMs = Number(partition?.logAppendTimeMs ?? -1);
  if (appendedAtMs < 0) throw new Error('the leader does not say when it appended a record');
  return { sentAtMs, acknowledgedAtMs, appendedAtMs };
}

async function noted<T>(
  gate: Gate,
  { bootstrap }: ConnectionSettings,
  request: string,
  topic: string,
  ask: () => Promise<T>,
): Promise<T> {
  const pacedMillis = await gate.pass(0);
  const from = performance.now();
  const at = new Date().toISOString();
  const note = (outcome: string): void =>
    gate.passed(
      {
        at,
        service: 'kafka',
        to: bootstrap.join(', '),
        request,
        version: null,
        about: `topic ${topic}`,
        sentBytes: request === 'Produce' ? VALUE_BYTES : 0,
        receivedBytes: 0,
        millis: performance.now() - from,
        pacedMillis,
        outcome,
      },
      0,
    );
  try {
    const answer = await ask();
    note('answered');
    return answer;
  } catch (error) {
    note(deepestReasons(error));
    throw error;
  }
}
