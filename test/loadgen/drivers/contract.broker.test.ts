import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../../src/loadgen/drivers/wire/index.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { bytes } from '../../../src/units.ts';
import { type SecuredKafka, startSecuredKafka } from '../../run/secured-kafka.ts';
import { HONEST } from '../hostile/on-own-topic.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';
import { delivered, onOwnTopic } from './own-topic.ts';
import { describeSlowContract } from './slow-contract.ts';

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
    expect(account.totals, survived.join('\n')).toMatchObject(HONEST);
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
});

describeSlowContract([wireDriver], () => kafka);
