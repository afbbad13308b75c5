import { readdir, rm, rmdir } from 'node:fs/promises';
import { platformError, WorkbenchError } from '../../errors.ts';
import { waitUntilServing } from '../../kafka/ready.ts';
import type { LocalCluster, StartOptions } from '../types.ts';
import { brokerError } from './broker-error.ts';
import { newClusterId } from './cluster-id.ts';
import type { KafkaNode } from './kafka-node.ts';
import { LocalNodes } from './local-nodes.ts';
import { layOutNodes } from './node-layout.ts';
import { prepareSoftware } from './software.ts';

const SERVING_WITHIN_MS = 60_000;
/** The data is removed next: nothing is lost when the last nodes find no quorum left to take leave of. */
const STOPPED_WITHIN_MS = 2000;

/** What a platform sets on every broker beyond plain Kafka; folders that all nodes share go into `dataDir`. */
export type PlatformProperties = (cluster: { nodes: number; dataDir: string }) => Readonly<Record<string, string>>;

/**
 * Starts the nodes of a local target side by side and resolves when all of them serve. On failure or
 * abort everything is stopped and removed again; after a failure the logs stay, and the error names them.
 * Throws WorkbenchError `port-in-use` (exit status 2) or what the platform failed with (4), and
 * the signal's reason when it is aborted.
 */
export async function startKafka(
  options: StartOptions,
  platform: PlatformProperties,
  servingWithinMs = SERVING_WITHIN_MS,
): Promise<LocalCluster> {
  const { target, plan, dataDir, logDir, signal, onProgress, advertise } = options;
  if (target.connect.kind !== 'local') throw new Error(`${target.name} is a remote target; there is nothing to start`);
  signal.throwIfAborted();
  await refuseUsedFolder(dataDir);
  const specs = await layOutNodes(target.connect, dataDir, advertise);
  const software = await prepareSoftware(plan, options);
  const nodes = new LocalNodes({
    clusterId: newClusterId(),
    specs,
    platform: platform({ nodes: specs.length, dataDir }),
    software,
    surroundings: { dataDir, advertise },
    logDir,
  });
  const { version } = software[0].distribution;
  onProgress(`Starting Apache Kafka ${version} on ${specs.length} ${specs.length === 1 ? 'node' : 'nodes'}`);
  const cluster = clusterOf(nodes, version, options);
  const attempt = new AbortController();
  const either = AbortSignal.any([signal, attempt.signal]);
  const starting = nodes.present.map((node) => node.format(either).then(() => node.start()));
  try {
    await Promise.all(starting);
    await Promise.race([
      allServe(nodes.present, cluster.bootstrap, servingWithinMs, either),
      ...nodes.present.map((node) => node.untilItDies()),
    ]);
    return cluster;
  } catch (error) {
    attempt.abort();
    await Promise.allSettled(starting);
    await cluster.stop({ keepLogs: !signal.aborted });
    throw error;
  } finally {
    attempt.abort();
  }
}

async function allServe(
  nodes: readonly KafkaNode[],
  bootstrap: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await waitUntilServing({ bootstrap, brokers: nodes.length, timeoutMs, signal });
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    throw await brokerError(
      error.message,
      nodes.map((node) => node.logFile),
    );
  }
}

function clusterOf(nodes: LocalNodes, version: string, { dataDir, logDir }: StartOptions): LocalCluster {
  return {
    get bootstrap() {
      return nodes.bootstrap;
    },
    version,
    get nodes() {
      return nodes.present.flatMap(({ id, spec, pid }) => (pid === null ? [] : [{ id, zone: spec.zone, pid }]));
    },
    controls: nodes,
    usage: () => nodes.usage(),
    async stop({ keepLogs = false } = {}) {
      await nodes.end(STOPPED_WITHIN_MS);
      await rm(dataDir, { recursive: true, force: true });
      if (keepLogs) return;
      await nodes.removeLogs();
      await rmdir(logDir).catch(() => undefined); // Not ours to remove when something else is in it.
    },
  };
}

/** `stop` removes the data folder: it must not hold what someone else put there. */
export async function refuseUsedFolder(dataDir: string): Promise<void> {
  const entries = await readdir(dataDir).catch(() => []);
  if (entries.length === 0) return;
  throw platformError(
    'data-folder-not-empty',
    `The data folder ${dataDir} of the local platform is not empty.`,
    'Remove it, or choose another one: a repetition starts from empty data.',
  );
}
