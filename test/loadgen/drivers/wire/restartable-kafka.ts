import { setTimeout as delay } from 'node:timers/promises';
import { waitUntilServing } from '../../../../src/kafka/ready.ts';
import { address } from '../../../../src/platforms/local/broker-properties.ts';
import { newClusterId } from '../../../../src/platforms/local/cluster-id.ts';
import { fetchKafka } from '../../../../src/platforms/local/distribution.ts';
import { KafkaNode } from '../../../../src/platforms/local/kafka-node.ts';
import { layOutNodes } from '../../../../src/platforms/local/node-layout.ts';
import { startOptions } from '../../../platforms/local/start-options.ts';

/** A broker that died is only let in again when its session has ended. */
const QUICK_TO_RETURN = { 'broker.session.timeout.ms': '1000', 'broker.heartbeat.interval.ms': '200' };

export interface RestartableKafka {
  readonly bootstrap: string;
  /** Ends the broker's process without warning and starts it again on the same data. */
  killAndRestart(downMillis: number): Promise<void>;
  stop(): Promise<void>;
}

/** One broker whose process may be killed. */
export async function startRestartableKafka(folder: string): Promise<RestartableKafka> {
  const { target, dataDir, logDir, signal, onProgress } = startOptions(1, folder);
  if (target.connect.kind !== 'local') throw new Error('a local target is wanted');
  const cluster = await layOutNodes(target.connect, dataDir);
  const [node] = cluster;
  if (node === undefined) throw new Error('there is no node');
  const distribution = await fetchKafka({ signal, onProgress });
  const broker = new KafkaNode({
    spec: { node, cluster, platform: QUICK_TO_RETURN },
    clusterId: newClusterId(),
    software: { distribution, classArchive: null },
    logDir,
  });
  const bootstrap = address(node.client.advertised);
  const serving = (): Promise<void> =>
    waitUntilServing({ bootstrap: [bootstrap], brokers: 1, timeoutMs: 40_000, signal });
  await broker.format(signal);
  await broker.start();
  await serving();
  return {
    bootstrap,
    async killAndRestart(downMillis) {
      process.kill(broker.pid ?? 0, 'SIGKILL');
      await delay(downMillis);
      await broker.start();
      await serving();
    },
    stop: async () => {
      await broker.stop(2_000);
    },
  };
}
