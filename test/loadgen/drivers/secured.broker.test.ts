import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import type { Driver } from '../../../src/loadgen/drivers/driver.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import type { Security } from '../../../src/scenarios/target-types.ts';
import { type SecuredKafka, startSecuredKafka } from '../../run/secured-kafka.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';
import { delivered, onOwnTopic } from './own-topic.ts';

type Mechanism = NonNullable<Security['sasl']>['mechanism'];

const PASSWORD = 'contract-7b2d';
const WRONG_PASSWORD = 'mistaken-c41e';
const scratch = mkdtempSync(join(tmpdir(), 'workbench-secured-'));
let kafka: SecuredKafka;

beforeAll(async () => {
  process.env.WB_CONTRACT_USER = 'alice';
  process.env.WB_CONTRACT_PASSWORD = PASSWORD;
  process.env.WB_CONTRACT_WRONG_PASSWORD = WRONG_PASSWORD;
  kafka = await startSecuredKafka(scratch, PASSWORD);
});

afterAll(async () => {
  await kafka?.cluster.stop();
  rmSync(scratch, { recursive: true, force: true });
});

function connection(tls: boolean, mechanism: Mechanism, passwordEnv = 'WB_CONTRACT_PASSWORD'): ConnectionSettings {
  return {
    bootstrap: [tls ? kafka.secured : kafka.scram],
    security: {
      tls,
      caFile: tls ? kafka.caFile : null,
      sasl: { mechanism, usernameEnv: 'WB_CONTRACT_USER', passwordEnv },
    },
  };
}

const LOGINS: readonly { tls: boolean; mechanism: Mechanism; what: string }[] = [
  { tls: true, mechanism: 'plain', what: 'TLS and SASL/PLAIN' },
  { tls: true, mechanism: 'scram-sha-256', what: 'TLS and SASL/SCRAM-SHA-256' },
  { tls: true, mechanism: 'scram-sha-512', what: 'TLS and SASL/SCRAM-SHA-512' },
  { tls: false, mechanism: 'scram-sha-256', what: 'SASL/SCRAM-SHA-256 without TLS' },
  { tls: false, mechanism: 'scram-sha-512', what: 'SASL/SCRAM-SHA-512 without TLS' },
];

describe.each(drivers)('the driver $name on a secured listener', (driver) => {
  it.each(LOGINS)('delivers every record over $what', async ({ tls, mechanism }) => {
    const plan = onOwnTopic(planOf({ valueBytes: 200, partitions: 3 }));
    const { account, survived } = await deliver({
      driver,
      connection: connection(tls, mechanism),
      plan,
      records: 1_000,
      recordsPerTick: 40,
    });
    expect(account, survived.join('\n')).toMatchObject(delivered(1_000));
  });

  it.each(LOGINS.slice(0, 2))(
    'says that the login failed, and no password, where it is wrong: $what',
    async (login) => {
      const { opening, said } = openBoth(driver, connection(login.tls, login.mechanism, 'WB_CONTRACT_WRONG_PASSWORD'));
      for (const opened of await Promise.allSettled(opening)) {
        expect(opened).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringMatching(/authentication/i) },
        });
        if (opened.status === 'rejected') said.push(String(opened.reason), String(opened.reason?.stack));
      }
      expect(said.join('\n')).not.toContain(WRONG_PASSWORD);
    },
  );
});

/** Opens a producer and a reader, and keeps what they report. */
function openBoth(driver: Driver, settings: ConnectionSettings) {
  const said: string[] = [];
  const common = {
    connection: settings,
    clientId: 'test-login',
    topics: ['no-matter'],
    clock: monotonicClock(monotonicNanos()),
    onError: (where: string, message: string) => said.push(`${where}: ${message}`),
  };
  const nothing = (): void => undefined;
  const producer = driver.openProducer({ ...common, client: planOf().client, settled: nothing });
  const reader = driver.openReader({
    ...common,
    groupId: 'test-login',
    zone: null,
    startPaused: false,
    onRecords: nothing,
    onFetchStart: nothing,
    onFetch: nothing,
    onFetchLost: nothing,
    onGeneration: nothing,
    onCrash: nothing,
  });
  return { opening: [producer, reader], said };
}
