import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Admin, ClientQuotaEntityTypes, ClientQuotaKeys } from '@platformatic/kafka';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '../../../src/loadgen/drivers/driver.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../../src/loadgen/drivers/wire/index.ts';
import type { ClientProfile } from '../../../src/scenarios/types.ts';
import { milliseconds } from '../../../src/units.ts';
import { scratchFolder } from '../../platforms/local/start-options.ts';
import { type Delivery, deliver } from '../drivers/delivery.ts';
import { GARBAGE } from './answers.ts';
import { type HostileKafka, startHostileKafka } from './hostile-kafka.ts';
import { type HostileProxy, type Meddling, PRODUCE } from './hostile-proxy.ts';
import { HONEST, planOnOwnTopic } from './on-own-topic.ts';

type Hostility = Omit<Meddling, 'apiKey'> & {
  readonly event: string;
  /** What the driver says of it; null where nothing happened that anybody must know. */
  readonly named: RegExp | null;
};

const FOREVER = Number.POSITIVE_INFINITY;
const CLOSED = /closed|reset/;

/** Ends of a connection: after each of these a Java producer delivers every record once, in order. */
const CONNECTION_LOST: readonly Hostility[] = [
  {
    event: 'closes in the middle of a request',
    direction: 'request',
    times: 1,
    fate: () => ({ cutAfter: 300 }),
    named: CLOSED,
  },
  { event: 'closes before it answers', direction: 'answer', times: 1, fate: () => ({ cutAfter: 0 }), named: CLOSED },
  {
    event: 'closes in the middle of an answer',
    direction: 'answer',
    times: 1,
    fate: () => ({ cutAfter: 11 }),
    named: CLOSED,
  },
  {
    event: 'closes in the middle of each of five answers',
    direction: 'answer',
    times: 5,
    fate: () => ({ cutAfter: 11 }),
    named: CLOSED,
  },
];

/** After each of these as well. */
const SURVIVED: readonly Hostility[] = [
  ...CONNECTION_LOST,
  {
    event: 'takes 150 ms for each answer',
    direction: 'answer',
    times: FOREVER,
    fate: () => ({ afterMillis: 150 }),
    named: null,
  },
  ...Object.entries(GARBAGE).map(
    ([what, fate]): Hostility => ({
      event: `answers once with ${what}`,
      direction: 'answer',
      times: 1,
      fate,
      named: /: an answer/,
    }),
  ),
];

interface Outage {
  readonly event: string;
  begin(proxy: HostileProxy): void;
  readonly named: RegExp;
  /** What was on its way ends so at the delivery timeout; what never was, as failed. */
  readonly counted: 'failed' | 'unknown';
}

const meddling =
  (direction: Meddling['direction'], fate: Meddling['fate']) =>
  (proxy: HostileProxy): void =>
    proxy.meddle({ direction, apiKey: PRODUCE, times: FOREVER, fate });

/** They outlast the delivery timeout: a Java producer fails what is due, and goes on when they are over. */
const OUTAGES: readonly Outage[] = [
  { event: 'refuses connections', begin: (proxy) => proxy.refuse(), named: /ECONNREFUSED/, counted: 'failed' },
  {
    event: 'takes requests and never answers',
    begin: meddling('request', () => 'swallow'),
    named: /no answer from .* within 1 s/,
    counted: 'unknown',
  },
  {
    event: 'writes and never answers',
    begin: meddling('answer', () => 'swallow'),
    named: /no answer from .* within 1 s/,
    counted: 'unknown',
  },
  {
    event: 'answers garbage only',
    begin: meddling('answer', Object.values(GARBAGE)[0] ?? (() => 'swallow')),
    named: /an answer to no request/,
    counted: 'unknown',
  },
];

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

const RECORDS = 2_000;

function sendAmid(
  driver: Driver,
  meanwhile: () => Promise<void>,
  client: Partial<ClientProfile> = {},
): Promise<Delivery> {
  const connection = { bootstrap: [kafka.bootstrap], security: null };
  const plan = planOnOwnTopic(client);
  return deliver({ driver, connection, plan, records: RECORDS, recordsPerTick: 4, meanwhile });
}

describe('a broker that', () => {
  it.each(SURVIVED)('$event costs no record', async ({ event: _, named, ...meddlesome }) => {
    const { account, survived } = await sendAmid(wireDriver, async () =>
      kafka.proxy.meddle({ ...meddlesome, apiKey: PRODUCE }),
    );
    expect(kafka.proxy.meddled).toBeGreaterThan(0);
    expect(account).toMatchObject({ complete: true, totals: { ...HONEST, acknowledged: RECORDS, delivered: RECORDS } });
    if (named !== null) expect(survived.join('\n')).toMatch(named);
  });

  it.each(OUTAGES)('$event beyond the delivery timeout has what was under way counted as $counted', async (outage) => {
    const { begin, named, counted } = outage;
    const outlast = async (): Promise<void> => {
      begin(kafka.proxy);
      await delay(2_000);
      kafka.proxy.meddle(null);
      if (outage.event.startsWith('refuses')) await kafka.proxy.admit();
    };
    const { account, survived } = await sendAmid(wireDriver, outlast, { deliveryTimeoutMs: milliseconds(1_000) });
    const { acknowledged, failed, unknown, unsent } = account.totals;
    expect(acknowledged + failed + unknown + unsent).toBe(RECORDS);
    expect(account.totals[counted]).toBeGreaterThan(0);
    expect(acknowledged).toBeLessThan(RECORDS - 500);
    expect(account).toMatchObject({ complete: true, totals: HONEST });
    expect(survived.join('\n')).toMatch(named);
  });
});

/** Of every client together. */
async function limitTo(bytesPerSecond: number | null): Promise<void> {
  const key = ClientQuotaKeys.PRODUCER_BYTE_RATE;
  const op =
    bytesPerSecond === null ? { key, remove: true as const } : { key, value: bytesPerSecond, remove: false as const };
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [kafka.bootstrap] });
  await admin.alterClientQuotas({
    entries: [{ entities: [{ entityType: ClientQuotaEntityTypes.CLIENT_ID, entityName: null }], ops: [op] }],
  });
  await admin.close();
}

describe('a quota', () => {
  it('costs no record: the driver waits as long as it is told to', async () => {
    await limitTo(200_000);
    const { account, survived } = await deliver({
      driver: wireDriver,
      connection: { bootstrap: [kafka.bootstrap], security: null },
      plan: planOnOwnTopic(),
      records: RECORDS,
      recordsPerTick: 20,
    });
    await limitTo(null);
    expect(account).toMatchObject({ complete: true, totals: { ...HONEST, acknowledged: RECORDS, delivered: RECORDS } });
    expect(survived.join('\n')).toMatch(/^throttled: broker 1 asked for \d+ ms/m);
  });
});

describe.each(drivers.filter(({ capabilities }) => capabilities.ownsRetries))('a broker that', (driver) => {
  it.each(CONNECTION_LOST)(
    `$event makes ${driver.name} count nothing wrongly and say so`,
    async ({ event: _, named, ...meddlesome }) => {
      const { account, survived } = await sendAmid(driver, async () =>
        kafka.proxy.meddle({ ...meddlesome, apiKey: PRODUCE }),
      );
      const { acknowledged, failed, unknown, unsent } = account.totals;
      expect(kafka.proxy.meddled).toBeGreaterThan(0);
      expect(acknowledged + failed + unknown + unsent).toBe(RECORDS);
      expect(account).toMatchObject({
        complete: true,
        totals: { lost: 0, duplicated: 0, corrupted: 0, unexpected: 0 },
      });
      expect(survived.join('\n')).toMatch(named ?? '');
    },
  );
});
