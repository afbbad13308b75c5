import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../../src/audit/account.ts';
import { RangeSet } from '../../../src/evidence/ranges.ts';
import { openAdmin } from '../../../src/kafka/admin.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import type { Driver, DriverReader } from '../../../src/loadgen/drivers/driver.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { wireDriver } from '../../../src/loadgen/drivers/wire/index.ts';
import { type MonotonicClock, monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { SendLedger } from '../../../src/loadgen/send-ledger.ts';
import { GroupMembers } from '../../../src/loadgen/workers/group-members.ts';
import { SendingClient } from '../../../src/loadgen/workers/sending-client.ts';
import { CompleteReading } from '../../../src/loadgen/workloads/complete-reading.ts';
import { GroupProgress } from '../../../src/loadgen/workloads/group-progress.ts';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { topicEnds } from '../../../src/run/catch-up-source.ts';
import { endsAtRest } from '../../../src/run/ends-at-rest.ts';
import { topicSchedule } from '../../../src/scenarios/schedule.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';
import { planOf } from '../plan-of.ts';
import { deliver, RUN, readAll } from './delivery.ts';
import { onOwnTopic } from './own-topic.ts';

const RATE = 2_000;
/** Enough that some is due after the other one has connected, on a busy machine too. */
const SECONDS = 3;
const SESSION_MS = 3_000;
/** Members speak up at least three times a session: until then nobody misses one that has just done so. */
const MISSED_AFTER_MS = SESSION_MS / 2;
const scratch = scratchFolder();
let cluster: LocalCluster;
let connection: ConnectionSettings;

beforeAll(async () => {
  cluster = await startKafka(startOptions(1, scratch), () => ({ 'group.min.session.timeout.ms': '1000' }));
  connection = { bootstrap: cluster.bootstrap, security: null };
  // The first records that a broker ever gets, and its first group, take it a while.
  await deliver({ driver: wireDriver, connection, plan: onOwnTopic(planOf()), records: 100, recordsPerTick: 10 });
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const openSockets = (): number => process.getActiveResourcesInfo().filter((what) => what === 'TCPSocketWrap').length;

/** Sends the plan's first stream as its times say, from when the client is connected; `meanwhile` happens beside it. */
async function sendOnTime(
  driver: Driver,
  plan: Plan,
  meanwhile: (it: SendingClient, ledger: SendLedger) => Promise<void> = async () => undefined,
) {
  const [stream] = plan.streams;
  if (stream === undefined) throw new Error('the plan has no stream');
  let sinceBegin = monotonicClock(monotonicNanos());
  const clock: MonotonicClock = () => sinceBegin();
  const ledger = new SendLedger();
  const errors: string[] = [];
  const times = topicSchedule(plan, stream.topic);
  const intendedMicros = (index: number): number => times.intendedMicros(index);
  const client = await SendingClient.open({
    driver,
    client: plan.client,
    ledger,
    clock,
    context: {
      connection,
      clientId: 'crashing',
      topics: [stream.topic],
      onError: (where, message) => errors.push(`${where}: ${message}`),
    },
    streams: [{ input: { stream, source: new RecordSource(plan, 0, RUN), intendedMicros }, times }],
  });
  sinceBegin = monotonicClock(monotonicNanos());
  const sending = async (): Promise<void> => {
    while (!client.pacer.done || client.accumulator.busy) {
      client.pacer.tick(clock());
      if (client.pacer.done) client.accumulator.flush(clock());
      await delay(1);
    }
  };
  await Promise.all([meanwhile(client, ledger), sending()]);
  await client.close();
  return { ledger, errors, lateness: client.pacer.takeLateness() };
}

const acknowledgedOf = (ledger: SendLedger): number =>
  ledger.partitions().reduce((sum, { acknowledged }) => sum + RangeSet.from(acknowledged).size, 0);

describe.each(drivers.filter(({ capabilities }) => capabilities.canCrash))('a client of $name', (driver) => {
  it('that sends and crashes leaves what was due meanwhile unsent; another one in its place loses and repeats nothing', async () => {
    const plan = onOwnTopic(planOf({ valueBytes: 200, partitions: 3, rate: RATE, durationSeconds: SECONDS }));
    const admin = openAdmin(connection, 'test');
    await admin.createTopics(plan.topics);
    const ends = () => topicEnds(admin, plan.topics);
    const before = openSockets();
    let awaySeconds = 0;
    let acknowledgedBefore = 0;
    const { ledger, errors } = await sendOnTime(driver, plan, async (client, ledger) => {
      await expect.poll(() => acknowledgedOf(ledger), { timeout: 10_000 }).toBeGreaterThan(0);
      expect(openSockets()).toBeGreaterThan(before);
      await client.crash();
      const crashedAt = performance.now();
      acknowledgedBefore = acknowledgedOf(ledger);
      // Told of its end, a handle is not always gone in the same moment.
      await expect.poll(openSockets, { timeout: 2_000 }).toBeLessThanOrEqual(before);
      await delay(500);
      // What the broker had got by then it may write later: before others come, so that the order is kept.
      await endsAtRest(ends, new AbortController().signal, () => expect.unreachable());
      awaySeconds = (performance.now() - crashedAt) / 1e3;
      await client.restore();
    });
    const reading = new CompleteReading(RUN, await ends());
    await admin.close();
    // The coordinator of a young cluster may have to be asked again.
    await readAll({ driver, connection, plan }, reading, []);
    const { totals, complete } = account(ledger.partitions(), reading.partitions());
    expect({ complete, ...totals }).toMatchObject({
      complete: true,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      corrupted: 0,
      unexpected: 0,
    });
    const { acknowledged, failed, unknown, unsent } = totals;
    expect(acknowledged + failed + unknown + unsent).toBe(RATE * SECONDS);
    // All that was due while it was away, at most a tick at either end apart; and more while the other one connected.
    expect(unsent).toBeGreaterThanOrEqual((awaySeconds - 0.1) * RATE);
    expect(acknowledgedBefore).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(acknowledgedBefore);
    // A crash is no error that something survived.
    expect(errors).toEqual([]);
  });

  it('that reads and crashes says no goodbye; what it had goes to the others when its session is over, and another one joins in its place', async () => {
    const plan = onOwnTopic(planOf({ valueBytes: 200, partitions: 4 }));
    const topic = plan.topics[0]?.name ?? '';
    const groupId = `crashing-${topic}`;
    await deliver({ driver, connection, plan, records: 100, recordsPerTick: 50 });
    const progress = new GroupProgress();
    const seen = new Set<string>();
    const read = { records: 0, again: 0 };
    const byMember = [0, 0];
    /** Who read it last, by partition, and when that was another one than before. */
    const reader = new Map<number, number>();
    let movedAt = Number.POSITIVE_INFINITY;
    let begun = 0;
    const errors: string[] = [];
    const open = (member: number): Promise<DriverReader> =>
      driver.openReader({
        connection,
        clientId: `crashing-${member}`,
        groupId,
        topics: [topic],
        zone: null,
        sessionTimeoutMs: SESSION_MS,
        startPaused: false,
        clock: monotonicClock(monotonicNanos()),
        onRecords: (arrived) => {
          progress.observe(arrived);
          if ((reader.get(arrived.partition) ?? member) !== member) movedAt = Math.min(movedAt, performance.now());
          reader.set(arrived.partition, member);
          byMember[member] = (byMember[member] ?? 0) + arrived.places.count;
          for (let i = 0; i < arrived.places.count; i++) seen.add(`${arrived.partition}/${arrived.places.offsets[i]}`);
          const { records, again } = progress.take();
          read.records += records;
          read.again += again;
        },
        onFetchStart: () => begun++,
        onFetch: () => begun--,
        onFetchLost: () => begun--,
        onGeneration: () => undefined,
        onCrash: (message) => errors.push(message),
        onError: (where, message) => errors.push(`${where}: ${message}`),
      });
    const members = new GroupMembers(false, open);
    await members.join(2);
    const newRecords = (): number => read.records - read.again;
    await sendMore(driver, plan, 900);
    await expect.poll(newRecords, { timeout: 10_000 }).toBe(1_000);
    // Until all had joined partitions may have moved.
    movedAt = Number.POSITIVE_INFINITY;
    const crashedAt = performance.now();
    await members.crash(0);
    await expect(members.crash(0)).rejects.toThrow('member 0 is away already');
    byMember.fill(0);
    await sendMore(driver, plan, 1_000);
    await expect.poll(newRecords, { timeout: 20_000 }).toBe(2_000);
    expect(movedAt - crashedAt).toBeGreaterThan(MISSED_AFTER_MS);
    // Whoever is dead reads nothing.
    expect(byMember[0]).toBe(0);
    expect(errors.filter((error) => error.includes('crash'))).toEqual([]);
    await members.restore(0);
    await sendMore(driver, plan, 2_000);
    await expect.poll(newRecords, { timeout: 20_000 }).toBe(4_000);
    expect(byMember[0]).toBeGreaterThan(0);
    expect(seen.size).toBe(4_000);
    await members.close();
    expect(begun).toBe(0);
    const admin = openAdmin(connection, 'test');
    await admin.deleteGroups([groupId]);
    await admin.close();
  });
});

/** Sends so many more records to the plan's topic, which exists. */
async function sendMore(driver: Driver, plan: Plan, records: number): Promise<void> {
  const rate = planOf({ rate: records, durationSeconds: 1 }).phases;
  const { errors } = await sendOnTime(driver, { ...plan, phases: rate });
  expect(errors).toEqual([]);
}
