import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Admin } from '@platformatic/kafka';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import { freePorts } from '../../../src/platforms/local/ports.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { commandLinesWith, isRunning, until } from './processes.ts';
import { scratchFolder, startOptions } from './start-options.ts';

let scratch: string;
let cluster: LocalCluster | null;
const plain = () => ({});

beforeEach(() => {
  scratch = scratchFolder();
  cluster = null;
});
afterEach(async () => {
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** What the cluster says about itself, and where it puts a topic that is created with its defaults. */
async function look(bootstrap: readonly string[]) {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [...bootstrap] });
  try {
    const [topic] = await admin.createTopics({ topics: ['defaults'] });
    return { metadata: await admin.metadata({ topics: [] }), topic };
  } finally {
    await admin.close();
  }
}

describe('one node', () => {
  it('serves at the port that was asked for, tells what it uses, and leaves nothing when stopped', async () => {
    const [port = 0] = await freePorts(1);
    cluster = await startKafka(startOptions(1, scratch, port), plain);
    expect(cluster.bootstrap).toEqual([`127.0.0.1:${port}`]);
    const { metadata, topic } = await look(cluster.bootstrap);
    expect([...metadata.brokers.values()]).toEqual([{ host: '127.0.0.1', port, rack: 'zone-a' }]);
    expect(topic).toMatchObject({ partitions: 6, replicas: 1 });

    const [node] = cluster.nodes;
    const [usage] = cluster.usage();
    expect(usage?.node).toBe(node?.id);
    expect(usage?.cpuSeconds).toBeGreaterThan(0.5);
    expect(usage?.rssBytes).toBeGreaterThan(100e6);

    await cluster.stop();
    await cluster.stop();
    expect(isRunning(node?.pid ?? 0)).toBe(false);
    expect(cluster.usage()).toEqual([]);
    expect(commandLinesWith(scratch)).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('is killed when it does not heed SIGTERM, and its log stays when asked for', async () => {
    cluster = await startKafka(startOptions(1, scratch), plain);
    const pid = cluster.nodes[0]?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await cluster.stop({ keepLogs: true });
    expect(isRunning(pid)).toBe(false);
    expect(readdirSync(scratch)).toEqual(['logs']);
    expect(existsSync(join(scratch, 'logs', 'node-1', 'broker.log'))).toBe(true);
  });

  it('goes when the process that started it is killed with SIGKILL', async () => {
    const parent = spawn(process.execPath, [fileURLToPath(new URL('./start-and-wait.ts', import.meta.url)), scratch]);
    const pid = await new Promise<number>((resolve, reject) => {
      parent.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())));
      parent.once('exit', (status) => reject(new Error(`the parent ended with status ${status}`)));
    });
    expect(isRunning(pid)).toBe(true);
    expect(commandLinesWith(join(scratch, 'logs'))).not.toEqual([]);
    parent.removeAllListeners('exit');
    parent.kill('SIGKILL');
    await until(() => !isRunning(pid) && commandLinesWith(join(scratch, 'logs')).length === 0);
  });
});

describe('three nodes', () => {
  it('stand in three zones and keep three copies of a topic', async () => {
    cluster = await startKafka(startOptions(3, scratch), plain);
    const { metadata, topic } = await look(cluster.bootstrap);
    expect([...metadata.brokers.values()].map(({ rack }) => rack).sort()).toEqual(['zone-a', 'zone-b', 'zone-c']);
    expect(cluster.nodes.map(({ zone }) => zone)).toEqual(['zone-a', 'zone-b', 'zone-c']);
    expect(topic?.replicas).toBe(3);
    const pids = cluster.nodes.map(({ pid }) => pid);
    await cluster.stop();
    expect(pids.filter(isRunning)).toEqual([]);
  });
});

describe('a start that fails', () => {
  /** Nothing is left but logs. */
  function expectStopped(): void {
    expect(commandLinesWith(scratch)).toEqual([]);
    expect(existsSync(join(scratch, 'data'))).toBe(false);
  }

  it('names the port that another process has', async () => {
    const [port = 0] = await freePorts(1);
    const other = createServer().listen(port, '127.0.0.1');
    const failure = startKafka(startOptions(1, scratch, port), plain);
    await expect(failure).rejects.toMatchObject({ code: 'port-in-use', exitStatus: 2 });
    await expect(failure).rejects.toThrow(`Port ${port} `);
    other.close();
    expectStopped();
  });

  it('quotes the log of a broker that dies, names it, and keeps it', async () => {
    const options = startOptions(1, scratch);
    const failure = startKafka(options, () => ({
      'remote.log.storage.system.enable': 'true',
      'remote.log.storage.manager.class.name': 'no.such.Tier',
      'remote.log.metadata.manager.listener.name': 'BROKER',
    }));
    const log = join(options.logDir, 'node-1', 'broker.log');
    await expect(failure).rejects.toMatchObject({
      code: 'broker-failed',
      exitStatus: 4,
      message: expect.stringMatching(/Node 1 ended with status 1\..*no\.such\.Tier/),
      problems: [{ todo: `Read ${log}.` }],
    });
    expect(existsSync(log)).toBe(true);
    expectStopped();
  });

  it('quotes the log when the settings are refused before any broker runs', async () => {
    const failure = startKafka(startOptions(3, scratch), () => ({ 'num.partitions': 'several' }));
    await expect(failure).rejects.toMatchObject({
      code: 'broker-failed',
      message: expect.stringMatching(/could not format.*several/),
    });
    expectStopped();
  });

  it('names addresses and log of a broker that does not serve in time', async () => {
    const [port = 0] = await freePorts(1);
    const failure = startKafka(startOptions(1, scratch, port), plain, 50);
    await expect(failure).rejects.toMatchObject({
      code: 'broker-failed',
      message: expect.stringContaining(`within 0.05 s at 127.0.0.1:${port}`),
      problems: [{ todo: `Read ${join(scratch, 'logs', 'node-1', 'broker.log')}.` }],
    });
    expectStopped();
  });

  it.each([
    ['at once', 0],
    ['while folders are formatted', 300],
    ['while brokers come up', 2000],
  ])('stops everything when it is aborted %s', async (_, afterMs) => {
    const abort = new AbortController();
    const options = { ...startOptions(3, scratch), signal: abort.signal };
    const starting = startKafka(options, plain);
    const failure = expect(starting).rejects.toThrow('interrupted');
    await delay(afterMs);
    abort.abort(new Error('interrupted'));
    await failure;
    expectStopped();
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('refuses a data folder that holds something, and leaves it alone', async () => {
    const options = startOptions(1, scratch);
    mkdirSync(options.dataDir);
    writeFileSync(join(options.dataDir, 'precious'), '');
    await expect(startKafka(options, plain)).rejects.toMatchObject({ code: 'data-folder-not-empty', exitStatus: 4 });
    expect(readdirSync(options.dataDir)).toEqual(['precious']);
  });
});
