import { rm } from 'node:fs/promises';
import { Admin, Consumer, ProduceAcks, Producer } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ObjectStoreProxy,
  type ObjectStoreSecond,
  startObjectStoreProxy,
} from '../../../src/faults/object-store/proxy.ts';
import { platformNamed } from '../../../src/platforms/index.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { until } from '../../platforms/local/processes.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';
import { operationTotals } from './operation-totals.ts';

/** 40 records of 100 KiB: three closed segments of 1 MiB, and the one being written. */
const RECORDS = 40;
const VALUE_BYTES = 100 * 1024;
const EARLIEST_LOCAL = -4n;
/** Topics whose segments are in the store before the first test. */
const TIERED = ['plain', 'throttled', 'slow'];
/** A segment's log, its indexes by offset and time, its producers and its leader epochs. */
const OBJECTS_PER_SEGMENT = 5;

let scratch: string;
let proxy: ObjectStoreProxy;
let cluster: LocalCluster;
let admin: Admin;
let producer: Producer;
const seconds: ObjectStoreSecond[] = [];
const deaths: Error[] = [];

const client = () => ({ clientId: 'test', bootstrapBrokers: [...cluster.bootstrap] });
const value = (index: number) => Buffer.alloc(VALUE_BYTES, `record ${index} `);

/** What was reported of an operation since a moment before. */
const since = (mark: number, operation: string) => operationTotals(seconds.slice(mark), operation);

async function nextReport(): Promise<void> {
  const reported = seconds.length;
  await until(() => seconds.length > reported + 1);
}

async function write(topic: string): Promise<void> {
  const configs = { 'segment.bytes': '1048576', 'remote.storage.enable': 'true', 'local.retention.bytes': '1' };
  await admin.createTopics({
    topics: [topic],
    partitions: 1,
    configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
  });
  for (let index = 0; index < RECORDS; index++) {
    await producer.send({ messages: [{ topic, partition: 0, value: value(index) }], acks: ProduceAcks.ALL });
  }
}

async function earliestLocal(name: string): Promise<number> {
  const topics = [{ name, partitions: [{ partitionIndex: 0, timestamp: EARLIEST_LOCAL }] }];
  const [topic] = await admin.listOffsets({ topics });
  return Number(topic?.partitions[0]?.offset ?? -1n);
}

/** Written, and all but the segment that is being written left to the object store. */
async function writeToTier(topic: string): Promise<void> {
  await write(topic);
  await until(async () => (await earliestLocal(topic)) >= 30);
}

/** Every record from the first on, and how many of them were not as they were written. */
async function readAll(topic: string): Promise<{ records: number; damaged: number }> {
  const consumer = new Consumer({ ...client(), groupId: `reads-${topic}` });
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest', maxWaitTime: 500 });
  let records = 0;
  let damaged = 0;
  for await (const message of stream) {
    if (Number(message.offset) !== records || !message.value.equals(value(records))) damaged++;
    if (++records === RECORDS) break;
  }
  await stream.close();
  await consumer.close(true);
  return { records, damaged };
}

beforeAll(async () => {
  scratch = scratchFolder();
  const started = await platformNamed('apache-kafka-tiered').local?.start({
    ...startOptions(1, scratch),
    async objectStoreVia({ host, port }) {
      proxy = await startObjectStoreProxy({
        upstream: `http://${host}:${port}`,
        onSecond: (report) => void seconds.push(report),
        onDied: (error) => void deaths.push(error),
      });
      return proxy.endpoint;
    },
  });
  if (started === undefined) throw new Error('the platform cannot be started here');
  cluster = started;
  proxy.begin(process.hrtime.bigint());
  admin = new Admin(client());
  producer = new Producer(client());
  // The broker looks for segments to leave to the store only now and then.
  await Promise.all(TIERED.map(writeToTier));
}, 120_000);
afterAll(async () => {
  await Promise.all([producer?.close(), admin?.close()]);
  await cluster?.stop();
  await proxy?.stop();
  await rm(scratch, { recursive: true, force: true });
  expect(deaths).toEqual([]);
});

describe('a tiered platform behind the object-store proxy', () => {
  it('puts its closed segments into the store, and reads them back in ranges, each byte about once', async () => {
    await nextReport();
    const put = since(0, 'put');
    expect(put.requests).toBe(TIERED.length * 3 * OBJECTS_PER_SEGMENT);
    expect(put.bytesWritten).toBeGreaterThanOrEqual(TIERED.length * 30 * VALUE_BYTES);
    const mark = seconds.length;
    expect(await readAll('plain')).toEqual({ records: RECORDS, damaged: 0 });
    await nextReport();
    const get = since(mark, 'get');
    expect(get.bytesRead).toBeGreaterThanOrEqual(30 * VALUE_BYTES);
    // Three segments of at most 1 MiB, and their indexes.
    expect(get.bytesRead).toBeLessThan(3.2 * 1024 * 1024);
    expect(get.requests).toBeGreaterThanOrEqual(3);
    expect(get).toMatchObject({ throttled: 0, failed: 0, injected: 0 });
  });

  it('is asked again after 503 SlowDown, and its readers miss nothing', async () => {
    const mark = seconds.length;
    await proxy.faults.disturb({ throttledShare: 0.5, operations: ['get'] });
    expect(await readAll('throttled')).toEqual({ records: RECORDS, damaged: 0 });
    await proxy.faults.clear();
    await nextReport();
    const get = since(mark, 'get');
    expect(get.throttled).toBeGreaterThanOrEqual(1);
    expect(get.throttled).toBe(await proxy.faults.injected());
    expect(get.requests - get.throttled).toBeGreaterThanOrEqual(3);
  });

  it('has slow reads where the store is slow', async () => {
    const mark = seconds.length;
    await proxy.faults.disturb({ latencyMs: 300, operations: ['get'], keys: 'segments/slow-' });
    expect(await readAll('slow')).toEqual({ records: RECORDS, damaged: 0 });
    await proxy.faults.clear();
    await nextReport();
    const { micros, injected } = since(mark, 'get');
    expect(injected).toBeGreaterThanOrEqual(3);
    // Timers may fire a millisecond early.
    expect(micros.filter((value) => value >= 299_000)).toHaveLength(injected);
  });

  it('keeps its segments while the store is unreachable, and gives them away afterwards', async () => {
    const mark = seconds.length;
    await proxy.faults.disturb({ unreachable: true });
    await write('unreachable');
    await until(async () => (await proxy.faults.injected()) >= 3);
    expect(await earliestLocal('unreachable')).toBe(0);
    await proxy.faults.clear();
    await until(async () => (await earliestLocal('unreachable')) >= 30);
    await nextReport();
    const put = since(mark, 'put');
    expect(put.failed).toBeGreaterThanOrEqual(3);
    expect(put.failed).toBe(put.injected);
    expect(await readAll('unreachable')).toEqual({ records: RECORDS, damaged: 0 });
  });
});
