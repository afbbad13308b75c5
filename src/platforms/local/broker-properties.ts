import type { Endpoint } from '../types.ts';

export const LOOPBACK = '127.0.0.1';

/** Where a node listens, and where others are told to find it: a proxy may stand in between. */
export interface Listener {
  readonly listen: Endpoint;
  readonly advertised: Endpoint;
}

export interface NodeSpec {
  readonly id: number;
  readonly zone: string;
  readonly client: Listener;
  readonly broker: Listener;
  /** Null: a broker only, which joined later. */
  readonly controller: Listener | null;
  /** The node's own log.dirs. */
  readonly dataDir: string;
}

/** A node that the cluster was started with: broker and controller, for as long as the cluster lives. */
export interface FoundingSpec extends NodeSpec {
  readonly controller: Listener;
}

export interface BrokerSpec {
  readonly node: NodeSpec;
  /** Every node that the cluster was started with, this one perhaps among them: their number decides on copies. */
  readonly cluster: readonly FoundingSpec[];
  /** What the platform sets beyond plain Kafka. */
  readonly platform: Readonly<Record<string, string>>;
}

/** Copies of a partition, the tool's own topics and Kafka's internal ones alike. */
export const replicationOf = (nodes: number): number => Math.min(3, nodes);

/** A write must reach a majority of the copies. */
const minInSyncReplicas = (nodes: number): number => Math.floor(replicationOf(nodes) / 2) + 1;

export const address = ({ host, port }: Endpoint): string => `${host}:${port}`;

/** server.properties of one node: KRaft, broker and controller in one process, sized for a laptop. */
export function brokerProperties({ node, cluster, platform }: BrokerSpec): Record<string, string> {
  const replication = String(replicationOf(cluster.length));
  const minIsr = String(minInSyncReplicas(cluster.length));
  return {
    'process.roles': node.controller === null ? 'broker' : 'broker,controller',
    'node.id': String(node.id),
    'broker.rack': node.zone,
    'controller.quorum.voters': cluster
      .map(({ id, controller }) => `${id}@${address(controller.advertised)}`)
      .join(','),
    'log.dirs': node.dataDir,

    listeners: listeners(node, 'listen'),
    // The controller's, too: its followers learn from the leader itself where it is.
    'advertised.listeners': listeners(node, 'advertised'),
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',

    'default.replication.factor': replication,
    'min.insync.replicas': minIsr,
    'offsets.topic.replication.factor': replication,
    'offsets.topic.num.partitions': '6',
    'transaction.state.log.replication.factor': replication,
    'transaction.state.log.min.isr': minIsr,
    'transaction.state.log.num.partitions': '6',

    // A misspelt topic is a mistake to report, not a topic to create.
    'auto.create.topics.enable': 'false',
    'num.partitions': '6',
    'group.initial.rebalance.delay.ms': '0',
    // Short on every platform, so that two sides differ only in what the platform itself is.
    'log.retention.check.interval.ms': '500',
    'log.initial.task.delay.ms': '500',
    ...platform,
  };
}

function listeners({ client, broker, controller }: NodeSpec, which: keyof Listener): string {
  const named = [`CLIENT://${address(client[which])}`, `BROKER://${address(broker[which])}`];
  return [...named, ...(controller === null ? [] : [`CONTROLLER://${address(controller[which])}`])].join(',');
}

/** As a .properties file, which is ISO 8859-1 and whose escape character is the backslash. */
export function propertiesFile(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeValue(value)}\n`)
    .join('');
}

function escapeValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
