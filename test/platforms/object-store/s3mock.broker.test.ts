import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOOPBACK } from '../../../src/platforms/local/broker-properties.ts';
import { freePorts, STORE_PORTS } from '../../../src/platforms/local/ports.ts';
import { objectStoreJars } from '../../../src/platforms/object-store/jars.ts';
import { S3Mock } from '../../../src/platforms/object-store/s3mock.ts';
import { isRunning } from '../local/processes.ts';
import { scratchFolder } from '../local/start-options.ts';
import { isLoopback, listensOn } from './listening.ts';

const signal = new AbortController().signal;
let scratch: string;
let store: S3Mock;
let endpoint: string;

async function started(name: string): Promise<S3Mock> {
  const { server } = await objectStoreJars({ signal, onProgress: () => undefined });
  const [port = 0] = await freePorts(1, [], STORE_PORTS);
  endpoint = `http://${LOOPBACK}:${port}`;
  return S3Mock.start({
    listens: { host: LOOPBACK, port },
    bucket: 'tier',
    java: 'java',
    classpath: server,
    root: join(scratch, name, 'objects'),
    logDir: join(scratch, name, 'logs'),
  });
}

beforeAll(async () => {
  scratch = scratchFolder();
  store = await started('first');
  await store.serves(signal);
});
afterAll(async () => {
  await store.stop();
  await rm(scratch, { recursive: true, force: true });
});

describe('S3Mock', () => {
  it.skipIf(process.platform !== 'linux')('listens on the loopback address and nowhere else', () => {
    const addresses = listensOn(store.pid);
    expect(addresses).toHaveLength(1);
    expect(addresses.filter((address) => !isLoopback(address))).toEqual([]);
  });

  it('has the bucket when it serves, keeps an object in its folder, and answers with a range of it', async () => {
    const put = await fetch(`${endpoint}/tier/segments/log`, { method: 'PUT', body: '0123456789' });
    expect(put.status).toBe(200);
    const part = await fetch(`${endpoint}/tier/segments/log`, { headers: { range: 'bytes=2-5' } });
    expect([part.status, await part.text()]).toEqual([206, '2345']);
    expect((await fetch(`${endpoint}/tier/segments/none`)).status).toBe(404);
    expect(existsSync(join(scratch, 'first/objects/tier'))).toBe(true);
  });

  it('writes what it needs for a while beside its log, and nothing where programs usually do', () => {
    const { port } = new URL(endpoint);
    const ownIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith(`tomcat.${port}.`));
    expect(ownIn(join(scratch, 'first/logs/temporary'))).toHaveLength(1);
    expect(ownIn(tmpdir())).toEqual([]);
  });

  it('is gone with its objects and its log when it is stopped, and can be stopped again', async () => {
    await store.stop();
    expect(isRunning(store.pid)).toBe(false);
    expect(store.isRunning).toBe(false);
    await store.stop();
    expect(existsSync(join(scratch, 'first/objects'))).toBe(false);
    expect(existsSync(join(scratch, 'first/logs'))).toBe(false);
  });

  it('says why when it ends before it serves', async () => {
    const second = await started('second');
    process.kill(second.pid, 'SIGKILL');
    await expect(second.serves(signal)).rejects.toMatchObject({ code: 'object-store-failed', exitStatus: 4 });
    await second.stop();
  });
});
