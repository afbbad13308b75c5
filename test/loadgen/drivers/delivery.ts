import { setTimeout as delay } from 'node:timers/promises';
import { type Account, account } from '../../../src/audit/account.ts';
import { openAdmin } from '../../../src/kafka/admin.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import { Accumulator } from '../../../src/loadgen/accumulator.ts';
import type { Driver, Settlement } from '../../../src/loadgen/drivers/driver.ts';
import { requestsInFlight } from '../../../src/loadgen/drivers/in-flight.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import type { StreamInput } from '../../../src/loadgen/partition-queue.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { SendLedger } from '../../../src/loadgen/send-ledger.ts';
import { CompleteReading } from '../../../src/loadgen/workloads/complete-reading.ts';
import { topicEnds } from '../../../src/run/catch-up-source.ts';
import { endsAtRest } from '../../../src/run/ends-at-rest.ts';
import type { Plan } from '../../../src/scenarios/types.ts';

export const RUN = 77;
const TICK_MS = 1;
const READ_WITHIN_MS = 20_000;

export interface Delivery {
  /** What was sent, held against what is in the log. */
  readonly account: Account;
  readonly settlements: readonly Settlement[];
  readonly survived: readonly string[];
}

interface DeliveryOptions {
  readonly driver: Driver;
  readonly connection: ConnectionSettings;
  /** Its first topic is created, with the plan's configs. */
  readonly plan: Plan;
  readonly records: number;
  readonly recordsPerTick: number;
  /** Happens beside the sending, once a third of the records was handed over. */
  readonly meanwhile?: () => Promise<void>;
  /** Happens when everything sent has its fate, before it is read. */
  readonly beforeReading?: () => void;
}

/** Sends the plan's records through accumulator and driver, then reads everything once and keeps the account. */
export async function deliver(options: DeliveryOptions): Promise<Delivery> {
  const { connection, plan } = options;
  const admin = openAdmin(connection, 'test');
  const [topic] = plan.topics;
  if (topic === undefined) throw new Error('the plan has no topic');
  try {
    await admin.createTopics([topic]);
    const survived: string[] = [];
    const settlements: Settlement[] = [];
    const ledger = await sendAll(options, settlements, survived);
    const ends = await endsAtRest(
      () => topicEnds(admin, [topic]),
      new AbortController().signal,
      (message) => {
        throw new Error(message);
      },
    );
    const reading = new CompleteReading(RUN, ends);
    options.beforeReading?.();
    await readAll(options, reading, survived);
    return { account: account(ledger.partitions(), reading.partitions()), settlements, survived };
  } finally {
    await admin.close();
  }
}

async function sendAll(options: DeliveryOptions, settlements: Settlement[], survived: string[]): Promise<SendLedger> {
  const { driver, connection, plan, records, recordsPerTick, meanwhile } = options;
  const [stream] = plan.streams;
  if (stream === undefined) throw new Error('the plan has no stream');
  const clock = monotonicClock(monotonicNanos());
  const ledger = new SendLedger();
  const producer = await driver.openProducer({
    connection,
    client: plan.client,
    clientId: 'test-producer',
    topics: [stream.topic],
    clock,
    settled: (settlement) => {
      settlements.push(settlement);
      accumulator.settled(settlement);
    },
    onError: (where, message) => survived.push(`${where}: ${message}`),
  });
  const inFlight = requestsInFlight(plan.client, driver.capabilities);
  const accumulator = new Accumulator(plan.client, producer, ledger, inFlight);
  let now = clock();
  const input: StreamInput = { stream, source: new RecordSource(plan, 0, RUN), intendedMicros: () => now };
  let disturbance: Promise<void> | null = null;
  for (let sent = 0; sent < records; ) {
    now = clock();
    sent += accumulator.offer(input, sent, Math.min(records, sent + recordsPerTick), now);
    accumulator.tick(now);
    if (sent > records / 3) disturbance ??= meanwhile?.() ?? null;
    await delay(TICK_MS);
  }
  accumulator.flush(clock());
  while (accumulator.busy) {
    await delay(TICK_MS);
    accumulator.tick(clock());
  }
  await disturbance;
  await producer.close();
  return ledger;
}

/** Reads with a group of one until the reading is complete. */
export async function readAll(
  { driver, connection, plan }: Pick<DeliveryOptions, 'driver' | 'connection' | 'plan'>,
  reading: CompleteReading,
  survived: string[],
): Promise<void> {
  const topics = plan.topics.map(({ name }) => name);
  const reader = await driver.openReader({
    connection,
    clientId: 'test-reader',
    groupId: `test-${topics.join('-')}`,
    topics,
    zone: null,
    startPaused: false,
    clock: monotonicClock(monotonicNanos()),
    onRecords: (arrived) => reading.observe(arrived),
    onFetchStart: () => undefined,
    onFetch: () => undefined,
    onFetchLost: () => undefined,
    onGeneration: () => undefined,
    onCrash: (message) => survived.push(`crash: ${message}`),
    onError: (where, message) => survived.push(`${where}: ${message}`),
  });
  const until = performance.now() + READ_WITHIN_MS;
  while (!reading.done && performance.now() < until) await delay(5);
  await reader.close();
}
