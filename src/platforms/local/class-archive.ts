import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '../../errors.ts';
import { waitUntilServing } from '../../kafka/ready.ts';
import { address, type FoundingSpec } from './broker-properties.ts';
import { newClusterId } from './cluster-id.ts';
import type { Distribution } from './distribution.ts';
import { KafkaNode } from './kafka-node.ts';
import type { FetchOptions } from './maven.ts';
import { layOutNodes } from './node-layout.ts';

const SERVING_WITHIN_MS = 60_000;
const DUMPED_WITHIN_MS = 60_000;

/**
 * The JVM's archive of Kafka's classes, parsed and verified beforehand: brokers start in half the
 * CPU time and run no differently. It is written once per Java version, by a broker started for
 * nothing else, so that no repetition's broker starts unlike the others.
 * Null where this JVM cannot write one.
 */
export async function classArchive(distribution: Distribution, options: FetchOptions): Promise<string | null> {
  const { folder, java } = distribution;
  const archive = join(folder, `classes-java-${java.version}.jsa`);
  if (existsSync(archive)) return archive;
  options.onProgress('Preparing Apache Kafka for quick starts (once, about 10 s)');
  const scratch = await mkdtemp(join(tmpdir(), 'kafka-tco-workbench-'));
  // A JVM crashes on half an archive: the name is given to a whole one only.
  const partial = `${archive}.${process.pid}`;
  try {
    const [node] = await layOutNodes({ kind: 'local', nodes: 1, zones: 1, port: null }, join(scratch, 'data'));
    if (!node || !(await dumpClasses(node, partial, distribution, scratch, options.signal))) return null;
    await rename(partial, archive);
    return archive;
  } catch (error) {
    if (error instanceof WorkbenchError) return null;
    throw error;
  } finally {
    await rm(partial, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether the archive is whole: the JVM writes it on its way out. */
async function dumpClasses(
  node: FoundingSpec,
  archive: string,
  distribution: Distribution,
  logDir: string,
  signal: AbortSignal,
): Promise<boolean> {
  const spec = { node, cluster: [node], platform: {} };
  const broker = new KafkaNode({
    spec,
    clusterId: newClusterId(),
    software: { distribution, classArchive: null },
    logDir,
  });
  await broker.format(signal);
  await broker.start([`-XX:ArchiveClassesAtExit=${archive}`]);
  const decided = new AbortController();
  try {
    const bootstrap = [address(node.client.listen)];
    const either = AbortSignal.any([signal, decided.signal]);
    await Promise.race([
      waitUntilServing({ bootstrap, brokers: 1, timeoutMs: SERVING_WITHIN_MS, signal: either }),
      broker.untilItDies(),
    ]);
    return (await broker.stop(DUMPED_WITHIN_MS)) === 'heeded SIGTERM';
  } finally {
    decided.abort();
    await broker.stop(0);
  }
}
