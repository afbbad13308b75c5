import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../../src/audit/account.ts';
import { openAdmin } from '../../../src/kafka/admin.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import type { Driver, DriverReader } from '../../../src/loadgen/drivers/driver.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import { SendLedger } from '../../../src/loadgen/send-ledger.ts';
import { GroupMembers } from '../../../src/loadgen/workers/group-members.ts';
import { SendingClient } from '../../../src/loadgen/workers/sending-client.ts';
import { CompleteReading } from '../../../src/loadgen/workloads/complete-reading.ts';
import { GroupProgress } from '../../../src/loadgen/workloads/group-progress.ts';
import { startKafka } from '../../../src/platforms/local/cluster.ts';
import type { LocalCluster } from '../../../src/platforms/types.ts';
import { topicSchedule } from '../../../src/scenarios/schedule.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { scratchFolder, startOptions } from '../../platforms/local/start-options.ts';
import { planOf } from '../plan-of.ts';
import { deliver, RUN, readAll } from './delivery.ts';
import { onOwnTopic } from './own-topic.ts';

const SESSION_MS = 3_000;
/** Members speak up at least three times a session: until then nobody misses one that has just done so. */
const MISSED_AFTER_MS = SESSION_MS / 2;
const scratch = scratchFolder();
let cluster: LocalCluster;
let connection: ConnectionSettings;

beforeAll(async () => {
  cluster = await startKafka(startOptions(1, scratch), () => ({ 'group.min.session.timeout.ms': '1000' }));
  connection = { bootstrap: cluster.bootstrap, security: null };
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(scratch, { recursive: true, force: true });
});

const openSockets = (): number => process.getActiveResourcesInfo().filter((what) => what === 'TCPSocketWrap').length;

/** Sends the plan's first stream as its times say; at whole seconds something may happen beside it. */
async function sendOnTime(
  driver: Driver,
  plan: Plan,
  at: Readonly<Record<number, (it: SendingClient) => Promise<void>>>,
) {
  const [stream] = plan.streams;
  if (stream === undefined) throw new Error('the plan has no stream');
  const clock = monotonicClock(monotonicNanos());
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
  const happened = Object.entries(at).map(async ([second, act]) => {
    await delay(Math.max(0, Number(second) * 1e3 - clock() / 1e3));
    await act(client);
  });
  while (!client.pacer.done || client.accumulator.busy) {
    client.pacer.tick(clock());
    if (client.pacer.done) client.accumulator.flush(clock());
    await delay(1);
  }
  await Promise.all(happened);
  await client.close();
  return { ledger, errors, lateness: client.pacer.takeLateness() };
}

describe.each(drivers.filter(({ capabilities }) => capabilities.canCrash))('a client of $name', (driver) => {
  it('that sends and crashes leaves what was due meanwhile unsent; another one in its place loses and repeats nothing', async () => {
    const plan = onOwnTopic(planOf({ valueBytes: 200, partitions: 3, rate: 2_000, durationSeconds: 2 }));
    const admin = openAdmin(connection, 'test');
    await admin.createTopics(plan.topics);
    const before = openSockets();
    let left = Number.POSITIVE_INFINITY;
    const { ledger, errors } = await sendOnTime(driver, plan, {
      0.7: async (client) => {
        expect(openSockets()).toBeGreaterThan(before);
        await client.crash();
        left = openSockets();
      },
      1.4: (client) => client.restore(),
    });
    const [topic] = plan.topics;
    const ends = [{ topic: topic?.name ?? '', offsets: await admin.endOffsets(topic?.name ?? '', 3) }];
    await admin.close();
    const reading = new CompleteReading(RUN, ends);
    await readAll({ driver, connection, plan }, reading, errors);
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
    expect(acknowledged + failed + unknown + unsent).toBe(4_000);
    // 1,400 were due in the 0.7 s that it was away, and few more while the other one connected.
    expect(unsent).toBeGreaterThanOrEqual(1_300);
    expect(acknowledged).toBeGreaterThan(1_000);
    expect(left).toBeLessThanOrEqual(before);
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
  const { errors } = await sendOnTime(driver, { ...plan, phases: rate }, {});
  expect(errors).toEqual([]);
}
