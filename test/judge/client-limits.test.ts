import { describe, expect, it } from 'vitest';
import { callOut } from '../../src/judge/call-outs.ts';
import { clientWindow } from '../../src/judge/client-window.ts';
import type { Condition } from '../../src/judge/conditions.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import type { RepetitionEvent, RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import type { ClientLimit } from '../../src/judge/types/summary.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { bytes, KIB, MIB } from '../../src/units.ts';
import { planOf } from '../loadgen/plan-of.ts';
import { histogramOf, pass, phase, plan, run, target, withMetrics } from './evidence-builder.ts';

type Ready = Extract<RepetitionEvent, { readonly kind: 'target-ready' }>;

/** 100 records of 1 KiB, each with what a record counts beside its value. */
const BATCH_OF_100 = bytes(100 * (KIB + 21));

/** A plan of one topic and one steady phase of ten seconds. */
function steady(mibPerSecond: number, client: Partial<Plan['client']>, partitions = 1): Plan {
  const base = plan();
  return plan({
    client: { ...base.client, ...client },
    topics: [{ name: 'orders', partitions, replication: 1, configs: {}, share: 1 }],
    phases: [phase('steady', 'measured', 0, 10, mibPerSecond * KIB)],
    groups: [],
  });
}

/** A pass in which `service` tells each second's times (ms) and `achieved` MiB/s came through. */
function passOf(
  planned: Plan,
  inFlight: number,
  achieved: number,
  service: (second: number) => readonly number[],
): RepetitionEvidence {
  const counted = pass({ plan: planned });
  const perSecond = achieved * KIB;
  const it = withMetrics(counted, 'sends', (line) => ({ ...line, acknowledged: perSecond }));
  const times = (second: number): readonly number[] => {
    const spread = service(second);
    const count = planned.phases[0]?.fromRate ?? 0;
    return Array.from({ length: count }, (_, n) => (spread[Math.floor((n * spread.length) / count)] ?? 0) * 1e3);
  };
  return {
    ...it,
    events: it.events.map((event) =>
      event.kind === 'target-ready' ? { ...event, driver: { ...event.driver, inFlight } } : event,
    ),
    samples: it.samples.map((log) =>
      log.kind === 'service'
        ? { ...log, intervals: log.intervals.map(({ second }) => ({ second, histogram: histogramOf(times(second)) })) }
        : log,
    ),
  };
}

function limitOf(planned: Plan, it: RepetitionEvidence): { readonly limit: ClientLimit; readonly sentence: string } {
  const { summary } = judgeRun(run([it], { plan: planned }));
  const [limit] = summary.clientLimits;
  if (limit === undefined) throw new Error('no limit was judged');
  return { limit, sentence: summary.sentence.replaceAll('\u2009', ' ') };
}

describe('what a client profile can carry', () => {
  // Platform notes: a diskless platform with a write-ahead log on an object store, batches of 100 records of
  // 1 KiB on one connection: 2 MiB/s with 5 requests in flight, 19 MiB/s with 100.
  it.each([250, 340])(
    'is about the 2 MiB/s that were measured with 5 requests of 100 KiB at %i ms, and is called out',
    (ms) => {
      const planned = steady(4, { batchBytes: BATCH_OF_100, inFlight: 5 });
      const { limit, sentence } = limitOf(
        planned,
        passOf(planned, 5, 1.4, () => [ms]),
      );
      expect(limit).toMatchObject({ requests: 5, requestBytes: 100 * KIB, verdict: 'starves' });
      expect(limit.mibPerSecond).toBeGreaterThan(1.4);
      expect(limit.mibPerSecond).toBeLessThan(2);
      expect(limit.mibPerSecond).toBeCloseTo((5 * 100) / KIB / (ms / 1e3), 1);
      expect(sentence).toContain(
        `The client profile starves a in steady: 5 requests in flight × 100 KiB ÷ the ${ms} ms that a request took when nothing waited = `,
      );
      expect(sentence).toContain(' MiB/s of the planned 4 MiB/s.');
    },
  );

  it('is far more than the 19 MiB/s that were measured with 100 in flight: something else bounds that', () => {
    const planned = steady(19, { batchBytes: BATCH_OF_100, inFlight: 100, idempotence: false });
    const { limit, sentence } = limitOf(
      planned,
      passOf(planned, 100, 19, () => [160]),
    );
    expect(limit.verdict).toBe('carries');
    expect(limit.mibPerSecond).toBeCloseTo(61, 0);
    expect(sentence).not.toContain('client profile');
  });

  it('is told from the request, not from the wait of records for a free one', () => {
    const planned = steady(4, { batchBytes: BATCH_OF_100, inFlight: 5 });
    const queueing = (second: number) => Array.from({ length: 20 }, (_, part) => 340 + 1_100 * (second + part / 20));
    const { limit } = limitOf(planned, passOf(planned, 5, 500 / KIB / 0.34, queueing));
    expect(limit.requestMs).toBeCloseTo(340, 0);
    expect(limit).toMatchObject({ verdict: 'starves' });
  });

  it('is called starving by what it carries at the calm latency, not by the rate that was achieved', () => {
    const planned = steady(4, { batchBytes: BATCH_OF_100, inFlight: 5 });
    // 500 KiB in flight: 1.95 MiB/s at the calm 250 ms; 1 MiB/s came through while requests waited.
    const { limit, sentence } = limitOf(
      planned,
      passOf(planned, 5, 1, (second) => [second === 0 ? 250 : 5_000]),
    );
    expect(limit).toMatchObject({ verdict: 'starves', requestMs: expect.closeTo(488, 0) });
    expect(sentence).toContain(
      '÷ the 250 ms that a request took when nothing waited = 1.95 MiB/s of the planned 4 MiB/s',
    );
  });

  it('is not blamed alone where the platform slowed down: at its calm latency the profile would carry the rate', () => {
    const planned = steady(4, { batchBytes: BATCH_OF_100, inFlight: 5 });
    const { limit } = limitOf(
      planned,
      passOf(planned, 5, 3, (second) => [second === 0 ? 5 : 60_000]),
    );
    expect(limit).toMatchObject({ verdict: 'full', calmMs: expect.closeTo(5, 1) });
    expect(callOut(limit, null)?.replaceAll('\u2009', ' ')).toMatch(
      /÷ 163 ms = 3\.00 MiB\/s of the planned 4 MiB\/s, though a request took 5\.0\d ms .*, so the platform slowed down as well$/,
    );
    expect(callOut({ ...limit, verdict: 'starves' }, 'a-tuned')).toMatch(/; see a-tuned$/);
  });

  it('holds nothing back where a long linger alone makes the service time long', () => {
    const planned = steady(1, { batchBytes: bytes(16 * KIB), inFlight: 1 });
    const { limit } = limitOf(
      planned,
      passOf(planned, 1, 1, () => [100]),
    );
    expect(limit.verdict).toBe('carries');
  });

  it('is not known, and not taken for enough, where no repetition is valid or the cluster was never ready', () => {
    const planned = steady(4, { inFlight: 1 });
    const sound = passOf(planned, 1, 4, () => [5]);
    const invalid = withMetrics(sound, 'clock', () => null);
    expect(limitOf(planned, invalid).limit).toMatchObject({ verdict: 'unknown', mibPerSecond: null });
    const never = { ...sound, events: sound.events.filter(({ kind }) => kind !== 'target-ready') };
    expect(limitOf(planned, never).limit).toMatchObject({ verdict: 'unknown', requests: null });
  });
});

describe('what may be in flight', () => {
  const window = (planned: Plan, brokers: number, inFlight = 5) => {
    const [ready] = pass({ plan: planned }).events.filter((event): event is Ready => event.kind === 'target-ready');
    const condition: Condition = {
      target: target('a'),
      checked: null,
      client: planned.client,
      ready:
        ready === undefined
          ? null
          : {
              ...ready,
              brokers: Array.from({ length: brokers }, (_, id) => ({ id, rack: null })),
              driver: { ...ready.driver, inFlight },
            },
    };
    return clientWindow(condition, planned);
  };

  it('counts brokers and producers, but no broker beyond the partitions', () => {
    const planned = steady(1, { batchBytes: BATCH_OF_100 }, 2);
    expect(window(planned, 1)).toEqual({ requests: 5, requestBytes: 200 * KIB });
    expect(window(planned, 3)).toEqual({ requests: 10, requestBytes: 100 * KIB });
    const streams = [0, 1].map((producer) => ({ id: producer, topic: 'orders', producer, producers: 2 }));
    const records = { ...planned.records, keys: { kind: 'uniform', count: 10 } as const };
    expect(window({ ...planned, records, streams }, 2)?.requests).toBe(20);
  });

  it('counts of the partitions those that a producer comes to, which without keys are not all', () => {
    const streams = Array.from({ length: 8 }, (_, producer) => ({
      id: producer,
      topic: 'orders',
      producer,
      producers: 8,
    }));
    const of = (partitions: number) => window({ ...steady(1, { batchBytes: BATCH_OF_100 }, partitions), streams }, 1);
    // Record i goes to producer i mod 8: to partition i mod 8 always, to i mod 12 every fourth, to i mod 9 anywhere.
    expect(of(8)).toEqual({ requests: 40, requestBytes: 100 * KIB });
    expect(of(12)).toEqual({ requests: 40, requestBytes: 3 * 100 * KIB });
    expect(of(9)).toEqual({ requests: 40, requestBytes: 9 * 100 * KIB });
  });

  it('is what the driver honours, not what was asked of it', () => {
    expect(window(steady(1, { inFlight: 5 }), 1, 1)?.requests).toBe(1);
  });

  it('takes a record that is larger than the batch alone', () => {
    const planned = steady(1, { batchBytes: bytes(100) });
    expect(window(planned, 1)?.requestBytes).toBe(KIB);
  });

  it('is as many whole batches as the largest request takes, which is 1 MiB where the profile says none', () => {
    const planned = steady(1, { batchBytes: BATCH_OF_100 }, 96);
    // 1,048,576 ÷ 104,500 and 16,777,216 ÷ 104,500, both rounded down.
    expect(window(planned, 1)?.requestBytes).toBe(10 * 100 * KIB);
    expect(window(steady(1, { batchBytes: BATCH_OF_100, requestBytes: bytes(16 * MIB) }, 200), 1)?.requestBytes).toBe(
      160 * 100 * KIB,
    );
    // 15 records of 1 KiB and 21 bytes: 66 such batches are within 1 MiB, 67 are not.
    expect(window(steady(1, { batchBytes: bytes(16 * KIB) }, 96), 1)?.requestBytes).toBe(66 * 15 * KIB);
  });

  it('is no more than the send buffers hold: 64 MiB of what three brokers with 5 requests of 16 MiB could take', () => {
    const client = { requestBytes: bytes(16 * MIB), batchBytes: bytes(16 * MIB), sendBufferBytes: bytes(64 * MIB) };
    const carried = (planned: Plan) => {
      const { requests = 0, requestBytes = 0 } = window(planned, 3) ?? {};
      return requests * requestBytes;
    };
    const planned = steady(1, client, 96);
    expect(window(planned, 3)?.requests).toBe(15);
    expect(carried(planned)).toBeCloseTo((64 * MIB * KIB) / (KIB + 21), 0);
    // Each producer has a buffer of its own, and a key of 12 bytes takes up room in it.
    const streams = [0, 1].map((producer) => ({ id: producer, topic: 'orders', producer, producers: 2 }));
    expect(carried({ ...planned, streams })).toBeCloseTo((2 * 64 * MIB * KIB) / (KIB + 21), 0);
    const records = { ...planned.records, keys: { kind: 'uniform', count: 10 } as const };
    expect(carried({ ...planned, records })).toBeCloseTo((64 * MIB * KIB) / (KIB + 12 + 21), 0);
  });

  it('counts the keys of the records that fill a batch', () => {
    const planned = steady(1, { batchBytes: BATCH_OF_100 });
    const records = { ...planned.records, keys: { kind: 'uniform', count: 10 } as const };
    // 104,500 bytes hold 98 records of 1,024 + 12 + 21.
    expect(window({ ...planned, records }, 1)?.requestBytes).toBe(98 * KIB);
  });

  // The accumulator itself, on a virtual clock, with far more to send than gets through.
  it.each([
    { inFlight: 1, batchBytes: 4 * KIB, partitions: 1, ms: 20 },
    { inFlight: 5, batchBytes: 16 * KIB, partitions: 1, ms: 200 },
    { inFlight: 2, batchBytes: 16 * KIB, partitions: 6, ms: 250 },
    { inFlight: 3, batchBytes: 512 * KIB, partitions: 6, ms: 500 },
    { inFlight: 1, batchBytes: 128 * KIB, partitions: 48, ms: 250, more: { requestBytes: bytes(4 * MIB) } },
    { inFlight: 5, batchBytes: 128 * KIB, partitions: 12, ms: 200, more: { sendBufferBytes: bytes(512 * KIB) } },
    { inFlight: 5, batchBytes: 4 * KIB, partitions: 6, ms: 200, keys: { kind: 'uniform', count: 1_000 } as const },
  ])('divided by the latency is what gets through: %o', ({ inFlight, batchBytes, partitions, ms, more = {}, keys }) => {
    const base = planOf({
      valueBytes: KIB,
      partitions,
      rate: 20_000,
      durationSeconds: 2,
      client: { inFlight, batchBytes: bytes(batchBytes), idempotence: false, ...more },
    });
    const planned = keys === undefined ? base : { ...base, records: { ...base.records, keys } };
    const { sent } = simulate(planned, (now) => ({ at: now + ms * 1e3, outcome: 'acknowledged' }));
    const { requests = 0, requestBytes = 0 } = window(planned, 1, inFlight) ?? {};
    // Before the delivery timeout and before the end, where requests are not full.
    const steadyRequests = sent.filter(({ at }) => at >= 1e6 && at < 5e6);
    const seconds = ((steadyRequests.at(-1)?.at ?? 0) - (steadyRequests[0]?.at ?? 0)) / 1e6;
    const records = steadyRequests.slice(0, -1).flatMap(({ batches }) => batches.map(({ count }) => count));
    const through = (records.reduce((sum, count) => sum + count, 0) * KIB) / seconds;
    const told = (requests * requestBytes) / (ms / 1e3);
    expect(through / told).toBeGreaterThan(0.9);
    expect(through / told).toBeLessThan(1.1);
    expect(told).toBeLessThan(20 * MIB);
  });
});
