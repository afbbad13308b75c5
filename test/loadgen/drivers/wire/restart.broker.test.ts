import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wireDriver } from '../../../../src/loadgen/drivers/wire/index.ts';
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
