import { Worker } from 'node:worker_threads';
import type { WorkbenchError } from '../../errors.ts';
import type { Endpoint } from '../../platforms/types.ts';
import type { ObjectStoreFaults } from '../types.ts';
import type { ObjectStoreSecond, ProxyJob } from './messages.ts';
import { ProxyThread } from './proxy-thread.ts';

export type { ObjectStoreSecond } from './messages.ts';

export interface ObjectStoreProxyOptions {
  /** Absent: 127.0.0.1, at a free port. */
  readonly listen?: Endpoint;
  /** The store behind it: `http://host:port` or `https://…`. */
  readonly upstream: string;
  /** Every second since `begin`, once it is over. */
  onSecond(report: ObjectStoreSecond): void;
  /** The proxy ended on its own: WorkbenchError `object-store-proxy-died` (exit status 4). At most once. */
  onDied(error: WorkbenchError): void;
}

export interface ObjectStoreProxy {
  /** Where it listens. */
  readonly endpoint: Endpoint;
  readonly faults: ObjectStoreFaults;
  /** From this reading of `process.hrtime.bigint()` on, which may lie ahead, seconds are reported. */
  begin(epochNanos: bigint): void;
  /** Resolves when the last second was reported and the thread is gone. Idempotent. */
  stop(): Promise<void>;
}

const ANYWHERE_HERE: Endpoint = { host: '127.0.0.1', port: 0 };

/**
 * Starts a reverse proxy before an object store, on a thread of its own; resolves when it listens.
 * Throws WorkbenchError `port-in-use` (exit status 2), or `object-store-proxy-died` (4) where it cannot listen.
 */
export async function startObjectStoreProxy(
  options: ObjectStoreProxyOptions,
  startThread: (job: ProxyJob) => Worker = proxyThread,
): Promise<ObjectStoreProxy> {
  const { listen = ANYWHERE_HERE, upstream } = options;
  const thread = new ProxyThread(startThread({ listen, upstream }), options);
  const port = await thread.listens(listen);
  return {
    endpoint: { host: listen.host, port },
    faults: {
      async disturb(how) {
        await thread.ask({ kind: 'disturb', how });
      },
      async clear() {
        await thread.ask({ kind: 'clear' });
      },
      injected: () => thread.ask({ kind: 'injected' }),
      passed: () => thread.ask({ kind: 'passed' }),
    },
    begin: (epochNanos) => thread.post({ kind: 'begin', epochNanos }),
    stop: () => thread.stop(),
  };
}

/** As TypeScript or compiled, whichever this file is. */
function proxyThread(job: ProxyJob): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./proxy-worker.${extension}`, import.meta.url), { workerData: job });
}
