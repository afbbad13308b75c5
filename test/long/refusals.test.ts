import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../src/kafka/connection.ts';
import { drivers } from '../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../src/loadgen/drivers/wire/index.ts';
import { milliseconds } from '../../src/units.ts';
import { type Delivery, deliver } from '../loadgen/drivers/delivery.ts';
import { type HostileKafka, startHostileKafka } from '../loadgen/hostile/hostile-kafka.ts';
import { HONEST, planOnOwnTopic } from '../loadgen/hostile/on-own-topic.ts';
import { scratchFolder } from '../platforms/local/start-options.ts';
import { giveScramCredentials } from '../run/scram.ts';

const PASSWORD = 'first-3f9a';
const RECORDS = 2_000;
/** At one a millisecond they outlast two sessions. */
const LONG = 5_500;
const scratch = scratchFolder();
let kafka: HostileKafka;
let admin: Admin;

beforeAll(async () => {
  kafka = await startHostileKafka(scratch);
  admin = new Admin({ clientId: 'test', bootstrapBrokers: [kafka.bootstrap] });
  process.env.WB_HOSTILE_USER = 'alice';
  process.env.WB_HOSTILE_PASSWORD = PASSWORD;
  await giveScramCredentials(kafka.bootstrap, 'alice', PASSWORD);
});
afterAll(async () => {
  await admin?.close();
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const plain = (): ConnectionSettings => ({ bootstrap: [kafka.bootstrap], security: null });
const secured = (): ConnectionSettings => ({
  bootstrap: [kafka.secured],
  security: {
    tls: false,
    caFile: null,
    sasl: { mechanism: 'scram-sha-256', usernameEnv: 'WB_HOSTILE_USER', passwordEnv: 'WB_HOSTILE_PASSWORD' },
  },
});

/** Every record has one fate, and none is where it should not be. */
function expectHonest({ totals }: Delivery['account'], records: number): void {
  const { acknowledged, failed, unknown, unsent } = totals;
  expect(acknowledged + failed + unknown + unsent).toBe(records);
  expect(totals).toMatchObject({ duplicated: 0, corrupted: 0, unexpected: 0 });
}

describe('a topic that is deleted under the load', () => {
  it.each(drivers)(
    'has what was due afterwards counted as not delivered by $name, and what was there as lost',
    async (driver) => {
      const plan = planOnOwnTopic({ deliveryTimeoutMs: milliseconds(1_000) });
      const topics = plan.topics.map(({ name }) => name);
      const { account, survived } = await deliver({
        driver,
        connection: plain(),
        plan,
        records: RECORDS,
        recordsPerTick: 1,
        async meanwhile() {
          await admin.deleteTopics({ topics });
          await delay(3_500);
          // Another one of this name, so that there is something to read.
          await admin.createTopics({ topics, partitions: 3, replicas: 1 });
          await delay(500);
        },
      });
      const { acknowledged, lost, failed, unknown } = account.totals;
      expectHonest(account, RECORDS);
      expect(lost).toBe(acknowledged);
      expect(failed + unknown).toBeGreaterThan(RECORDS / 2);
      expect(survived.join('\n')).toMatch(/UNKNOWN_TOPIC_OR_PARTITION|does not host this topic|Unknown topic/);
      // No broker has any of it, save of what was on its way in that moment.
      if (!driver.capabilities.ownsRetries) expect(failed).toBeGreaterThan(unknown);
    },
  );
});

describe('a session that ends', () => {
  it('costs no record while the password is right', async () => {
    const { account } = await deliver({
      driver: wireDriver,
      connection: secured(),
      plan: planOnOwnTopic(),
      records: LONG,
      recordsPerTick: 1,
    });
    expect(account).toMatchObject({ complete: true, totals: { ...HONEST, acknowledged: LONG, delivered: LONG } });
  });

  it('after the password was changed has what is due counted as failed, until it is right again', async () => {
    const { account, survived } = await deliver({
      driver: wireDriver,
      connection: secured(),
      plan: planOnOwnTopic({ deliveryTimeoutMs: milliseconds(1_000) }),
      records: LONG,
      recordsPerTick: 1,
      async meanwhile() {
        await giveScramCredentials(kafka.bootstrap, 'alice', 'second-77d1');
        await delay(2_800);
        await giveScramCredentials(kafka.bootstrap, 'alice', PASSWORD);
      },
    });
    expectHonest(account, LONG);
    expect(account).toMatchObject({ complete: true, totals: { lost: 0 } });
    expect(account.totals.failed).toBeGreaterThan(0);
    for (const { acknowledged, failed } of account.partitions) {
      expect(acknowledged.at(-1)?.[1]).toBeGreaterThan(failed.at(-1)?.[1] ?? 0);
    }
    expect(survived.join('\n')).toMatch(/authentication failed/);
    expect(survived.join('\n')).not.toContain(PASSWORD);
  });
});
