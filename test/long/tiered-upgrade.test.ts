import { rm } from 'node:fs/promises';
import { Admin, Consumer, ProduceAcks, Producer } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { platformNamed } from '../../src/platforms/index.ts';
import type { LocalCluster } from '../../src/platforms/types.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { until } from '../platforms/local/processes.ts';
import { scratchFolder, startOptions } from '../platforms/local/start-options.ts';

/** 40 records of 100 KiB: three closed segments of 1 MiB, and the one being written. */
const RECORDS = 40;
const VALUE_BYTES = 100 * 1024;
const EARLIEST_LOCAL = -4n;

const { local } = platformNamed('apache-kafka-tiered');
let scratch: string;
let cluster: LocalCluster;

beforeAll(async () => {
  scratch = scratchFolder();
  const faults = [{ id: 'rolling-upgrade-1', kind: 'rolling-upgrade' }];
  const started = await local?.start({ ...startOptions(1, scratch), plan: { faults } as unknown as Plan });
  if (started === undefined) throw new Error('the platform cannot be started here');
  cluster = started;
}, 240_000);
afterAll(async () => {
  await cluster?.stop();
  await rm(scratch, { recursive: true, force: true });
});

it('reads with the newer version what the older one put into the object store', async () => {
  expect(cluster.version).toBe(local?.upgrade?.from);
  const value = (index: number) => Buffer.alloc(VALUE_BYTES, `record ${index} `);
  const client = { clientId: 'test', bootstrapBrokers: [...cluster.bootstrap] };
  const admin = new Admin(client);
  const producer = new Producer(client);
  const earliestLocal = async () => {
    const topics = [{ name: 'kept', partitions: [{ partitionIndex: 0, timestamp: EARLIEST_LOCAL }] }];
    const [topic] = await admin.listOffsets({ topics });
    return Number(topic?.partitions[0]?.offset ?? -1n);
  };
  await admin.createTopics({
    topics: ['kept'],
    partitions: 1,
    configs: [
      { name: 'segment.bytes', value: '1048576' },
      { name: 'remote.storage.enable', value: 'true' },
      { name: 'local.retention.bytes', value: '1' },
    ],
  });
  for (let index = 0; index < RECORDS; index++) {
    await producer.send({ messages: [{ topic: 'kept', partition: 0, value: value(index) }], acks: ProduceAcks.ALL });
  }
  await until(async () => (await earliestLocal()) >= 30);
  await Promise.all([producer.close(), admin.close()]);

  await cluster.controls.stop(1, 30_000);
  await cluster.controls.start(1, { version: local?.upgrade?.to ?? '' });

  const consumer = new Consumer({ ...client, groupId: 'test', retries: 60, retryDelay: 1000 });
  const stream = await consumer.consume({ topics: ['kept'], mode: 'earliest', maxWaitTime: 500 });
  let records = 0;
  for await (const message of stream) {
    expect(Number(message.offset)).toBe(records);
    expect(message.value.equals(value(records))).toBe(true);
    if (++records === RECORDS) break;
  }
  await stream.close();
  await consumer.close(true);
}, 240_000);
