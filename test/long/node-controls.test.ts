import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Producer } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type KafkaAdmin, openAdmin } from '../../src/kafka/admin.ts';
import { planReassignment } from '../../src/kafka/reassignment-plan.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { ListenerName, LocalCluster } from '../../src/platforms/types.ts';
import { commandLinesWith, isRunning, until } from '../platforms/local/processes.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';
import { startTcpProxy, type TcpProxy } from '../platforms/local/tcp-proxy.ts';

/** The brokers' session is shorter than Kafka's 9 s: what a controller notices late is not what is tested here. */
const NOTICED_SOON = { 'broker.session.timeout.ms': '3000', 'broker.heartbeat.interval.ms': '500' };
const PARTITIONS = 6;
const WITHIN_MS = 60_000;
const all = { topics: ['orders'], internal: true, withinMs: WITHIN_MS };

const scratch = scratchFolder();
const proxies = new Map<string, TcpProxy>();
let cluster: LocalCluster;
let admin: KafkaAdmin;

beforeAll(async () => {
  const advertise = async (node: number, listener: ListenerName, listens: { host: string; port: number }) => {
    const proxy = await startTcpProxy(listens);
    proxies.set(`${node} ${listener}`, proxy);
    return proxy.listens;
  };
  cluster = await startKafka({ ...startOptions(3, scratch), advertise }, () => NOTICED_SOON);
  admin = openAdmin({ bootstrap: cluster.bootstrap, security: null }, 'test');
  await admin.createTopics([{ name: 'orders', partitions: PARTITIONS, replication: 3, configs: {} }]);
  await admin.inSync(all);
  const producer = new Producer({ clientId: 'test', bootstrapBrokers: [...cluster.bootstrap] });
  const messages = Array.from({ length: 60 }, (_, index) => ({
    topic: 'orders',
    partition: index % PARTITIONS,
    value: Buffer.alloc(1000),
  }));
  await producer.send({ messages, acks: -1 });
  await producer.close();
});
afterAll(async () => {
  await admin?.close();
  await cluster?.stop();
  for (const proxy of proxies.values()) proxy.close();
  await rm(scratch, { recursive: true, force: true });
});

const pidOf = (node: number) => cluster.nodes.find(({ id }) => id === node)?.pid ?? 0;
const usageOf = (node: number) => cluster.usage().find((usage) => usage.node === node);
const holding = async (node: number) => (await admin.partitions(all)).filter(({ isr }) => isr.includes(node)).length;
const alive = async () => (await admin.cluster()).brokers.map(({ id }) => id);

/** As many records as were acknowledged, asked of each partition's leader. */
const expectAllRecords = async () =>
  expect(await admin.endOffsets('orders', PARTITIONS)).toEqual(Array.from({ length: PARTITIONS }, () => 10));

it('clients, brokers and controllers come through what was put before the listeners, and none goes past it', async () => {
  const [client, internal] = [cluster.bootstrap, ['broker', 'controller']];
  expect(client).toEqual([1, 2, 3].map((node) => `127.0.0.1:${proxies.get(`${node} client`)?.listens.port}`));
  for (const listener of internal) {
    for (const node of [1, 2, 3])
      expect(proxies.get(`${node} ${listener}`)?.open, `${node} ${listener}`).toBeGreaterThan(0);
  }
  if (process.platform !== 'linux') return;
  // Whoever is connected to a port, and whom the proxy knows, are as many.
  const past = () => [...proxies.values()].filter(({ leadsTo, open }) => connectionsTo(leadsTo.port) !== open);
  await until(() => past().length === 0);
});

/** Established connections that a local port has accepted. */
function connectionsTo(port: number): number {
  const ESTABLISHED = '01';
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6']
    .flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(end) && state === ESTABLISHED).length;
}

it('a node that is killed is gone and known to be down, the others answer, and it comes back on its own disk', async () => {
  const before = usageOf(2)?.cpuSeconds ?? 0;
  const pid = pidOf(2);
  await cluster.controls.kill(2);
  expect(isRunning(pid)).toBe(false);
  expect([...cluster.controls.down]).toEqual([2]);
  expect(cluster.usage().map(({ node }) => node)).toEqual([1, 3]);
  expect(cluster.nodes.map(({ id }) => id)).toEqual([1, 2, 3]);
  await expect(cluster.controls.kill(2)).rejects.toMatchObject({ code: 'node-control-refused', exitStatus: 4 });
  // It is not in sync although the cluster may not have noticed yet.
  const tooEarly = admin.inSync({ ...all, withinMs: 100 });
  await expect(tooEarly).rejects.toMatchObject({
    code: 'not-in-sync',
    message: expect.stringMatching(/orders\/0 lacks 2/),
  });
  await until(async () => (await holding(2)) === 0);
  expect(await alive()).toEqual([1, 3]);
  await expectAllRecords();

  await cluster.controls.start(2);
  expect(cluster.controls.down.size).toBe(0);
  await admin.inSync(all);
  expect(pidOf(2)).not.toBe(pid);
  expect(usageOf(2)?.cpuSeconds).toBeGreaterThan(before);
});

it('a node that is stopped hands its leaders over, and on an empty disk it copies everything again', async () => {
  await cluster.controls.stop(3, 30_000);
  expect((await admin.partitions(all)).filter(({ leader }) => leader === 3 || leader < 0)).toEqual([]);
  const log = join(scratch, 'data', 'node-3', 'orders-0');
  expect(existsSync(log)).toBe(true);
  const starting = cluster.controls.start(3, { emptyDisk: true });
  await until(() => !existsSync(log));
  await starting;
  await admin.inSync(all);
  await admin.electPreferredLeaders(await admin.partitions(all));
  const led = (await admin.partitions(all)).filter(({ leader, replicas }) => leader === 3 && replicas[0] === 3);
  expect(led).not.toEqual([]);
  await expectAllRecords();
});

it('a node that is paused says nothing while the others do, and goes on as if nothing had been', async () => {
  const pid = pidOf(3);
  await cluster.controls.pause(3);
  expect(cluster.controls.down.size).toBe(0);
  expect(usageOf(3)).toBeDefined();
  await until(async () => !(await alive()).includes(3));
  await cluster.controls.resume(3);
  await admin.inSync(all);
  expect(pidOf(3)).toBe(pid);
});

it('a node that is added takes its share, and leaves again when it holds nothing', async () => {
  const node = await cluster.controls.add();
  expect(node).toBe(4);
  expect(cluster.bootstrap[3]).toBe(`127.0.0.1:${proxies.get('4 client')?.listens.port}`);
  await until(async () => (await alive()).includes(4));
  const { brokers } = await admin.cluster();
  expect(brokers[3]).toEqual({ id: 4, rack: 'zone-a' });

  const moved = async () => (await admin.reassignments()).length === 0;
  await admin.reassign(planReassignment(await admin.partitions(all), brokers));
  await until(moved);
  await admin.inSync(all);
  expect(await holding(4)).toBe(PARTITIONS / 2);
  await expectAllRecords();

  const others = brokers.filter(({ id }) => id !== 4);
  await admin.reassign(planReassignment(await admin.partitions(all), others));
  await until(moved);
  await until(async () => (await holding(4)) === 0); // Brokers hear of it from the controller a moment later.
  await cluster.controls.remove(4, 30_000);
  expect(cluster.nodes.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(existsSync(join(scratch, 'data', 'node-4'))).toBe(false);
  await admin.inSync(all);
  await expectAllRecords();
});

it('nothing is done to a node that is not there, or not as it would have to be', async () => {
  const refusals = [
    cluster.controls.kill(9),
    cluster.controls.start(1),
    cluster.controls.start(1, { version: '0.8.0' }),
  ];
  for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ code: 'node-control-refused' });
  expect(cluster.usage().map(({ node }) => node)).toEqual([1, 2, 3]);
});

it('a stop ends nodes that are paused, and those that are just being started, with everything else', async () => {
  await cluster.controls.pause(1);
  const adding = cluster.controls.add();
  const addition = expect(adding).rejects.toThrow('being stopped');
  await cluster.stop();
  await addition;
  expect(commandLinesWith(scratch)).toEqual([]);
  await expect(cluster.controls.start(1)).rejects.toThrow('being stopped');
});
