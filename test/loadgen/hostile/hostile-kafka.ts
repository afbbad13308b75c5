import { waitUntilServing } from '../../../src/kafka/ready.ts';
import {
  address,
  brokerProperties,
  type FoundingSpec,
  LOOPBACK,
} from '../../../src/platforms/local/broker-properties.ts';
import { newClusterId } from '../../../src/platforms/local/cluster-id.ts';
import { fetchKafka } from '../../../src/platforms/local/distribution.ts';
import { KafkaNode } from '../../../src/platforms/local/kafka-node.ts';
import { layOutNodes } from '../../../src/platforms/local/node-layout.ts';
import { freePorts } from '../../../src/platforms/local/ports.ts';
import { startOptions } from '../../platforms/local/start-options.ts';
import { scramLogin } from '../../run/scram.ts';
import { type HostileProxy, startHostileProxy } from './hostile-proxy.ts';

export interface HostileKafka {
  /** The proxy's address, which is also the one that the broker tells its clients. */
  readonly bootstrap: string;
  /** Past the proxy, for clients that prove who they are by SCRAM, and must again after 2 s. */
  readonly secured: string;
  readonly proxy: HostileProxy;
  stop(): Promise<void>;
}

/** One real broker that clients can reach through a hostile proxy only. */
export async function startHostileKafka(folder: string): Promise<HostileKafka> {
  const { target, dataDir, logDir, signal, onProgress } = startOptions(1, folder);
  if (target.connect.kind !== 'local') throw new Error('a local target is wanted');
  const [laidOut] = await layOutNodes(target.connect, dataDir);
  if (laidOut === undefined) throw new Error('there is no node');
  const [port, securedPort] = (await freePorts(2, [laidOut.client.listen.port])) as [number, number];
  const advertised = { host: LOOPBACK, port };
  const node = { ...laidOut, client: { listen: laidOut.client.listen, advertised } };
  const proxy = await startHostileProxy(advertised, node.client.listen);
  const broker = new KafkaNode({
    spec: { node, cluster: [node], platform: withScram(node, securedPort) },
    clusterId: newClusterId(),
    software: { distribution: await fetchKafka({ signal, onProgress }), classArchive: null },
    logDir,
  });
  const bootstrap = address(advertised);
  await broker.format(signal);
  await broker.start();
  await waitUntilServing({ bootstrap: [bootstrap], brokers: 1, timeoutMs: 40_000, signal });
  return {
    bootstrap,
    secured: address({ host: LOOPBACK, port: securedPort }),
    proxy,
    async stop() {
      proxy.close();
      await broker.stop(2_000);
    },
  };
}

/** One listener more, whose clients are let in by SCRAM. */
function withScram(node: FoundingSpec, port: number): Record<string, string> {
  const plain = brokerProperties({ node, cluster: [node], platform: {} });
  const listener = `SCRAM://${address({ host: LOOPBACK, port })}`;
  return {
    listeners: `${plain.listeners},${listener}`,
    'advertised.listeners': `${plain['advertised.listeners']},${listener}`,
    'listener.security.protocol.map': `${plain['listener.security.protocol.map']},SCRAM:SASL_PLAINTEXT`,
    'sasl.enabled.mechanisms': 'SCRAM-SHA-256,SCRAM-SHA-512',
    ...scramLogin('scram'),
    'connections.max.reauth.ms': '2000',
    // Clients that are too fast are told to wait within seconds.
    'quota.window.num': '2',
  };
}
