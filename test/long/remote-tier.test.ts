import { rm } from 'node:fs/promises';
import { Admin, Consumer, ProduceAcks, Producer } from '@platformatic/kafka';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { platformNamed } from '../../src/platforms/index.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import { until } from '../platforms/local/processes.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

const TOPIC = 'tiered';
const EARLIEST = -2n;
const EARLIEST_LOCAL = -4n;
/** 40 records of 100 KiB: more than three segments of 1 MiB. */
const RECORDS = 40;
const VALUE_BYTES = 100 * 1024;

let scratch: string;
let cluster: LocalCluster | null;

beforeEach(() => {
  scratch = scratchFolder();
  cluster = null;
});
afterEach(async () => {
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

// One node does so behind the proxy: test/faults/object-store/tiered.broker.test.ts.
it('moves closed segments to the tier within seconds and reads them back, on three nodes', async () => {
  const { local } = platformNamed('apache-kafka-tiered');
  cluster = (await local?.start(startOptions(3, scratch))) ?? null;
  const client = { clientId: 'test', bootstrapBrokers: [...(cluster?.bootstrap ?? [])] };
  const admin = new Admin(client);
  const producer = new Producer(client);
  const consumer = new Consumer({ ...client, groupId: 'test' });
  try {
    await admin.createTopics({
      topics: [TOPIC],
      partitions: 1,
      configs: Object.entries({
        'segment.bytes': '1048576',
        'remote.storage.enable': 'true',
        'local.retention.bytes': '1',
      }).map(([name, value]) => ({ name, value })),
    });
    for (let index = 0; index < RECORDS; index++) {
      const value = Buffer.alloc(VALUE_BYTES, `record ${index} `);
      await producer.send({ messages: [{ topic: TOPIC, partition: 0, value }], acks: ProduceAcks.ALL });
    }

    const offsetAt = async (timestamp: bigint): Promise<bigint> => {
      const topics = [{ name: TOPIC, partitions: [{ partitionIndex: 0, timestamp }] }];
      const [topic] = await admin.listOffsets({ topics });
      return topic?.partitions[0]?.offset ?? -1n;
    };
    await until(async () => (await offsetAt(EARLIEST_LOCAL)) > 0n);
    expect(await offsetAt(EARLIEST)).toBe(0n);

    const stream = await consumer.consume({ topics: [TOPIC], mode: 'earliest', maxWaitTime: 500 });
    for await (const message of stream) {
      expect(message.offset).toBe(0n);
      expect(message.value.equals(Buffer.alloc(VALUE_BYTES, 'record 0 '))).toBe(true);
      break;
    }
    await stream.close();
  } finally {
    await Promise.all([consumer.close(true), producer.close(), admin.close()]);
  }
});
