import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAdmin } from '../../../src/kafka/admin.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { bytes, milliseconds } from '../../../src/units.ts';
import { type SecuredKafka, startSecuredKafka } from '../../run/secured-kafka.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';
import { delivered, onOwnTopic } from './own-topic.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-drivers-'));
let kafka: SecuredKafka;
let plain: ConnectionSettings;

beforeAll(async () => {
  kafka = await startSecuredKafka(scratch, 'nobody-logs-in-here');
  plain = { bootstrap: [kafka.plain], security: null };
});

afterAll(async () => {
  await kafka?.cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** No record may be counted wrongly, whatever became of it. */
const honest = {
  lost: 0,
  duplicated: 0,
  reordered: 0,
  corrupted: 0,
  unexpected: 0,
};

/** Stops the broker's process for so long. */
async function freeze(millis: number): Promise<void> {
  const pid = kafka.cluster.nodes[0]?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  await delay(millis);
  process.kill(pid, 'SIGCONT');
}

describe.each(drivers)('the driver $name', (driver) => {
  it.each([
    { what: 'large values', valueBytes: 1_024 },
    { what: 'values too small for the prefix', valueBytes: 5 },
  ])('delivers every acknowledged record once and in order: $what', async ({ valueBytes }) => {
    const plan = onOwnTopic(planOf({ valueBytes, partitions: 6 }));
    const { account } = await deliver({ driver, connection: plain, plan, records: 4_000, recordsPerTick: 40 });
    expect(account).toMatchObject(delivered(4_000));
  });

  it('does the same with keys, without idempotence, and with the leader’s acknowledgement alone', async () => {
    const base = planOf({ valueBytes: 200, partitions: 3, client: { acks: '1', idempotence: false } });
    const plan = onOwnTopic({ ...base, records: { ...base.records, keys: { kind: 'uniform', count: 50 } } });
    const { account, survived } = await deliver({
      driver,
      connection: plain,
      plan,
      records: 2_000,
      recordsPerTick: 40,
    });
    // A library that sends again by itself, without idempotence and with several requests in flight, need not keep order.
    const { reordered, ...totals } = account.totals;
    expect({ ...account, totals: { ...totals, reordered: 0 } }, survived.join('\n')).toMatchObject(delivered(2_000));
    if (!driver.capabilities.ownsRetries) expect(reordered).toBe(0);
  });

  it('counts records as acknowledged when they are written, where the plan wants no acknowledgement', async () => {
    const plan = onOwnTopic(planOf({ partitions: 3, client: { acks: '0', idempotence: false } }));
    const { account, settlements, survived } = await deliver({
      driver,
      connection: plain,
      plan,
      records: 2_000,
      recordsPerTick: 40,
    });
    // Without idempotence and acknowledgements a library promises no order.
    const { reordered, ...totals } = account.totals;
    expect(totals, survived.join('\n')).toMatchObject({
      acknowledged: 2_000,
      delivered: 2_000,
      lost: 0,
      duplicated: 0,
    });
    if (!driver.capabilities.ownsRetries) expect(reordered).toBe(0);
    expect(new Set(settlements.map(({ baseOffset }) => baseOffset))).toEqual(new Set([null]));
  });

  it('sends records as large as it declares', async () => {
    const { maxRecordBytes } = driver.capabilities;
    const client = { batchBytes: bytes(2 * maxRecordBytes) };
    const plan = onOwnTopic(planOf({ valueBytes: maxRecordBytes, partitions: 1, client }), {
      'max.message.bytes': String(maxRecordBytes + 1_000),
    });
    const { account, survived } = await deliver({ driver, connection: plain, plan, records: 2, recordsPerTick: 1 });
    expect(account, survived.join('\n')).toMatchObject(delivered(2));
  });

  it.each(driver.capabilities.compressions.filter((codec) => codec !== 'none'))(
    'writes batches in %s that it reads again',
    async (compression) => {
      const plan = onOwnTopic(planOf({ valueBytes: 300, partitions: 2, client: { compression } }));
      const { account } = await deliver({ driver, connection: plain, plan, records: 1_000, recordsPerTick: 40 });
      expect(account).toMatchObject(delivered(1_000));
    },
  );

  it('acknowledges no record above the topic’s limit, and delivers the others', async () => {
    const base = planOf({ partitions: 2 });
    const choices = [
      { bytes: bytes(100), weight: 15 },
      { bytes: bytes(30_000), weight: 1 },
    ];
    const plan = onOwnTopic(
      { ...base, records: { ...base.records, size: { kind: 'choice', choices } } },
      { 'max.message.bytes': '20000' },
    );
    const { account, survived } = await deliver({
      driver,
      connection: plain,
      plan,
      records: 640,
      recordsPerTick: 20,
    });
    expect(account.totals, survived.join('\n')).toMatchObject(honest);
    const source = new RecordSource(plan, 0, 1);
    const tooLarge = Array.from({ length: 640 }, (_, i) => source.template(i).valueBytes).filter(
      (size) => size > 20_000,
    );
    const exactly = { acknowledged: 640 - tooLarge.length, failed: tooLarge.length };
    if (!driver.capabilities.ownsRetries) expect(account.totals, survived.join('\n')).toMatchObject(exactly);
  });

  it('refuses to open a producer for a topic that does not exist', async () => {
    const opening = driver.openProducer({
      connection: plain,
      client: planOf().client,
      clientId: 'test',
      topics: ['no-such-topic'],
      clock: monotonicClock(monotonicNanos()),
      settled: () => undefined,
      onError: () => undefined,
    });
    await expect(opening).rejects.toThrow(/topic/i);
  });

  it('loses and repeats nothing while the broker is frozen for 2 s', async () => {
    const plan = onOwnTopic(planOf({ partitions: 4 }));
    const meanwhile = (): Promise<void> => freeze(2_000);
    const { account } = await deliver({
      driver,
      connection: plain,
      plan,
      records: 10_000,
      recordsPerTick: 10,
      meanwhile,
    });
    expect(account).toMatchObject(delivered(10_000));
  });

  it('counts as unknown what was not answered in time, and goes on without repeating it', async () => {
    const plan = onOwnTopic(planOf({ partitions: 3, client: { deliveryTimeoutMs: milliseconds(1_000) } }));
    const meanwhile = (): Promise<void> => freeze(2_500);
    const { account } = await deliver({
      driver,
      connection: plain,
      plan,
      records: 8_000,
      recordsPerTick: 2,
      meanwhile,
    });
    const { acknowledged, failed, unknown, unsent } = account.totals;
    expect(acknowledged + failed + unknown + unsent).toBe(8_000);
    expect(unknown).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(2_700);
    expect(account.totals).toMatchObject(honest);
  });

  it('says of each fetch that it begins and how it ends, and has one open while the broker is frozen', async () => {
    const plan = onOwnTopic(planOf({ partitions: 2 }));
    const name = plan.topics[0]?.name ?? '';
    await deliver({ driver, connection: plain, plan, records: 200, recordsPerTick: 50 });
    const fetches = { begun: 0, answered: 0, lost: 0 };
    const open = (): number => fetches.begun - fetches.answered - fetches.lost;
    const everOpen = new Set<number>();
    const count = (what: keyof typeof fetches): void => {
      fetches[what]++;
      everOpen.add(open());
    };
    const reader = await driver.openReader({
      connection: plain,
      clientId: 'asking',
      groupId: `asking-${name}`,
      topics: [name],
      zone: null,
      startPaused: false,
      clock: monotonicClock(monotonicNanos()),
      onRecords: () => undefined,
      onFetchStart: () => count('begun'),
      onFetch: () => count('answered'),
      onFetchLost: () => count('lost'),
      onGeneration: () => undefined,
      onCrash: () => undefined,
      onError: () => undefined,
    });
    await expect.poll(() => fetches.answered, { timeout: 5_000 }).toBeGreaterThan(2);
    const frozen = freeze(3_000);
    await delay(1_500);
    const { begun } = fetches;
    await delay(1_000);
    // Long polls end after half a second: only a broker that does not answer leaves one open for a whole one.
    expect({ begun: fetches.begun, open: open() }).toEqual({ begun, open: 1 });
    await frozen;
    await expect.poll(() => fetches.begun, { timeout: 5_000 }).toBeGreaterThan(begun + 2);
    await reader.close();
    // Of one broker one fetch is open at a time, and none ends twice.
    expect(everOpen).toEqual(new Set([0, 1]));
    const admin = openAdmin(plain, 'test');
    await admin.deleteGroups([`asking-${name}`]);
    await admin.close();
  });

  it('says of each fetch whether it brought records, once it is known', async () => {
    const plan = onOwnTopic(planOf({ partitions: 2 }));
    const name = plan.topics[0]?.name ?? '';
    await deliver({ driver, connection: plain, plan, records: 200, recordsPerTick: 50 });
    let records = 0;
    const fetches: { readonly hasRecords: boolean; readonly micros: number }[] = [];
    const reader = await driver.openReader({
      connection: plain,
      clientId: 'bringing',
      groupId: `bringing-${name}`,
      topics: [name],
      zone: null,
      startPaused: false,
      clock: monotonicClock(monotonicNanos()),
      onRecords: (arrived) => {
        records += arrived.places.count;
      },
      onFetchStart: () => undefined,
      onFetch: (micros, hasRecords) => fetches.push({ micros, hasRecords }),
      onFetchLost: () => undefined,
      onGeneration: () => undefined,
      onCrash: () => undefined,
      onError: () => undefined,
    });
    await expect
      .poll(() => fetches.filter(({ hasRecords }) => !hasRecords).length, { timeout: 8_000 })
      .toBeGreaterThanOrEqual(3);
    await reader.close();
    expect(records).toBe(200);
    const brought = fetches.filter(({ hasRecords }) => hasRecords);
    expect(brought.length).toBeGreaterThan(0);
    // One a partition at most: everything that there is fits into one fetch of each.
    expect(brought.length).toBeLessThanOrEqual(2);
    // Without records a fetch waits for half a second at the broker.
    expect(fetches.slice(-2).filter(({ hasRecords, micros }) => hasRecords || micros < 400_000)).toEqual([]);
    const admin = openAdmin(plain, 'test');
    await admin.deleteGroups([`bringing-${name}`]);
    await admin.close();
  });

  it('keeps a waiting member in its group without a fetch, until it is told to read', async () => {
    const plan = onOwnTopic(planOf({ partitions: 2 }));
    const [topic] = plan.topics;
    const name = topic?.name ?? '';
    const { account } = await deliver({ driver, connection: plain, plan, records: 200, recordsPerTick: 50 });
    expect(account).toMatchObject(delivered(200));
    let records = 0;
    let asked = 0;
    let fetches = 0;
    const generations: number[] = [];
    const reader = await driver.openReader({
      connection: plain,
      clientId: 'waiting',
      groupId: `waiting-${name}`,
      topics: [name],
      zone: null,
      startPaused: true,
      clock: monotonicClock(monotonicNanos()),
      onRecords: (arrived) => {
        records += arrived.places.count;
      },
      onFetchStart: () => {
        asked++;
      },
      onFetch: () => {
        fetches++;
      },
      onFetchLost: () => undefined,
      onGeneration: (generation) => generations.push(generation),
      onCrash: () => undefined,
      onError: () => undefined,
    });
    await delay(4_000);
    expect({ records, asked, fetches }).toEqual({ records: 0, asked: 0, fetches: 0 });
    reader.resume();
    await expect.poll(() => records, { timeout: 5_000 }).toBe(200);
    await reader.close();
    expect(generations).toHaveLength(1);
    const admin = openAdmin(plain, 'test');
    await admin.deleteGroups([`waiting-${name}`]);
    await admin.close();
  });
});
