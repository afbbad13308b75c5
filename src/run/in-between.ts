import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import { emptyHistogram } from '../evidence/sample-log.ts';
import { type ObjectStoreProxy, type ObjectStoreSecond, startObjectStoreProxy } from '../faults/object-store/proxy.ts';
import { ToxiproxyApi } from '../faults/toxiproxy/api.ts';
import { findToxiproxy } from '../faults/toxiproxy/binary.ts';
import { listenersWithProxies } from '../faults/toxiproxy/listeners.ts';
import { pathsOf, toxiproxyNetwork } from '../faults/toxiproxy/network.ts';
import { type LocalToxiproxy, startToxiproxy } from '../faults/toxiproxy/server.ts';
import type { NetworkFaults, ObjectStoreFaults } from '../faults/types.ts';
import { splitAddress } from '../kafka/address.ts';
import { spawnTethered } from '../platforms/local/tethered-process.ts';
import { stopAll } from '../platforms/stop-all.ts';
import type { Endpoint, ListenerName, StartOptions } from '../platforms/types.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';

export interface InBetweenRequest {
  readonly target: Target;
  readonly plan: Plan;
  readonly logDir: string;
  readonly signal: AbortSignal;
  onProgress(message: string): void;
  /** Something that stands in between has ended: what passed through it is cut for good. */
  onDied(error: Error): void;
}

/** What stands between clients, brokers and object store in one repetition, so that it can be measured and disturbed. */
export interface InBetween {
  readonly network: NetworkFaults | null;
  objectStore(): ObjectStoreFaults | null;
  /** For the fairness page: between whom, in words. */
  proxied(): readonly string[];
  /** How a local platform is started behind it. */
  readonly start: Pick<StartOptions, 'advertise' | 'objectStoreVia'>;
  /** From here on what passes is evidence. */
  begin(epochNanos: bigint, recorder: RepetitionRecorder): void;
  stop(options: { keepLogs: boolean }): Promise<void>;
}

/**
 * Sets up what the faults of the plan need between clients and nodes, and the proxy before an object store wherever
 * there is one. Throws WorkbenchErrors of either (exit status 4), such as `toxiproxy-missing`.
 */
export async function setUpInBetween(request: InBetweenRequest): Promise<InBetween> {
  const store = new ObjectStorePassage(request);
  const { target } = request;
  if (target.connect.kind === 'remote') {
    const { toxiproxy = null, objectStore = null } = target.faults ?? {};
    if (objectStore !== null) await store.open(objectStore.upstream, splitAddress(objectStore.listen));
    const paths = toxiproxy === null ? [] : pathsOf(toxiproxy);
    const network =
      toxiproxy === null ? null : toxiproxyNetwork(new ToxiproxyApi(toxiproxy.api), () => paths, { outlivesUs: true });
    return inBetween(store, network, {}, toxiproxy === null ? [] : ['clients and brokers (toxiproxy)'], async () => {});
  }
  const via = {
    objectStoreVia: (listens: Endpoint) => store.open(`http://${listens.host}:${listens.port}`),
  };
  const local = await localToxiproxy(request);
  if (local === null) return inBetween(store, null, via, [], async () => {});
  const { toxiproxy, listeners } = local;
  const advertise: StartOptions['advertise'] = (node, listener, listens) =>
    toxiproxy.advertise(node, listener, listens);
  const words = [...listeners].map((listener) => BETWEEN[listener]);
  return inBetween(store, toxiproxy.network, { ...via, advertise }, words, async (keepLogs) => {
    await toxiproxy.stop();
    if (!keepLogs) await rm(logsOf(request), { recursive: true, force: true });
  });
}

const BETWEEN: Readonly<Record<ListenerName, string>> = {
  client: 'clients and brokers (toxiproxy)',
  broker: 'brokers among themselves (toxiproxy)',
  controller: 'brokers and controllers (toxiproxy)',
};

/** Null where no fault of the plan needs one: it would cost time that is measured as the platform's. */
async function localToxiproxy(
  request: InBetweenRequest,
): Promise<{ toxiproxy: LocalToxiproxy; listeners: ReadonlySet<ListenerName> } | null> {
  const { plan, signal, onProgress, onDied } = request;
  const listeners = listenersWithProxies(plan.faults ?? [], plan.client.zone);
  if (listeners.size === 0) return null;
  const binary = await findToxiproxy({ signal, onProgress });
  const options = { binary, spawn: spawnTethered, logDir: logsOf(request), listeners, onDied };
  return { listeners, toxiproxy: await startToxiproxy(options) };
}

const logsOf = ({ logDir }: InBetweenRequest): string => join(logDir, 'toxiproxy');

function inBetween(
  store: ObjectStorePassage,
  network: NetworkFaults | null,
  start: InBetween['start'],
  words: readonly string[],
  stopNetwork: (keepLogs: boolean) => Promise<void>,
): InBetween {
  return {
    network,
    start,
    objectStore: () => store.faults,
    proxied: () => [...words, ...(store.faults === null ? [] : ['brokers and object store (the workbench’s proxy)'])],
    begin: (epochNanos, recorder) => store.begin(epochNanos, recorder),
    async stop({ keepLogs }) {
      await stopAll(
        () => stopNetwork(keepLogs),
        () => store.stop(),
      );
    },
  };
}

/** The object-store proxy, once something is known to stand behind it. */
class ObjectStorePassage {
  readonly #request: Pick<InBetweenRequest, 'onDied'>;
  #proxy: ObjectStoreProxy | null = null;
  #recorder: RepetitionRecorder | null = null;

  constructor(request: Pick<InBetweenRequest, 'onDied'>) {
    this.#request = request;
  }

  get faults(): ObjectStoreFaults | null {
    return this.#proxy?.faults ?? null;
  }

  async open(upstream: string, listen?: Endpoint): Promise<Endpoint> {
    this.#proxy = await startObjectStoreProxy({
      upstream,
      ...(listen === undefined ? {} : { listen }),
      onSecond: (second) => this.#record(second),
      onDied: (error) => this.#request.onDied(error),
    });
    return this.#proxy.endpoint;
  }

  begin(epochNanos: bigint, recorder: RepetitionRecorder): void {
    this.#recorder = recorder;
    this.#proxy?.begin(epochNanos);
  }

  async stop(): Promise<void> {
    await this.#proxy?.stop();
  }

  #record({ second, lines, latencies }: ObjectStoreSecond): void {
    for (const line of lines) this.#recorder?.metric({ kind: 'object-store', second, ...line });
    for (const { operation, micros } of latencies) {
      const histogram = emptyHistogram();
      for (const value of micros) histogram.recordValue(Math.round(value));
      this.#recorder?.sample({ path: 'object-store', group: operation, kind: 'request' }, second, histogram);
    }
  }
}
