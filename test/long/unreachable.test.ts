import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drivers } from '../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../src/loadgen/drivers/wire/index.ts';
import { monotonicClock, monotonicNanos } from '../../src/loadgen/monotonic-clock.ts';
import { AskedFetches } from '../../src/loadgen/workloads/asked-fetches.ts';
import { deliver } from '../loadgen/drivers/delivery.ts';
import { onOwnTopic } from '../loadgen/drivers/own-topic.ts';
import { type RestartableKafka, startRestartableKafka } from '../loadgen/drivers/wire/restartable-kafka.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { scratchFolder } from '../platforms/local/start-options.ts';

/** Long enough for a library to give up what it retries, and to start its consumer anew. */
const DOWN_MS = 20_000;

const scratch = scratchFolder();
let kafka: RestartableKafka;

beforeAll(async () => {
  kafka = await startRestartableKafka(scratch);
});
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe('a broker that is gone for 20 s', () => {
  it('is never taken for a reader that stopped asking, by any driver', async () => {
    const connection = { bootstrap: [kafka.bootstrap], security: null };
    const plan = onOwnTopic(planOf({ partitions: 2 }));
    await deliver({ driver: wireDriver, connection, plan, records: 100, recordsPerTick: 50 });
    const ignore = (): void => undefined;
    const readers = await Promise.all(
      drivers.map(async (driver, index) => {
        const fetches = new AskedFetches();
        const reader = await driver.openReader({
          connection,
          clientId: `reader-${index}`,
          groupId: `group-${index}`,
          topics: plan.topics.map(({ name }) => name),
          zone: null,
          startPaused: false,
          clock: monotonicClock(monotonicNanos()),
          onRecords: ignore,
          onFetchStart: () => fetches.asked(),
          onFetch: () => fetches.ended(),
          onFetchLost: () => fetches.ended(),
          onGeneration: ignore,
          onCrash: ignore,
          onError: ignore,
        });
        return { name: driver.name, reader, fetches, silent: 0, longest: 0 };
      }),
    );
    const everySecond = setInterval(() => {
      for (const one of readers) {
        const { asked, open } = one.fetches.take();
        one.silent = asked === 0 && open === 0 ? one.silent + 1 : 0;
        one.longest = Math.max(one.longest, one.silent);
      }
    }, 1_000);
    await delay(2_000);
    await kafka.killAndRestart(DOWN_MS);
    await delay(3_000);
    clearInterval(everySecond);
    await Promise.all(readers.map(({ reader }) => reader.close()));
    expect(readers.filter(({ longest }) => longest > 2).map(({ name }) => name)).toEqual([]);
  });
});
