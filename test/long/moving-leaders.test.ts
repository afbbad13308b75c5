import { rmSync } from 'node:fs';
import { Admin, alterPartitionReassignmentsV1 } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from '../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../src/loadgen/drivers/wire/index.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { deliver } from '../loadgen/drivers/delivery.ts';
import { HONEST, planOnOwnTopic } from '../loadgen/hostile/on-own-topic.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

/** Others lead in place of a node that is gone as soon as its session has ended. */
const QUICK_TO_MISS = { 'broker.session.timeout.ms': '1500', 'broker.heartbeat.interval.ms': '300' };
const RECORDS = 2_000;
const DELIVERED = { ...HONEST, acknowledged: RECORDS, delivered: RECORDS };
const scratch = scratchFolder();
let cluster: LocalCluster;
let admin: Admin;

beforeAll(async () => {
  cluster = await startKafka(startOptions(3, scratch), () => QUICK_TO_MISS);
  admin = new Admin({ clientId: 'test', bootstrapBrokers: [...cluster.bootstrap] });
});
afterAll(async () => {
  await admin?.close();
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function withThreeCopies(minInSync: number): Plan {
  const plan = planOnOwnTopic();
  const configs = { 'min.insync.replicas': String(minInSync) };
  return { ...plan, topics: plan.topics.map((topic) => ({ ...topic, replication: 3, configs })) };
}

/** Each partition's only copy is from now on one that did not lead: another node leads at once. */
async function moveEachLeader(topic: string): Promise<void> {
  const metadata = await admin.metadata({ topics: [topic], forceUpdate: true });
  const partitions = (metadata.topics.get(topic)?.partitions ?? []).map(({ leader }, partitionIndex) => ({
    partitionIndex,
    replicas: [(leader % 3) + 1],
  }));
  const [connection] = (await admin.connectToBrokers()).values();
  if (connection === undefined) throw new Error('no broker answers');
  await alterPartitionReassignmentsV1.api.async(connection, 10_000, true, [{ name: topic, partitions }]);
}

describe('leaders that move', () => {
  it.each(drivers)('cost $name no record', async (driver) => {
    const plan = withThreeCopies(1);
    const topic = plan.topics[0]?.name ?? '';
    const { account, survived } = await deliver({
      driver,
      connection: { bootstrap: cluster.bootstrap, security: null },
      plan,
      records: RECORDS,
      recordsPerTick: 1,
      meanwhile: () => moveEachLeader(topic),
    });
    expect(account).toMatchObject({ complete: true, totals: DELIVERED });
    if (!driver.capabilities.ownsRetries) expect(survived.join('\n')).toMatch(/produce: NOT_LEADER_OR_FOLLOWER/);
  });
});

describe('a node that is killed', () => {
  it('costs no record where the others have copies', async () => {
    const plan = withThreeCopies(2);
    const { account, survived } = await deliver({
      driver: wireDriver,
      connection: { bootstrap: cluster.bootstrap, security: null },
      plan,
      records: RECORDS,
      recordsPerTick: 1,
      async meanwhile() {
        process.kill(cluster.nodes[0]?.pid ?? 0, 'SIGKILL');
      },
    });
    expect(account).toMatchObject({ complete: true, totals: DELIVERED });
    expect(survived.join('\n')).toMatch(/closed|ECONN/);
  });
});
