import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAdmin } from '../../../../src/kafka/admin.ts';
import { wireDriver } from '../../../../src/loadgen/drivers/wire/index.ts';
import { openLookups } from '../../../../src/loadgen/drivers/wire/lookups.ts';
import { milliseconds } from '../../../../src/units.ts';
import { scratchFolder } from '../../../platforms/local/start-options.ts';
import { planOf } from '../../plan-of.ts';
import { deliver } from '../delivery.ts';
import { type RestartableKafka, startRestartableKafka } from './restartable-kafka.ts';

const scratch = scratchFolder();
let kafka: RestartableKafka;

beforeAll(async () => {
  kafka = await startRestartableKafka(scratch);
});
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a broker that is killed and comes back', () => {
  it('costs no record, repeats none and keeps their order, with five requests in flight', async () => {
    const plan = planOf({ valueBytes: 500, partitions: 4, client: { deliveryTimeoutMs: milliseconds(60_000) } });
    const { account, survived } = await deliver({
      driver: wireDriver,
      connection: { bootstrap: [kafka.bootstrap], security: null },
      plan,
      records: 30_000,
      recordsPerTick: 10,
      meanwhile: () => kafka.killAndRestart(500),
    });
    expect(survived.join('\n')).toMatch(/closed|ECONN/);
    expect(account).toMatchObject({
      complete: true,
      totals: { acknowledged: 30_000, delivered: 30_000, unknown: 0, failed: 0, lost: 0, duplicated: 0, reordered: 0 },
    });
  });
});

describe('a broker that takes connections and answers nothing', () => {
  it('keeps nobody from asking the next one who leads, before it is given up', async () => {
    let givenUp = 0;
    const silent = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.on('close', () => givenUp++);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const plan = planOf({ partitions: 2 });
    const admin = openAdmin({ bootstrap: [kafka.bootstrap], security: null }, 'test');
    await admin.createTopics(plan.topics.map((topic) => ({ ...topic, name: 'asked-for' })));
    await admin.close();
    const lookups = await openLookups({
      connection: { bootstrap: [`127.0.0.1:${port}`, kafka.bootstrap], security: null },
      clientId: 'looking',
      onError: () => undefined,
    });
    const { leaders, brokers } = await lookups.lookAt('asked-for');
    expect({ leaders, givenUp }).toEqual({ leaders: [1, 1], givenUp: 0 });
    expect([...brokers.values()].map(({ host, port }) => `${host}:${port}`)).toEqual([kafka.bootstrap]);
    await lookups.close();
    silent.close();
  });
});
