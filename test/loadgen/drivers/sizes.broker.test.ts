import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import type { Driver } from '../../../src/loadgen/drivers/driver.ts';
import { driverNamed, drivers } from '../../../src/loadgen/drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { type Bytes, bytes, KIB, MIB } from '../../../src/units.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';
import { delivered, onOwnTopic } from './own-topic.ts';

/** 6 MiB of values in one partition. */
const RECORDS = 6 * KIB;
const READ_WITHIN_MS = 20_000;
const plan = onOwnTopic(planOf({ valueBytes: KIB, client: { batchBytes: bytes(128 * KIB) } }));

const scratch = scratchFolder();
let cluster: LocalCluster | undefined;
let connection: ConnectionSettings;

beforeAll(async () => {
  cluster = await startKafka(startOptions(1, scratch), () => ({}));
  connection = { bootstrap: cluster.bootstrap, security: null };
  const driver = driverNamed('wire');
  const { account } = await deliver({ driver, connection, plan, records: RECORDS, recordsPerTick: 40 });
  expect(account).toMatchObject(delivered(RECORDS));
}, 120_000);

afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** How many fetches had been answered when the last record arrived. */
async function fetchesToTheEnd(driver: Driver, fetchPartitionBytes: Bytes | undefined): Promise<number> {
  let records = 0;
  let fetches = 0;
  let atTheEnd: number | null = null;
  const reader = await driver.openReader({
    connection,
    clientId: 'reader',
    groupId: `sizes-${driver.name.replaceAll(/\W/g, '-')}-${fetchPartitionBytes ?? 'default'}`,
    topics: plan.topics.map(({ name }) => name),
    zone: null,
    fetchPartitionBytes,
    startPaused: true,
    clock: monotonicClock(monotonicNanos()),
    onRecords: ({ places }) => {
      records += places.count;
      if (records === RECORDS) atTheEnd = fetches;
    },
    onFetchStart: () => undefined,
    onFetch: () => {
      fetches++;
    },
    onFetchLost: () => undefined,
    onGeneration: () => undefined,
    onCrash: () => undefined,
    onError: () => undefined,
  });
  reader.resume();
  const until = performance.now() + READ_WITHIN_MS;
  while (atTheEnd === null && performance.now() < until) await delay(5);
  await reader.close();
  expect(records).toBe(RECORDS);
  return atTheEnd ?? Number.NaN;
}

/** The driver, and the buffered bytes of the largest request that it was given. */
function watched(driver: Driver): { readonly driver: Driver; largest(): number } {
  let largest = 0;
  return {
    driver: {
      ...driver,
      async openProducer(context) {
        const producer = await driver.openProducer(context);
        return {
          leaderOf: (topic, partition) => producer.leaderOf(topic, partition),
          abandoned: (batches) => producer.abandoned(batches),
          close: () => producer.close(),
          send(batches) {
            const size = batches.reduce((sum, batch) => sum + batch.bytes, 0);
            largest = Math.max(largest, size);
            producer.send(batches);
          },
        };
      },
    },
    largest: () => largest,
  };
}

describe.each(drivers)('the driver $name', (driver) => {
  it('delivers requests of 11 MiB, as one batch of 512 KiB a partition makes them', async () => {
    const client = { requestBytes: bytes(16 * MIB), batchBytes: bytes(512 * KIB), inFlight: 1 };
    const wide = onOwnTopic(planOf({ valueBytes: 16 * KIB, partitions: 24, client }));
    const { driver: spied, largest } = watched(driver);
    const records = 2_000;
    const { account } = await deliver({ driver: spied, connection, plan: wide, records, recordsPerTick: records });
    expect(account).toMatchObject(delivered(records));
    // 31 records of 16 KiB and 21 bytes are a batch.
    expect(largest()).toBe(24 * 31 * (16 * KIB + 21));
  });

  // The fetch that brings the last record is counted before or after that record.
  it('gets 6 MiB of a partition in at least six fetches of at most 1 MiB, and in one where more is allowed', async () => {
    expect(await fetchesToTheEnd(driver, undefined)).toBeGreaterThanOrEqual(5);
    expect(await fetchesToTheEnd(driver, bytes(8 * MIB))).toBeLessThanOrEqual(2);
  });
});
