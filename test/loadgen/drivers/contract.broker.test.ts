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
import type { Plan } from '../../../src/scenarios/types.ts';
import { bytes, milliseconds } from '../../../src/units.ts';
import { type SecuredKafka, startSecuredKafka } from '../../run/secured-kafka.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';

const PASSWORD = 'contract-7b2d';
const scratch = mkdtempSync(join(tmpdir(), 'workbench-drivers-'));
let kafka: SecuredKafka;
let plain: ConnectionSettings;
let topics = 0;

beforeAll(async () => {
  process.env.WB_CONTRACT_USER = 'alice';
  process.env.WB_CONTRACT_PASSWORD = PASSWORD;
  kafka = await startSecuredKafka(scratch, PASSWORD);
  plain = { bootstrap: [kafka.plain], security: null };
});

afterAll(async () => {
  await kafka?.cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const secured = (): ConnectionSettings => ({
  bootstrap: [kafka.secured],
  security: {
    tls: true,
    caFile: kafka.caFile,
    sasl: { mechanism: 'plain', usernameEnv: 'WB_CONTRACT_USER', passwordEnv: 'WB_CONTRACT_PASSWORD' },
  },
});

/** The plan on a topic of its own. */
function onOwnTopic(plan: Plan, configs: Readonly<Record<string, string>> = {}): Plan {
  const name = `contract-${++topics}`;
  return {
    ...plan,
    topics: plan.topics.map((topic) => ({ ...topic, name, configs })),
    streams: plan.streams.map((stream) => ({ ...stream, topic: name })),
  };
}

const delivered = (records: number) => ({
  complete: true,
  totals: expect.objectContaining({
    acknowledged: records,
    delivered: records,
    failed: 0,
    unknown: 0,
    unsent: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    corrupted: 0,
    unexpected: 0,
  }),
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

  it('does the same with keys, over TLS and SASL', async () => {
    const base = planOf({ valueBytes: 200, partitions: 3 });
    const plan = onOwnTopic({ ...base, records: { ...base.records, keys: { kind: 'uniform', count: 50 } } });
    const { account, survived } = await deliver({
      driver,
      connection: secured(),
      plan,
      records: 2_000,
      recordsPerTick: 40,
    });
    expect(account, survived.join('\n')).toMatchObject(delivered(2_000));
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
    // A library that takes a new producer id instead of an epoch does not fence what the old one had on its way.
    const { reordered, ...always } = honest;
    expect(account.totals).toMatchObject(driver.capabilities.ownsRetries ? always : { ...always, reordered });
  });

  it('keeps a waiting member in its group without a fetch, until it is told to read', async () => {
    const plan = onOwnTopic(planOf({ partitions: 2 }));
    const [topic] = plan.topics;
    const name = topic?.name ?? '';
    const { account } = await deliver({ driver, connection: plain, plan, records: 200, recordsPerTick: 50 });
    expect(account).toMatchObject(delivered(200));
    let records = 0;
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
      onFetch: () => {
        fetches++;
      },
      onGeneration: (generation) => generations.push(generation),
      onCrash: () => undefined,
      onError: () => undefined,
    });
    await delay(4_000);
    expect({ records, fetches }).toEqual({ records: 0, fetches: 0 });
    reader.resume();
    await expect.poll(() => records, { timeout: 5_000 }).toBe(200);
    await reader.close();
    expect(generations).toHaveLength(1);
    const admin = openAdmin(plain, 'test');
    await admin.deleteGroups([`waiting-${name}`]);
    await admin.close();
  });
});
