import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Probe, probe } from '../../../src/faults/probe.ts';
import { ToxiproxyApi } from '../../../src/faults/toxiproxy/api.ts';
import { findToxiproxy } from '../../../src/faults/toxiproxy/binary.ts';
import { takeOff } from '../../../src/faults/toxiproxy/network.ts';
import { type LocalToxiproxy, startToxiproxy } from '../../../src/faults/toxiproxy/server.ts';
import type { NetworkPath } from '../../../src/faults/types.ts';
import { spawnTethered } from '../../../src/platforms/local/tethered-process.ts';
import type { Endpoint } from '../../../src/platforms/types.ts';
import { isRunning, until } from '../../platforms/local/processes.ts';
import { type AnsweringServer, answeringServer } from '../answering-server.ts';

/** Building toxiproxy, where there is none yet, takes a minute. */
const BUILT_WITHIN_MS = 300_000;

let scratch: string;
let binary: string;
let behind: AnsweringServer;
let toxiproxy: LocalToxiproxy;
let entrance: Endpoint;
let paths: readonly NetworkPath[];
const deaths: Error[] = [];

const start = () =>
  startToxiproxy({
    binary,
    spawn: spawnTethered,
    logDir: scratch,
    listeners: new Set(['client']),
    onDied: (error) => deaths.push(error),
  });
const ask = (options: { withinMs?: number; bytes?: number } = {}): Promise<Probe> =>
  probe(entrance, { security: null, withinMs: 10_000, ...options });

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  binary = await findToxiproxy({ signal: new AbortController().signal, onProgress: () => {} });
  behind = await answeringServer();
  toxiproxy = await start();
  entrance = await toxiproxy.advertise(2, 'client', behind.at);
  paths = toxiproxy.network.paths('client', 2);
}, BUILT_WITHIN_MS);
afterAll(async () => {
  await toxiproxy?.stop();
  await behind?.close();
  await rm(scratch, { recursive: true, force: true });
});
beforeEach(() => toxiproxy.network.clear(paths));

describe('a toxiproxy of our own', () => {
  it('stands before the listeners that it was told of and no others', async () => {
    expect(entrance).not.toEqual(behind.at);
    expect(await toxiproxy.advertise(2, 'broker', behind.at)).toEqual(behind.at);
    expect(toxiproxy.network.paths('broker', null)).toEqual([]);
    expect(toxiproxy.network.paths('client', 1)).toEqual([]);
    expect(await toxiproxy.network.entrance(paths[0] as NetworkPath)).toEqual(entrance);
    expect(await ask()).toMatchObject({ kind: 'answered' });
  });

  it('delays answers by as much as it is told', async () => {
    await toxiproxy.network.disturb(paths, { kind: 'delay', latencyMs: 300, jitterMs: 0 });
    expect(await toxiproxy.network.disturbances(paths)).toBe(1);
    const delayed = await ask();
    expect(delayed.kind === 'answered' && delayed.millis).toBeGreaterThanOrEqual(295);
    await toxiproxy.network.clear(paths);
    expect(await toxiproxy.network.disturbances(paths)).toBe(0);
  });

  it('lets no more bytes through than it is told', async () => {
    await toxiproxy.network.disturb(paths, { kind: 'bandwidth', bytesPerSecond: 100_000 });
    const slow = await ask({ bytes: 50_000 });
    expect(slow.kind === 'answered' && slow.millis).toBeGreaterThanOrEqual(400);
  });

  it('cuts a path without telling anyone: old connections stay, new ones are never answered', async () => {
    const old = connect(entrance.port, entrance.host);
    await new Promise((resolve) => old.once('connect', resolve));
    let isClosed = false;
    old.once('close', () => {
      isClosed = true;
    });
    await toxiproxy.network.disturb(paths, { kind: 'cut' });
    const before = behind.received();
    expect(await ask({ withinMs: 500 })).toEqual({ kind: 'silent' });
    expect(behind.received()).toBe(before);
    expect(isClosed).toBe(false);
    await toxiproxy.network.clear(paths);
    await until(() => isClosed);
    expect(await ask()).toMatchObject({ kind: 'answered' });
  });

  it('is healed by whoever knows its address, without touching what is not ours', async () => {
    const api = new ToxiproxyApi(toxiproxy.api);
    const foreign = { name: 'theirs', type: 'latency', stream: 'upstream', attributes: { latency: 1 } } as const;
    await api.addToxic('node-2-client', foreign);
    await toxiproxy.network.disturb(paths, { kind: 'cut' });
    await takeOff(api, ['node-2-client', 'a proxy that is gone']);
    expect((await api.proxies()).get('node-2-client')?.toxics).toMatchObject([{ name: 'theirs' }]);
    await api.removeToxic('node-2-client', 'theirs');
  });

  it('says so when it dies, once, and not when it is stopped', async () => {
    const stopped = await start();
    await stopped.stop();
    await stopped.stop();
    expect(isRunning(stopped.pid)).toBe(false);
    expect(deaths).toEqual([]);
    const other = await start();
    process.kill(other.pid, 'SIGKILL');
    await until(() => deaths.length > 0);
    await other.stop();
    expect(deaths).toMatchObject([
      { code: 'toxiproxy-failed', exitStatus: 4, message: expect.stringContaining('with status 137 (SIGKILL)') },
    ]);
  });
});

describe('a toxiproxy that is not there', () => {
  it('is an error with the line that installs it, and nothing is announced before, where there is no Go', async () => {
    const env = { PATH: scratch, XDG_CACHE_HOME: scratch };
    const announced: string[] = [];
    const onProgress = (message: string) => announced.push(message);
    const looking = findToxiproxy({ signal: new AbortController().signal, onProgress }, env);
    await expect(looking).rejects.toMatchObject({
      code: 'toxiproxy-missing',
      exitStatus: 4,
      problems: [{ todo: expect.stringContaining('go install github.com/Shopify/toxiproxy/v2/cmd/server@v2.5.0') }],
    });
    expect(announced).toEqual([]);
  });

  it('is named where it does not answer', async () => {
    await expect(new ToxiproxyApi('127.0.0.1:1').proxies()).rejects.toMatchObject({ code: 'toxiproxy-unreachable' });
  });
});
