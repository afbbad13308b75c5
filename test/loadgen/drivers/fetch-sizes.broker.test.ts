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
    onFetch: () => {
      fetches++;
    },
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

describe.each(drivers)('a reader of the driver $name', (driver) => {
  // The fetch that brings the last record is counted before or after that record.
  it('gets 6 MiB of a partition in at least six fetches of at most 1 MiB, and in one where more is allowed', async () => {
    expect(await fetchesToTheEnd(driver, undefined)).toBeGreaterThanOrEqual(5);
    expect(await fetchesToTheEnd(driver, bytes(8 * MIB))).toBeLessThanOrEqual(2);
  });
});
