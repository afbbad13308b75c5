import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { targetCommand } from '../../src/commands/target.ts';
import type { ConnectorEntry, Inventory, SubjectEntry } from '../../src/inventory/types.ts';
import type { Reading } from '../../src/kafka/read-only/reading.ts';
import type { AskedRequest } from '../../src/kafka/read-only/requests-log.ts';
import { type SecuredCluster, startSecuredCluster } from '../kafka/secured-cluster.ts';
import { inThisProcess } from '../run/in-this-process.ts';
import type { Ended } from '../run/workbench.ts';
import { type KafkaConnect, startKafkaConnect } from '../services/kafka-connect.ts';
import { type SchemaRegistry, startSchemaRegistry } from '../services/schema-registry.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-services-'));
let kafka: SecuredCluster;
let registry: SchemaRegistry;
let connect: KafkaConnect;
let scanned: Ended;
let inventory: Inventory;

beforeAll(async () => {
  [kafka, registry] = await Promise.all([
    startSecuredCluster(join(scratch, 'cluster')),
    startSchemaRegistry(join(scratch, 'registry')),
  ]);
  connect = await startKafkaConnect(join(scratch, 'connect'), kafka.listeners.plain);
  for (const [name, value] of Object.entries(kafka.environment)) vi.stubEnv(name, value);
  const services = `schemaRegistry: { url: "${registry.url}" }\nkafkaConnect: [{ url: "${connect.url}" }]\n`;
  writeFileSync(join(scratch, 'ours.yaml'), kafka.targetYaml('reader', 'secured', services));
  const args = ['target', 'inventory', 'ours.yaml', '--sample-for', '1s', '--schemas', '--out', 'found'];
  scanned = await inThisProcess(targetCommand, args, scratch);
  inventory = JSON.parse(readFileSync(join(scratch, 'found', 'inventory.json'), 'utf8')) as Inventory;
}, 300_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await connect?.stop();
  await registry?.stop();
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function obtained<T>(reading: Reading<T>): T {
  if (reading.obtained) return reading.value;
  throw new Error(`${reading.reason}: ${reading.why}`);
}

describe('an inventory of a real Schema Registry', () => {
  it('has its subjects with versions, references and the compatibility that was set', () => {
    const { subjects, compatibility } = obtained(inventory.sections.schemaRegistry);
    expect(subjects.map(({ subject }) => subject).toSorted()).toEqual(registry.subjects.toSorted());
    expect(compatibility).toBe('NONE');
    const orders = subjects.find(({ subject }) => subject === 'orders-value') as SubjectEntry;
    expect(orders).toMatchObject({ versions: [1, 2], type: 'AVRO', compatibility: 'FULL' });
    expect(orders.references).toEqual([{ name: 'Address', subject: 'address-value', version: 1 }]);
  });

  it('says that this one has no modes, which is no failure', () => {
    const { schemaRegistry } = inventory.sections;
    expect(obtained(schemaRegistry).mode).toBeNull();
    if (schemaRegistry.obtained) expect(schemaRegistry.missing.map(({ reason }) => reason)).toEqual(['not-supported']);
  });
});

describe('an inventory of a real Kafka Connect', () => {
  const named = (name: string): ConnectorEntry | undefined =>
    obtained(inventory.sections.kafkaConnect)
      .flatMap(({ connectors }) => connectors)
      .find((connector) => connector.name === name);

  it('has the cluster that its workers are on, and every connector with the states of its tasks', () => {
    const [cluster] = obtained(inventory.sections.kafkaConnect);
    expect(cluster?.kafkaClusterId).toBe(kafka.clusterId);
    const [running = '', failed = '', slashed = ''] = connect.connectors;
    expect(cluster?.connectors.map(({ name }) => name).toSorted()).toEqual(connect.connectors.toSorted());
    expect(named(running)).toMatchObject({ type: 'source', state: 'RUNNING', tasks: [{ id: 0, state: 'RUNNING' }] });
    expect(named(failed)).toMatchObject({ type: 'sink', tasks: [{ id: 0, state: 'FAILED' }] });
    expect(named(slashed)).toMatchObject({ type: 'source' });
  });

  it('shows a config without its secrets', () => {
    const { config = {} } = named(connect.connectors[0] ?? '') ?? {};
    expect(config).toMatchObject({
      topic: 'orders',
      'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
      'database.password': '[redacted]',
      'database.history.consumer.sasl.jaas.config': '[redacted]',
    });
  });

  it('counts the group of its workers among the groups', () => {
    const groups = obtained(inventory.sections.groups);
    expect(groups.find(({ id }) => id === 'connect-workers')).toMatchObject({
      kind: 'classic',
      protocolType: 'connect',
    });
  });
});

describe('what is written down of services', () => {
  it('holds no secret of a connector, of the cluster or of its records', () => {
    const files = readdirSync(join(scratch, 'found'), { withFileTypes: true }).map(({ name }) => join('found', name));
    const texts = [...files, 'ours.inventory.yaml'].map(
      (file) => [file, readFileSync(join(scratch, file), 'utf8')] as const,
    );
    const all = [...texts, ['standard output', scanned.out], ['standard error', scanned.err]] as const;
    expect(all.length).toBeGreaterThan(7);
    for (const canary of [...connect.canaries, ...kafka.canaries]) {
      expect(
        all.filter(([, text]) => text.includes(canary)).map(([name]) => name),
        canary,
      ).toEqual([]);
    }
  });

  it('is a GET each time, in the log of what was asked', () => {
    const lines = readFileSync(join(scratch, 'found', 'requests.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const requests = lines.map((line) => JSON.parse(line) as AskedRequest);
    const http = requests.filter(({ service }) => service !== 'kafka');
    expect([...new Set(http.map(({ service }) => service))].toSorted()).toEqual(['kafka-connect', 'schema-registry']);
    expect(http.filter(({ request }) => !request.startsWith('GET /'))).toEqual([]);
  });
});
