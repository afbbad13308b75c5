import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { propertiesFile } from '../../src/platforms/local/broker-properties.ts';
import { kafkaVersions } from '../../src/platforms/local/distribution.ts';
import { findJava } from '../../src/platforms/local/java.ts';
import { keptFolder } from '../../src/platforms/local/maven.ts';
import { freePorts } from '../../src/platforms/local/ports.ts';
import { type Service, startJavaService } from './java-service.ts';

export interface KafkaConnect extends Service {
  readonly url: string;
  /** Names of its connectors: one runs, the task of the second has failed, and no path leads to the third. */
  readonly connectors: readonly string[];
  /** Secrets in their configs. */
  readonly canaries: readonly string[];
}

const CANARIES = {
  password: 'canary-connect-password-13ac',
  url: 'canary-connect-url-77d1',
  jaas: 'canary-connect-jaas-e290',
  unusual: 'canary-connect-unusual-4b6f',
};
/** Of a name with a slash or a percent sign, Connect's own web server refuses every path. */
const CONNECTORS = { orders: 'file source <b>Überträge', broken: 'no-such-file', slashed: 'a/b %41' };

/** A worker of Kafka Connect, distributed, on a cluster's plain listeners, with a connector whose config holds secrets. */
export async function startKafkaConnect(folder: string, bootstrap: readonly string[]): Promise<KafkaConnect> {
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const java = await findJava(process.env, options.signal);
  const { current } = kafkaVersions();
  const pom = join(import.meta.dirname, 'pom.xml');
  const digest = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 8);
  const kept = {
    name: `connect-${current}-${digest}`,
    title: 'Kafka Connect',
    announcement: '',
    errorCode: 'connect-download-failed',
    goals: (output: string) => [
      ...['-f', pom, `-Dkafka.version=${current}`, 'dependency:copy-dependencies', `-DoutputDirectory=${output}`],
    ],
  };
  const jars = await keptFolder(kept, options, process.env);
  const [port = 0] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(folder, { recursive: true });
  const worker = join(folder, 'worker.properties');
  writeFileSync(worker, propertiesFile(workerSettings(url, bootstrap)));
  const service = await startJavaService({
    name: 'kafka-connect',
    java: java.path,
    args: ['-cp', join(jars, '*'), 'org.apache.kafka.connect.cli.ConnectDistributed', worker],
    folder,
    healthUrl: `${url}/connectors`,
  });
  try {
    await addConnectors(url, folder);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { ...service, url, connectors: Object.values(CONNECTORS), canaries: Object.values(CANARIES) };
}

const workerSettings = (url: string, bootstrap: readonly string[]): Readonly<Record<string, string>> => ({
  'bootstrap.servers': bootstrap.join(','),
  'group.id': 'connect-workers',
  listeners: url,
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'config.storage.topic': 'connect-configs',
  'offset.storage.topic': 'connect-offsets',
  'offset.storage.partitions': '1',
  'status.storage.topic': 'connect-status',
  'status.storage.partitions': '1',
  'config.storage.replication.factor': '1',
  'offset.storage.replication.factor': '1',
  'status.storage.replication.factor': '1',
  // Every plugin says so itself: nothing is searched for by reflection.
  'plugin.discovery': 'service_load',
});

async function addConnectors(url: string, folder: string): Promise<void> {
  const file = join(folder, 'lines.txt');
  writeFileSync(file, 'one\ntwo\nthree\n');
  const source = { 'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector', 'tasks.max': '1' };
  await add(url, CONNECTORS.orders, {
    ...source,
    file,
    topic: 'orders',
    'database.password': CANARIES.password,
    'connection.url': `jdbc:postgresql://db.example:5432/shop?user=me&password=${CANARIES.url}`,
    'database.history.consumer.sasl.jaas.config': `x required username="u" password="${CANARIES.jaas}";`,
    // Named as nothing that sounds like a secret.
    'customer.reference': CANARIES.unusual,
  });
  // A sink of no topic that is there: its task fails.
  await add(url, CONNECTORS.broken, {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSinkConnector',
    'tasks.max': '1',
    topics: 'payments',
    file: join(folder, 'no', 'such', 'folder'),
    'sink.token': CANARIES.password,
  });
  await add(url, CONNECTORS.slashed, { ...source, file, topic: 'orders', 'api.key': CANARIES.jaas });
  await untilRunning(url);
}

async function add(url: string, name: string, config: Readonly<Record<string, string>>): Promise<void> {
  const body = JSON.stringify({ name, config });
  for (;;) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/connectors`, { method: 'POST', headers, body });
    if (answer.ok) return;
    // A rebalance is under way: Connect asks to come again.
    if (answer.status !== 409) throw new Error(`connector ${name}: ${answer.status} ${await answer.text()}`);
    await delay(200);
  }
}

/** Bounded by the test's own timeout. */
async function untilRunning(url: string): Promise<void> {
  const state = async (name: string): Promise<string> => {
    const answer = await fetch(`${url}/connectors/${encodeURIComponent(name)}/status`);
    const { tasks = [] } = (await answer.json()) as { tasks?: readonly { readonly state: string }[] };
    return tasks[0]?.state ?? 'none';
  };
  while ((await state(CONNECTORS.orders)) !== 'RUNNING' || (await state(CONNECTORS.broken)) !== 'FAILED') {
    await delay(200);
  }
}
