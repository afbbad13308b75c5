import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { platformError } from '../../errors.ts';
import { statusWords } from '../../exit-status.ts';
import type { spawnTethered, TetheredProcess } from '../../platforms/local/tethered-process.ts';
import type { Endpoint, ListenerName } from '../../platforms/types.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { NetworkFaults, NetworkPath } from '../types.ts';
import { ToxiproxyApi } from './api.ts';
import { entranceOf, toxiproxyNetwork } from './network.ts';

const LOOPBACK = '127.0.0.1';
const UP_WITHIN_MS = 10_000;

export interface ToxiproxyOptions {
  /** As `findToxiproxy` found it. */
  readonly binary: string;
  /** How processes are started that cannot outlive this one. */
  readonly spawn: typeof spawnTethered;
  /** Its log goes here, as toxiproxy.log. */
  readonly logDir: string;
  /** Before these proxies are put (listenersWithProxies); the others are reached directly. */
  readonly listeners: ReadonlySet<ListenerName>;
  /** Called once where it ends without having been stopped: what it carried is cut for good. */
  onDied(error: Error): void;
}

export interface LocalToxiproxy {
  /** For StartOptions. */
  advertise(node: number, listener: ListenerName, listens: Endpoint): Promise<Endpoint>;
  readonly network: NetworkFaults;
  readonly pid: number;
  /** Of its HTTP API: `host:port`. */
  readonly api: string;
  /** Idempotent. */
  stop(): Promise<void>;
}

/**
 * A toxiproxy of our own on the loopback address, without proxies at first.
 * Throws WorkbenchError `toxiproxy-failed` (exit status 4) where it does not come up.
 */
export async function startToxiproxy(options: ToxiproxyOptions): Promise<LocalToxiproxy> {
  const port = await freePort();
  const api = new ToxiproxyApi(`${LOOPBACK}:${port}`);
  await mkdir(options.logDir, { recursive: true });
  const output = join(options.logDir, 'toxiproxy.log');
  const args = ['-host', LOOPBACK, '-port', String(port)];
  const server = await options.spawn(options.binary, args, { folder: options.logDir, output });
  await untilUp(api, server, output);
  const paths = new Map<string, NetworkPath>();
  let isWanted = true;
  void server.exited.then((status) => {
    if (isWanted) options.onDied(died(status, output));
  });
  return {
    pid: server.pid,
    api: api.address,
    network: toxiproxyNetwork(api, () => [...paths.values()], { outlivesUs: false }),
    async advertise(node, listener, listens) {
      if (!options.listeners.has(listener)) return listens;
      const proxy = `node-${node}-${listener}`;
      if (paths.has(proxy)) await api.remove(proxy);
      const made = await api.create({
        name: proxy,
        listen: `${LOOPBACK}:0`,
        upstream: `${listens.host}:${listens.port}`,
      });
      paths.set(proxy, { proxy, listener, node });
      return entranceOf(made, api.address);
    },
    async stop() {
      isWanted = false;
      server.kill('SIGKILL');
      await server.exited;
    },
  };
}

async function untilUp(api: ToxiproxyApi, server: TetheredProcess, output: string): Promise<void> {
  const ended = server.exited.then((status) => {
    throw died(status, output);
  });
  const settled = new AbortController();
  const up = seenInTime(() => api.version(), {
    signal: settled.signal,
    what: 'toxiproxy answers',
    code: 'fault-not-seen',
    todo: `read ${output}`,
    withinMs: UP_WITHIN_MS,
  });
  ended.catch(() => undefined);
  up.catch(() => undefined);
  try {
    await Promise.race([up, ended]);
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  } finally {
    settled.abort();
  }
}

const died = (status: number, output: string): Error =>
  platformError('toxiproxy-failed', `toxiproxy ended with ${statusWords(status)}`, `read ${output}`);

/** toxiproxy takes its API's port as an argument and does not tell which one it got. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
