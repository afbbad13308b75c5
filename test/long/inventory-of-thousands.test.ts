import { rmSync } from 'node:fs';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanInventory } from '../../src/inventory/scan.ts';
import type { Inventory } from '../../src/inventory/types.ts';
import { openReadOnly } from '../../src/kafka/read-only/open.ts';
import { DEFAULT_READ_LIMITS } from '../../src/kafka/read-only/requests-log.ts';
import { startKafka } from '../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

const TOPICS = 2_000;
const PARTITIONS_EACH = 3;
const GROUPS = 500;
const NODES = 3;
const IN_ONE_REQUEST = 100;
const SAMPLE_SECONDS = 5;
/** What the issue gives a scan of so many. */
const GIVEN_SECONDS = 30;

const scratch = scratchFolder();
let cluster: LocalCluster;
let inventory: Inventory;
let seconds: number;

const topicName = (at: number): string => `team-${at % 40}.topic-${at}`;

async function fill(admin: Admin): Promise<void> {
  for (let from = 0; from < TOPICS; from += IN_ONE_REQUEST) {
    const topics = Array.from({ length: IN_ONE_REQUEST }, (_, at) => topicName(from + at));
    await admin.createTopics({ topics, partitions: PARTITIONS_EACH, replicas: 1 });
  }
  for (let from = 0; from < GROUPS; from += 10) {
    await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        admin.alterConsumerGroupOffsets({
          groupId: `group-${from + at}`,
          topics: [
            { name: topicName(from + at), partitionOffsets: [0, 1, 2].map((partition) => ({ partition, offset: 0n })) },
          ],
        }),
      ),
    );
  }
}

beforeAll(async () => {
  cluster = await startKafka(startOptions(NODES, scratch), () => ({}));
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [...cluster.bootstrap], timeout: 60_000, retries: 60 });
  await fill(admin).finally(() => admin.close());
  const { signal } = new AbortController();
  const limits = DEFAULT_READ_LIMITS;
  const connection = { bootstrap: cluster.bootstrap, security: null };
  const reading = openReadOnly(connection, { clientId: 'test', limits, log: () => undefined, signal });
  const from = performance.now();
  inventory = await scanInventory(
    reading,
    { schemaRegistry: null, kafkaConnect: [] },
    {
      target: { name: 'thousands', platform: 'apache-kafka', environment: 'test' },
      bootstrap: cluster.bootstrap,
      limits,
      sampleSeconds: SAMPLE_SECONDS,
      signal,
    },
  );
  seconds = (performance.now() - from) / 1e3;
  await reading.close();
}, 400_000);

afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('an inventory of 2,000 topics, 6,000 partitions and 500 groups', () => {
  it('has every one of them, with configs, offsets, sizes and commits', () => {
    const { topics, groups } = inventory.sections;
    expect(topics).toMatchObject({ obtained: true, missing: [] });
    expect(groups).toMatchObject({ obtained: true, missing: [] });
    const known = topics.obtained ? topics.value.filter(({ internal }) => !internal) : [];
    expect(known).toHaveLength(TOPICS);
    expect(known.every(({ configs }) => (configs?.length ?? 0) > 20)).toBe(true);
    const partitions = known.flatMap((topic) => topic.partitions);
    expect(partitions).toHaveLength(TOPICS * PARTITIONS_EACH);
    expect(partitions.every(({ latest, bytes }) => latest === 0 && bytes === 0)).toBe(true);
    const listed = groups.obtained ? groups.value : [];
    expect(listed.map(({ offsets, lag }) => [offsets.length, lag])).toEqual(
      Array.from({ length: GROUPS }, () => [PARTITIONS_EACH, 0]),
    );
  });

  it('needs so little of the cluster that the default limits leave it in time', () => {
    const { spent, limits } = inventory;
    const paced = Math.max(
      spent.requests / limits.requestsPerSecond,
      (spent.sentBytes + spent.receivedBytes) / 1024 ** 2 / limits.mibPerSecond,
    );
    console.log(
      `scanned in ${seconds.toFixed(1)} s, of which ${SAMPLE_SECONDS} s lie between the samples: ` +
        `${spent.requests} requests, ${((spent.sentBytes + spent.receivedBytes) / 1024 ** 2).toFixed(1)} MiB`,
    );
    expect(paced + SAMPLE_SECONDS).toBeLessThan(GIVEN_SECONDS);
  });
});
