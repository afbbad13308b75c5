import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { address, LOOPBACK } from '../local/broker-properties.ts';
import { type PlatformProperties, refuseUsedFolder, startKafka } from '../local/cluster.ts';
import { findJava } from '../local/java.ts';
import { freePorts, STORE_PORTS } from '../local/ports.ts';
import { stopAll } from '../stop-all.ts';
import type { Endpoint, LocalCluster, StartOptions } from '../types.ts';
import { type ObjectStoreJars, objectStoreJars } from './jars.ts';
import { S3Mock } from './s3mock.ts';

const BUCKET = 'segments';

/**
 * Starts an object store and, at the same time, the nodes of a local target that keep their old segments in it;
 * resolves when all of them serve. Both are stopped and removed together.
 * Throws what `startKafka` throws, and WorkbenchError (exit status 4) where the store cannot be built or started.
 */
export async function startWithObjectStore(options: StartOptions, platform: PlatformProperties): Promise<LocalCluster> {
  const { dataDir, logDir, signal } = options;
  await refuseUsedFolder(dataDir);
  const java = await findJava(process.env, signal);
  const jars = await objectStoreJars(options);
  const [port = 0] = await freePorts(1, [], STORE_PORTS);
  const listens = { host: LOOPBACK, port };
  const endpoint = (await options.objectStoreVia?.(listens)) ?? listens;
  const store = await S3Mock.start({
    listens,
    bucket: BUCKET,
    java: java.path,
    classpath: jars.server,
    root: join(dataDir, 'object-store'),
    logDir: join(logDir, 'object-store'),
  });
  const attempt = new AbortController();
  const nodes = startKafka(
    { ...options, dataDir: join(dataDir, 'nodes'), signal: AbortSignal.any([signal, attempt.signal]) },
    (cluster) => ({ ...pluginProperties(endpoint, jars), ...platform(cluster) }),
  );
  try {
    const [cluster] = await Promise.all([nodes, store.serves(AbortSignal.any([signal, attempt.signal]))]);
    return onStore(cluster, store, options);
  } catch (error) {
    attempt.abort();
    const [started] = await Promise.allSettled([nodes]);
    const keepLogs = !signal.aborted;
    const stopNodes = async () => (started.status === 'fulfilled' ? started.value.stop({ keepLogs }) : undefined);
    // Why it did not start is the reason, whatever else goes wrong.
    await stopBoth(stopNodes, store, options, { keepLogs }).catch(() => undefined);
    throw error;
  }
}

/** Beside the broker's own classes, in a loader of its own: two versions of one library do not meet. */
const pluginProperties = (endpoint: Endpoint, jars: ObjectStoreJars): Readonly<Record<string, string>> => ({
  'remote.log.storage.manager.class.name': 'workbench.tier.S3RemoteStorageManager',
  'remote.log.storage.manager.class.path': jars.plugin,
  'rsm.config.s3.endpoint': `http://${address(endpoint)}`,
  'rsm.config.s3.bucket': BUCKET,
  // S3Mock takes every signature.
  'rsm.config.s3.access.key.id': 'local',
  'rsm.config.s3.secret.access.key': 'local',
});

/** The cluster as it is, which stops with its store, and cannot be without it. */
export function onStore(
  cluster: LocalCluster,
  store: Pick<S3Mock, 'isRunning' | 'ended' | 'stop'>,
  folders: Pick<StartOptions, 'dataDir' | 'logDir'>,
): LocalCluster {
  return {
    version: cluster.version,
    controls: cluster.controls,
    get bootstrap() {
      return cluster.bootstrap;
    },
    get nodes() {
      return cluster.nodes;
    },
    usage: () => {
      if (!store.isRunning) throw store.ended();
      return cluster.usage();
    },
    stop: (keep) => stopBoth(() => cluster.stop(keep), store, folders, keep),
  };
}

function stopBoth(
  stopNodes: () => Promise<void>,
  store: Pick<S3Mock, 'stop'>,
  { dataDir, logDir }: Pick<StartOptions, 'dataDir' | 'logDir'>,
  { keepLogs = false } = {},
): Promise<void> {
  return stopAll(
    stopNodes,
    () => store.stop({ keepLogs }),
    () => rm(dataDir, { recursive: true, force: true }),
    // Not ours to remove when something else is in it.
    async () => (keepLogs ? undefined : rmdir(logDir).catch(() => undefined)),
  );
}
