import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Producer } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type KafkaAdmin, openAdmin } from '../../src/kafka/admin.ts';
import { apacheKafka } from '../../src/platforms/apache-kafka/index.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { PlannedFault } from '../../src/scenarios/fault-types.ts';
import { until } from '../platforms/local/processes.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

const scratch = scratchFolder();
const all = { topics: ['orders'], internal: true, withinMs: 120_000 };
const upgrade = apacheKafka.local?.upgrade ?? { from: '', to: '' };
let cluster: LocalCluster;
let admin: KafkaAdmin;

beforeAll(async () => {
  const options = startOptions(3, scratch);
  const fault = { kind: 'rolling-upgrade' } as PlannedFault; // Starting reads nothing else of it.
  cluster = (await apacheKafka.local?.start({
    ...options,
    plan: { ...options.plan, faults: [fault] },
  })) as LocalCluster;
  admin = openAdmin({ bootstrap: cluster.bootstrap, security: null }, 'test');
  await admin.createTopics([{ name: 'orders', partitions: 3, replication: 3, configs: {} }]);
  await admin.inSync(all);
});
afterAll(async () => {
  await admin?.close();
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** As its log says, of every start of the node. */
function versionsOf(node: number): string[] {
  const log = readFileSync(join(scratch, 'logs', `node-${node}`, 'broker.log'), 'utf8');
  return [...log.matchAll(/ Kafka version: (\S+)/g)].map(([, version = '']) => version);
}

async function send(values: number): Promise<void> {
  const producer = new Producer({ clientId: 'test', bootstrapBrokers: [...cluster.bootstrap] });
  const messages = Array.from({ length: values }, (_, index) => ({
    topic: 'orders',
    partition: index % 3,
    value: Buffer.alloc(100),
  }));
  await producer.send({ messages, acks: -1 });
  await producer.close();
}

it('nodes go from the older version to the newer one after the other, and the cluster goes on', async () => {
  expect(upgrade.from).not.toBe(upgrade.to);
  expect(cluster.version).toBe(upgrade.from);
  await send(30);
  for (const node of [1, 2, 3]) {
    expect(versionsOf(node)).toEqual([upgrade.from]);
    await cluster.controls.stop(node, 60_000);
    await cluster.controls.start(node, { version: upgrade.to });
    await admin.inSync(all);
    expect(versionsOf(node)).toEqual([upgrade.from, upgrade.to]);
    await send(30);
  }
  expect(await admin.endOffsets('orders', 3)).toEqual([40, 40, 40]);
});

it('a node that joins afterwards runs the newer version, and so does one whose disk is emptied', async () => {
  await cluster.controls.stop(2, 60_000);
  await cluster.controls.start(2, { emptyDisk: true });
  const added = await cluster.controls.add();
  await admin.inSync(all);
  await until(async () => (await admin.cluster()).brokers.some(({ id }) => id === added));
  expect(versionsOf(added)).toEqual([upgrade.to]);
  expect(versionsOf(2).at(-1)).toBe(upgrade.to);
  expect(await admin.endOffsets('orders', 3)).toEqual([40, 40, 40]);
});
