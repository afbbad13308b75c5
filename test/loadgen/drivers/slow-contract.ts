import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openAdmin } from '../../../src/kafka/admin.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection.ts';
import type { Driver } from '../../../src/loadgen/drivers/driver.ts';
import { monotonicClock, monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { bytes, milliseconds } from '../../../src/units.ts';
import type { SecuredKafka } from '../../run/secured-kafka.ts';
import { HONEST } from '../hostile/on-own-topic.ts';
import { planOf } from '../plan-of.ts';
import { deliver } from './delivery.ts';
import { delivered, onOwnTopic } from './own-topic.ts';

/** What every driver keeps to and takes its time to show: `npm test` asks it of one driver, the long tests of the others. */
export function describeSlowContract(drivers: readonly Driver[], kafka: () => SecuredKafka): void {
  const plain = (): ConnectionSettings => ({ bootstrap: [kafka().plain], security: null });

  /** Stops the broker's process for so long. */
  async function freeze(millis: number): Promise<void> {
    const pid = kafka().cluster.nodes[0]?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    await delay(millis);
    process.kill(pid, 'SIGCONT');
  }

  describe.each(drivers)('the driver $name', (driver) => {
    it('sends records as large as it declares', async () => {
      const { maxRecordBytes } = driver.capabilities;
      const client = { batchBytes: bytes(2 * maxRecordBytes) };
      const plan = onOwnTopic(planOf({ valueBytes: maxRecordBytes, partitions: 1, client }), {
        'max.message.bytes': String(maxRecordBytes + 1_000),
      });
      const { account, survived } = await deliver({ driver, connection: plain(), plan, records: 2, recordsPerTick: 1 });
      expect(account, survived.join('\n')).toMatchObject(delivered(2));
    });

    it('loses and repeats nothing while the broker is frozen for 2 s', async () => {
      const plan = onOwnTopic(planOf({ partitions: 4 }));
      const meanwhile = (): Promise<void> => freeze(2_000);
      const { account } = await deliver({
        driver,
        connection: plain(),
        plan,
        records: 10_000,
        recordsPerTick: 10,
        meanwhile,
      });
      expect(account).toMatchObject(delivered(10_000));
    });

    it('counts as unknown what was not answered in time, and goes on without repeating it', async () => {
      const plan = onOwnTopic(planOf({ partitions: 3, client: { deliveryTimeoutMs: milliseconds(1_000) } }));
      const meanwhile = (): Promise<void> => freeze(2_000);
      const { account } = await deliver({
        driver,
        connection: plain(),
        plan,
        records: 6_000,
        recordsPerTick: 2,
        meanwhile,
      });
      const { acknowledged, failed, unknown, unsent } = account.totals;
      expect(acknowledged + failed + unknown + unsent).toBe(6_000);
      expect(unknown).toBeGreaterThan(0);
      expect(acknowledged).toBeGreaterThan(2_025);
      expect(account.totals).toMatchObject(HONEST);
    });

    it('says of each fetch that it begins and how it ends, and has one open while the broker is frozen', async () => {
      const plan = onOwnTopic(planOf({ partitions: 2 }));
      const name = plan.topics[0]?.name ?? '';
      await deliver({ driver, connection: plain(), plan, records: 200, recordsPerTick: 50 });
      const fetches = { begun: 0, answered: 0, lost: 0 };
      const open = (): number => fetches.begun - fetches.answered - fetches.lost;
      const everOpen = new Set<number>();
      const count = (what: keyof typeof fetches): void => {
        fetches[what]++;
        everOpen.add(open());
      };
      const reader = await driver.openReader({
        connection: plain(),
        clientId: 'asking',
        groupId: `asking-${name}`,
        topics: [name],
        zone: null,
        startPaused: false,
        clock: monotonicClock(monotonicNanos()),
        onRecords: () => undefined,
        onFetchStart: () => count('begun'),
        onFetch: () => count('answered'),
        onFetchLost: () => count('lost'),
        onGeneration: () => undefined,
        onCrash: () => undefined,
        onError: () => undefined,
      });
      await expect.poll(() => fetches.answered, { timeout: 5_000 }).toBeGreaterThan(2);
      const frozen = freeze(2_200);
      await delay(900);
      const { begun } = fetches;
      await delay(800);
      // Long polls end after half a second: only a broker that does not answer leaves one open for longer.
      expect({ begun: fetches.begun, open: open() }).toEqual({ begun, open: 1 });
      await frozen;
      await expect.poll(() => fetches.begun, { timeout: 5_000 }).toBeGreaterThan(begun + 2);
      await reader.close();
      // Of one broker one fetch is open at a time, and none ends twice.
      expect(everOpen).toEqual(new Set([0, 1]));
      const admin = openAdmin(plain(), 'test');
      await admin.deleteGroups([`asking-${name}`]);
      await admin.close();
    });

    it('says of each fetch whether it brought records, once it is known', async () => {
      const plan = onOwnTopic(planOf({ partitions: 2 }));
      const name = plan.topics[0]?.name ?? '';
      await deliver({ driver, connection: plain(), plan, records: 200, recordsPerTick: 50 });
      let records = 0;
      const fetches: { readonly hasRecords: boolean; readonly micros: number }[] = [];
      const reader = await driver.openReader({
        connection: plain(),
        clientId: 'bringing',
        groupId: `bringing-${name}`,
        topics: [name],
        zone: null,
        startPaused: false,
        clock: monotonicClock(monotonicNanos()),
        onRecords: (arrived) => {
          records += arrived.places.count;
        },
        onFetchStart: () => undefined,
        onFetch: (micros, hasRecords) => fetches.push({ micros, hasRecords }),
        onFetchLost: () => undefined,
        onGeneration: () => undefined,
        onCrash: () => undefined,
        onError: () => undefined,
      });
      await expect
        .poll(() => fetches.filter(({ hasRecords }) => !hasRecords).length, { timeout: 8_000 })
        .toBeGreaterThanOrEqual(3);
      await reader.close();
      expect(records).toBe(200);
      const brought = fetches.filter(({ hasRecords }) => hasRecords);
      expect(brought.length).toBeGreaterThan(0);
      // One a partition at most: everything that there is fits into one fetch of each.
      expect(brought.length).toBeLessThanOrEqual(2);
      // Without records a fetch waits for half a second at the broker.
      expect(fetches.slice(-2).filter(({ hasRecords, micros }) => hasRecords || micros < 400_000)).toEqual([]);
      const admin = openAdmin(plain(), 'test');
      await admin.deleteGroups([`bringing-${name}`]);
      await admin.close();
    });

    it('keeps a waiting member in its group without a fetch, until it is told to read', async () => {
      const plan = onOwnTopic(planOf({ partitions: 2 }));
      const [topic] = plan.topics;
      const name = topic?.name ?? '';
      const { account } = await deliver({ driver, connection: plain(), plan, records: 200, recordsPerTick: 50 });
      expect(account).toMatchObject(delivered(200));
      let records = 0;
      let asked = 0;
      let fetches = 0;
      const generations: number[] = [];
      const reader = await driver.openReader({
        connection: plain(),
        clientId: 'waiting',
        groupId: `waiting-${name}`,
        topics: [name],
        zone: null,
        startPaused: true,
        clock: monotonicClock(monotonicNanos()),
        onRecords: (arrived) => {
          records += arrived.places.count;
        },
        onFetchStart: () => {
          asked++;
        },
        onFetch: () => {
          fetches++;
        },
        onFetchLost: () => undefined,
        onGeneration: (generation) => generations.push(generation),
        onCrash: () => undefined,
        onError: () => undefined,
      });
      await delay(2_000);
      expect({ records, asked, fetches }).toEqual({ records: 0, asked: 0, fetches: 0 });
      reader.resume();
      await expect.poll(() => records, { timeout: 5_000 }).toBe(200);
      // A library may tell it only with a heartbeat.
      await expect.poll(() => generations.length, { timeout: 10_000 }).toBeGreaterThan(0);
      await reader.close();
      expect(generations).toHaveLength(1);
      const admin = openAdmin(plain(), 'test');
      await admin.deleteGroups([`waiting-${name}`]);
      await admin.close();
    });
  });
}
