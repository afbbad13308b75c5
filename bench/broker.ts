import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KafkaAdmin, openAdmin } from '../src/kafka/admin.ts';
import { startKafka } from '../src/platforms/local/cluster.ts';
import { type Distribution, fetchKafka } from '../src/platforms/local/distribution.ts';
import type { Target } from '../src/scenarios/target-types.ts';
import type { Plan } from '../src/scenarios/types.ts';
import { CLIENT, unthrottledPlan } from './workload.ts';

/** As Kafka's own scripts start its tools. */
const TOOL_JVM = [
  '-Xmx512M',
  '-server',
  '-XX:+UseG1GC',
  '-XX:MaxGCPauseMillis=20',
  '-XX:InitiatingHeapOccupancyPercent=35',
  '-XX:+ExplicitGCInvokesConcurrent',
];

export interface BenchBroker {
  readonly bootstrap: string;
  readonly admin: KafkaAdmin;
  /** A folder that goes when the broker goes. */
  readonly scratch: string;
  readonly distribution: Distribution;
  createTopic(name: string): Promise<void>;
  /** Program and first arguments of one of Kafka's tools. */
  tool(mainClass: string): [program: string, args: string[]];
}

/** One local broker for as long as `use` takes. */
export async function withBroker<T>(
  onProgress: (message: string) => void,
  use: (broker: BenchBroker) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'workbench-bench-'));
  const { signal } = new AbortController();
  const distribution = await fetchKafka({ signal, onProgress });
  const options = {
    target: TARGET,
    plan: planOfAny(),
    dataDir: join(scratch, 'data'),
    logDir: join(scratch, 'logs'),
    signal,
    onProgress,
  };
  const cluster = await startKafka(options, () => ({}));
  const bootstrap = cluster.bootstrap[0] as string;
  const admin = openAdmin({ bootstrap: [bootstrap], security: null }, 'bench');
  try {
    return await use({
      bootstrap,
      admin,
      scratch,
      distribution,
      createTopic: async (name) => {
        await admin.createTopics([{ name, partitions: CLIENT.partitions, replication: 1, configs: {} }]);
      },
      tool: (mainClass) => [distribution.java.path, [...TOOL_JVM, '-cp', distribution.classpath, mainClass]],
    });
  } finally {
    await admin.close();
    await cluster.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

const planOfAny = (): Plan => unthrottledPlan('bench', 1, 'wire');

const TARGET: Target = {
  name: 'bench',
  platform: 'apache-kafka',
  connect: { kind: 'local', nodes: 1, zones: 1, port: null },
  topicConfigs: {},
  clusterId: null,
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
};
