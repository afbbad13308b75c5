import { describe, expect, it } from 'vitest';
import type { PartitionAudit } from '../../../src/evidence/types/audit.ts';
import { judgeRun } from '../../../src/judge/judge.ts';
import { measureRecovery } from '../../../src/judge/recovery/measure-recovery.ts';
import type { RepetitionEvidence } from '../../../src/judge/repetition-evidence.ts';
import type { RecoverySummary } from '../../../src/judge/types/figures.ts';
import type { Plan } from '../../../src/scenarios/types.ts';
import { milliseconds } from '../../../src/units.ts';
import { phase, run, withEvents, withMetrics } from '../evidence-builder.ts';
import { ackGap, fault, firstAck, outage, outagePlan, partition } from './outage.ts';

function recovered(it: RepetitionEvidence, planned: Plan = outagePlan()): RecoverySummary {
  const [summary] = measureRecovery([it], planned);
  if (summary === undefined) throw new Error('the plan has no fault');
  return summary;
}

/**
 * 1,000/s, 3 s away, then 4,000/s: 3,000 queued records shrink by 3,000 a second, so the queue is gone 4 s after the
 * start. The k-th record since the start waits 3 s − 0.75 ms · k, as 0.25 ms each is faster than 1 ms.
 */
describe('an outage of 3 s at 1,000/s that is worked off at 4,000/s', () => {
  const it3 = outage({ from: 10, to: 13 });

  it('is drained and back at headroom after 4 s', () => {
    expect(recovered(it3)).toMatchObject({
      startedAtSeconds: 10,
      heldAtSeconds: 10.2,
      healingAtSeconds: 13.5,
      endedAtSeconds: 14,
      timeToFirstAckSeconds: 3.00025,
      timeToEveryPartitionSeconds: 3.00025,
      timeToDrainedSeconds: 4,
      timeToHeadroomSeconds: 4,
      headroomNote: null,
      unreached: [],
    });
  });

  it('leaves available what waited for at most a second: the records from k = 2,667 on', () => {
    const { intended, availability, failed, unknown, unsent, retried } = recovered(it3);
    expect({ intended, failed, unknown, unsent, retried }).toEqual({
      intended: 4000,
      failed: 0,
      unknown: 0,
      unsent: 0,
      retried: 5,
    });
    expect(availability).toBe(1333 / 4000);
  });

  it('has its latency in the stretch in which it lasted, and none before and after', () => {
    const { before, during, after } = recovered(it3);
    expect([before.seconds, during.seconds, after.seconds]).toEqual([
      [5, 9],
      [10, 14],
      [14, 40],
    ]);
    expect([before.response.count, during.response.count, after.response.count]).toEqual([4000, 4000, 26_000]);
    expect([before.response.max, after.response.max].map((ms) => Math.round(ms ?? 0))).toEqual([2, 2]);
    // Half of the 4,000 records waited longer than 3 s − 0.75 ms · 2,000 = 1.5 s; HdrHistogram keeps three digits.
    expect(during.response.p50).toBeCloseTo(1500, -1);
    expect(during.response.max).toBeCloseTo(3000, -1);
    expect(during.endToEnd.p50).toBe(during.response.p50);
  });

  it('leaves readers at the tail that read what is acknowledged at once', () => {
    expect(recovered(it3).readers).toEqual([
      { group: 'live', longestGapSeconds: 0, rebalances: 0, timeToTailSeconds: 0 },
    ]);
  });

  it('that begins within a second is told from its start, by the whole seconds around it', () => {
    const cut = outage({ from: 10.345, to: 13.345 });
    // In time again at 14.345; 7.9% of the records of second 14 still wait longer than 200 ms, none longer than 0.26 s.
    expect(recovered(cut).timeToHeadroomSeconds).toBe(4.655);
    const lenient = outagePlan({ recoveredP99Ms: milliseconds(500) });
    // Second 14 is as it should be, and begins before the queue is empty: it is told by its end.
    expect(recovered(cut, lenient)).toMatchObject({ timeToHeadroomSeconds: 4.655, timeToDrainedSeconds: 4.655 });
    expect(recovered(cut)).toMatchObject({ intended: 4000, startedAtSeconds: 10.345, endedAtSeconds: 14.345 });
    expect(recovered(cut).timeToDrainedSeconds).toBe(4.655);
  });

  it('is no longer than the seconds in which nothing but the acknowledged share is wrong', () => {
    const refused = withMetrics(it3, 'outcomes', (line) =>
      line.second >= 14 && line.second < 20 ? { ...line, acknowledged: 989, failed: 11 } : line,
    );
    expect(recovered(refused).timeToHeadroomSeconds).toBe(10);
    const allowed = withMetrics(it3, 'outcomes', (line) =>
      line.second >= 14 && line.second < 20 ? { ...line, acknowledged: 990, failed: 10 } : line,
    );
    expect(recovered(allowed).timeToHeadroomSeconds).toBe(4);
  });

  it('does not count a second of which a sending thread said nothing as recovered', () => {
    const silent = withMetrics(it3, 'sends', (line) => (line.second === 16 ? null : line));
    expect(recovered(silent)).toMatchObject({ timeToHeadroomSeconds: 8, timeToDrainedSeconds: 8 });
  });
});

describe('time to headroom', () => {
  const never = outage({ from: 10, to: 50 });

  it('does not stop the queue from being drained after the load: 30,000 records from second 50 on at 4,000/s', () => {
    expect(recovered(never).timeToDrainedSeconds).toBe(58 - 10);
    const stuck = withMetrics(never, 'sends', (line) => ({ ...line, bufferedBytes: line.second < 10 ? 0 : 1e7 }));
    expect(recovered(stuck)).toMatchObject({
      timeToDrainedSeconds: null,
      unreached: ['timeToDrainedSeconds', 'timeToHeadroomSeconds'],
    });
  });

  it('is null, and known to be longer than the load, where it never came back', () => {
    expect(recovered(never)).toMatchObject({
      timeToHeadroomSeconds: null,
      headroomGoneAgainSeconds: null,
      headroomNote: 'headroom was not back in the 30.0 s until the load ended',
      unreached: ['timeToHeadroomSeconds'],
    });
  });

  it('cannot be told where the load ended too early for five seconds', () => {
    const late = outage({ from: 33, to: 36 });
    expect(recovered(late)).toMatchObject({
      timeToHeadroomSeconds: null,
      headroomNote: 'only the last 3 s of the load were as they should be, and 5 must be',
      unreached: [],
    });
  });

  it('cannot be told where the plan does not hold the burst rate', () => {
    const burst = (from: number, to: number, rate: number) =>
      outagePlan({
        phases: [
          phase('warm-up', 'warm-up', 0, 5, 1000),
          phase('steady', 'measured', 5, from, 1000),
          phase('burst', 'measured', from, to, rate),
          phase('calm', 'measured', to, 40, 1000),
        ],
      });
    const below = burst(20, 22, 2000);
    expect(recovered(outage({ plan: below, from: 10, to: 13 }), below)).toMatchObject({
      timeToHeadroomSeconds: null,
      headroomNote: 'the plan does not hold its highest rate, 2\u2009000 records/s, when the fault begins',
      unreached: [],
    });
    const short = burst(8, 16, 2000);
    expect(recovered(outage({ plan: short, from: 10, to: 13 }), short)).toMatchObject({
      timeToHeadroomSeconds: null,
      headroomNote:
        'the plan holds its highest rate, 2\u2009000 records/s, for 6.00 s only, and headroom was not back by then',
      unreached: [],
    });
  });

  it('is 0 where it was never gone', () => {
    const calm = outage({ from: 10, to: 10, ended: 12 });
    expect(recovered(calm)).toMatchObject({
      timeToHeadroomSeconds: 0,
      timeToDrainedSeconds: 0,
      headroomGoneAgainSeconds: 0,
      notes: [],
    });
  });

  it('of a procedure is told from the last second that it spoiled: it may act until it is through', () => {
    const rolling = outagePlan({
      faults: [fault('broker-kill-1', 10, { kind: 'rolling-restart', where: { scope: 'cluster' } })],
    });
    const restarted = { from: 10, to: 10, ended: 30, plan: rolling };
    const spoiled = (...seconds: readonly number[]) =>
      withMetrics(outage(restarted), 'outcomes', (line) =>
        seconds.includes(line.second) ? { ...line, acknowledged: 0, unknown: 1000 } : line,
      );
    const timeOf = (it: RepetitionEvidence) => recovered(it, rolling).timeToHeadroomSeconds;
    expect(timeOf(outage(restarted))).toBe(0);
    expect(timeOf(spoiled(15, 22))).toBe(13);
    // Once it is through, a bad second is not its doing.
    expect(timeOf(spoiled(15, 31))).toBe(6);
  });

  it('says where it was gone again before the fault had ended, and what else began before it was back', () => {
    const twice = outage({ from: 10, to: 13, ended: 30 });
    const again = withMetrics(twice, 'outcomes', (line) =>
      line.second >= 20 && line.second < 22 ? { ...line, acknowledged: 0, unknown: 1000 } : line,
    );
    expect(recovered(again)).toMatchObject({
      timeToHeadroomSeconds: 4,
      headroomGoneAgainSeconds: 2,
      notes: ['headroom was gone again in 2 of the seconds until the fault had ended'],
    });
    const two = outagePlan({ faults: [fault('broker-kill-1', 10), fault('scale-out-1', 12)] });
    const began = { target: 'a', repetition: 1, wall: '', fault: 'scale-out-1', kind: 'fault-started' } as const;
    const both = withEvents(outage({ from: 10, to: 13 }), { ...began, atMicros: 12e6 });
    expect(recovered(both, two).notes).toEqual(['scale-out-1 began before headroom was back']);
  });
});

describe('acknowledgements after a fault', () => {
  const audited = (it: RepetitionEvidence, used: readonly number[]): RepetitionEvidence => ({
    ...it,
    audit: it.audit && {
      ...it.audit,
      partitions: used.flatMap((number) => it.audit?.partitions.map((of) => ({ ...of, partition: number })) ?? []),
    },
  });
  const it3 = audited(outage({ from: 10, to: 13, hasFirstAcks: false }), [0, 1]);

  it('are told by the earliest thread of each partition, and by the last partition', () => {
    const acks = withEvents(
      it3,
      firstAck('broker-kill-1', 0, 13.5),
      firstAck('broker-kill-1', 0, 13.1, 1),
      firstAck('broker-kill-1', 1, 13.4),
      firstAck('another-1', 1, 10.1),
    );
    const { timeToFirstAckSeconds, timeToEveryPartitionSeconds } = recovered(acks);
    expect(timeToFirstAckSeconds).toBe(3.1);
    expect(timeToEveryPartitionSeconds).toBe(3.4);
  });

  it('is not what a partition still acknowledged before the fault was in effect: it is the end of its silence', () => {
    const early = withEvents(
      it3,
      firstAck('broker-kill-1', 0, 10.003),
      firstAck('broker-kill-1', 1, 10.004),
      // In effect at 10.2 s; from 12 s on a silence is another one.
      ...[ackGap(0, 10.05, 13.5), ackGap(1, 10.1, 13.25), ackGap(1, 14, 16)].map((gap) => ({
        ...gap,
        topic: 'orders',
      })),
    );
    const { timeToFirstAckSeconds, timeToEveryPartitionSeconds } = recovered(early);
    expect([timeToFirstAckSeconds, timeToEveryPartitionSeconds]).toEqual([3.25, 3.5]);
  });

  it('is none of a procedure, which acts until it is through', () => {
    const rolling = outagePlan({
      faults: [fault('broker-kill-1', 10, { kind: 'rolling-restart', where: { scope: 'cluster' } })],
    });
    const acks = withEvents(it3, firstAck('broker-kill-1', 0, 13.1), firstAck('broker-kill-1', 1, 13.4));
    expect(recovered(acks, rolling)).toMatchObject({
      timeToFirstAckSeconds: null,
      timeToEveryPartitionSeconds: null,
      unreached: [],
    });
  });

  it('never came from every partition where one that was sent to has none', () => {
    const one = withEvents(it3, firstAck('broker-kill-1', 0, 13.1));
    expect(recovered(one)).toMatchObject({
      timeToEveryPartitionSeconds: null,
      unreached: ['timeToEveryPartitionSeconds'],
    });
    expect(recovered(audited(one, [0])).timeToEveryPartitionSeconds).toBe(3.1);
    expect(recovered(it3).unreached).toEqual(['timeToFirstAckSeconds', 'timeToEveryPartitionSeconds']);
  });

  it('are waited for from a partition whose later records the audit does not list, and from none that got no more', () => {
    const one = withEvents(it3, firstAck('broker-kill-1', 0, 13.1));
    const listed = (leftOut: PartitionAudit['leftOut'] = {}): RepetitionEvidence => {
      const cuts = [{ atMicros: 10e6, sequence: 5000 }];
      const partitions = [partition(0, { cuts }), partition(1, { cuts, acknowledged: [[0, 100]], leftOut })];
      return { ...one, audit: one.audit && { ...one.audit, partitions } };
    };
    expect(recovered(listed()).timeToEveryPartitionSeconds).toBe(3.1);
    expect(recovered(listed({ acknowledged: 9900 })).unreached).toEqual(['timeToEveryPartitionSeconds']);
  });
});

describe('several passes', () => {
  it('have the median of times, the sum of counts and merged histograms', () => {
    const passes = [13, 14, 16].map((to, index) => outage({ from: 10, to, repetition: index + 1 }));
    const [summary] = measureRecovery(passes, outagePlan());
    // Away for d seconds, the queue is gone after 4/3 · d: 4, 5⅓ and 8 s; whole seconds from the start.
    expect(summary).toMatchObject({ timeToHeadroomSeconds: 6, intended: 4000 + 5334 + 8000 });
    expect(summary?.during.response.count).toBe(4000 + 5334 + 8000);
    expect(summary?.during.response.max).toBeCloseTo(6000, -1);
  });

  it('have no time where in half of them it never came', () => {
    const [good, bad] = [outage({ from: 10, to: 13 }), outage({ from: 10, to: 50, repetition: 2 })];
    const [half] = measureRecovery([good, bad], outagePlan());
    expect(half).toMatchObject({
      timeToHeadroomSeconds: null,
      unreached: expect.arrayContaining(['timeToHeadroomSeconds']),
    });
    const unknown = outage({ from: 33, to: 36, repetition: 2 });
    const [untold] = measureRecovery([good, unknown], outagePlan());
    expect(untold).toMatchObject({ timeToHeadroomSeconds: null, unreached: [] });
    const third = outage({ from: 10, to: 14, repetition: 3 });
    expect(measureRecovery([good, bad, third], outagePlan())[0]?.timeToHeadroomSeconds).toBe(6);
  });
});

describe('longest without acknowledgement', () => {
  const it3 = outage({ from: 10, to: 13 });
  const gaps = (planned: Plan, ...events: Parameters<typeof withEvents>[1][]) => {
    const { longestWithoutAckSeconds, withoutAck } = recovered(withEvents(it3, ...events), planned);
    return { longestWithoutAckSeconds, withoutAck };
  };

  it('is that of the partition that was silent longest, from the start of the fault on', () => {
    const seen = gaps(outagePlan(), ackGap(0, 9.5, 12), ackGap(1, 10.5, 13), ackGap(1, 20, 21), ackGap(0, 2, 9));
    expect(seen).toEqual({
      longestWithoutAckSeconds: 2.5,
      withoutAck: [
        { topic: 'orders', partition: 1, seconds: 2.5 },
        { topic: 'orders', partition: 0, seconds: 2 },
      ],
    });
  });

  it('lasts until the load ended where nothing came any more', () => {
    expect(gaps(outagePlan(), ackGap(0, 12, null)).longestWithoutAckSeconds).toBe(41 - 12);
    expect(gaps(outagePlan())).toEqual({ longestWithoutAckSeconds: 0, withoutAck: [] });
  });

  it('is where no thread with records for the partition had any', () => {
    const base = outagePlan();
    const threads = { client: { ...base.client, threads: 2 } };
    const streams = [0, 1].map((producer) => ({ id: producer, topic: 'orders', producer, producers: 2 }));
    // Two producers and two partitions without keys: each producer has one partition to itself.
    const alone = outagePlan({ ...threads, streams });
    expect(gaps(alone, ackGap(0, 10, 12, 0), ackGap(1, 10, 13, 0)).withoutAck).toEqual([
      { topic: 'orders', partition: 0, seconds: 2 },
    ]);
    const keys = { kind: 'uniform', count: 10 } as const;
    const shared = outagePlan({ ...threads, streams, records: { ...base.records, keys } });
    expect(gaps(shared, ackGap(0, 10, 12, 0), ackGap(0, 11, 13, 1)).longestWithoutAckSeconds).toBe(1);
    expect(gaps(shared, ackGap(0, 10, 12, 0)).longestWithoutAckSeconds).toBe(0);
  });
});

describe('a run with a fault', () => {
  it('is valid, and says how its target got over it', () => {
    const { summary } = judgeRun(run([outage({ from: 10, to: 13 })], { plan: outagePlan() }));
    expect(summary.targets[0]).toMatchObject({ valid: true, invalidReasons: [] });
    expect(summary.sentence.replaceAll('\u2009', ' ')).toBe(
      'After broker-kill-1 headroom was back in 4.00 s (p99 within 200 ms); no acknowledged record was lost.',
    );
  });

  it('that did not begin has no figures', () => {
    const it3 = outage({ from: 10, to: 13 });
    const events = it3.events.filter(({ kind }) => !kind.startsWith('fault-'));
    expect(recovered({ ...it3, events })).toMatchObject({
      startedAtSeconds: null,
      timeToHeadroomSeconds: null,
      headroomNote: null,
      unreached: [],
      intended: null,
      availability: null,
      lost: null,
      during: { seconds: null },
      readers: [{ group: 'live', longestGapSeconds: null, rebalances: null, timeToTailSeconds: null }],
    });
  });
});
