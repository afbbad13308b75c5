import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../../src/loadgen/drivers/driver.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../../src/loadgen/drivers/wire/index.ts';
import { scratchFolder } from '../../platforms/local/start-options.ts';
import { type Delivery, deliver } from '../drivers/delivery.ts';
import { flippedInTheMiddle, GARBAGE } from './answers.ts';
import { type HostileKafka, startHostileKafka } from './hostile-kafka.ts';
import { type Fate, FETCH } from './hostile-proxy.ts';
import { HONEST, planOnOwnTopic } from './on-own-topic.ts';

interface Hostility {
  readonly event: string;
  readonly fate: (answer: Buffer) => Fate;
  /** What the driver says of it. */
  readonly named: RegExp;
}

/** Once, and a Java consumer either reads on or would throw where fetching again is enough. */
const SURVIVED: readonly Hostility[] = [
  { event: 'a batch with a wrong bit', fate: flippedInTheMiddle, named: /wrong CRC at hostile-/ },
  { event: 'half an answer and a closed connection', fate: () => ({ cutAfter: 2_000 }), named: /closed|reset/ },
  ...Object.entries(GARBAGE).map(([event, fate]) => ({ event, fate, named: /^(broker 1|fetch): an answer/m })),
];

const RECORDS = 2_000;
const scratch = scratchFolder();
let kafka: HostileKafka;

beforeAll(async () => {
  kafka = await startHostileKafka(scratch);
});
afterEach(() => kafka.proxy.meddle(null));
afterAll(async () => {
  await kafka?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const readAmid = (driver: Driver, { fate }: Pick<Hostility, 'fate'>, times: number): Promise<Delivery> =>
  deliver({
    driver,
    connection: { bootstrap: [kafka.bootstrap], security: null },
    plan: planOnOwnTopic(),
    records: RECORDS,
    recordsPerTick: 20,
    beforeReading: () => kafka.proxy.meddle({ direction: 'answer', apiKey: FETCH, times, fate }),
  });

describe('a broker that answers a fetch', () => {
  it.each(SURVIVED)('once with $event costs no record', async (hostility) => {
    const { account, survived } = await readAmid(wireDriver, hostility, 1);
    expect(kafka.proxy.meddled).toBe(1);
    expect(survived.join('\n')).toMatch(hostility.named);
    expect(account).toMatchObject({ complete: true, totals: { ...HONEST, acknowledged: RECORDS, delivered: RECORDS } });
  });

  it('with a wrong bit every time has that batch counted as corrupted, and everything else delivered', async () => {
    const { account, survived } = await readAmid(wireDriver, { fate: flippedInTheMiddle }, Number.POSITIVE_INFINITY);
    const { delivered, lost, corrupted, duplicated, reordered, unexpected } = account.totals;
    expect(survived.join('\n')).toMatch(/wrong CRC at hostile-/);
    expect(account.complete).toBe(true);
    expect(corrupted).toBeGreaterThan(0);
    expect(lost).toBe(corrupted);
    expect(delivered).toBe(RECORDS - corrupted);
    expect({ duplicated, reordered, unexpected }).toEqual({ duplicated: 0, reordered: 0, unexpected: 0 });
  });

  it.each(drivers)('with a wrong bit every time has no bad record taken for a good one by $name', async (driver) => {
    const { account } = await readAmid(driver, { fate: flippedInTheMiddle }, Number.POSITIVE_INFINITY);
    const { delivered, lost, unexpected, corrupted } = account.totals;
    expect(kafka.proxy.meddled).toBeGreaterThan(0);
    expect(delivered + lost).toBe(RECORDS);
    expect(unexpected).toBe(0);
    expect(corrupted > 0 || !account.complete).toBe(true);
  });
});
