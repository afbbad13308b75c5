import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { percentilesOf } from '../../src/judge/percentiles.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { everySecond, within } from '../../src/judge/timeline.ts';
import { tailIntervals, unread } from '../../src/judge/unread.ts';
import { histogramOf, pass, phase, plan, run, tailOf, withEvents, withTail } from './evidence-builder.ts';

const STEADY = plan({ phases: [phase('steady', 'measured', 0, 5, 400)] });

/** 2,000 records, of which the last `missing` of every second were never read; the others took 1 to 400 ms. */
function readBut(missing: number, target = 'a', repetition = 1): RepetitionEvidence {
  const it = pass({ plan: STEADY, target, repetition, endToEnd: (_, n) => 1000 * (n + 1) });
  const read = tailOf(it).map(({ second }) => ({
    second,
    histogram: histogramOf(Array.from({ length: 400 - missing }, (_, n) => 1000 * (n + 1))),
  }));
  return withTail(it, 'live', read);
}

const judged = (it: RepetitionEvidence, planned = STEADY) => {
  const [target] = judgeRun(run([it], { plan: planned })).summary.targets;
  if (target === undefined) throw new Error('no target was judged');
  return target;
};

describe('records that a tail group never read', () => {
  it('move every percentile to the rank that it has among all records', () => {
    // Of 2,000 records 400 were not read: p50 is the 1,000th of all, the value 200 ms; p95 is not there.
    const { endToEnd, unread: missing } = judged(readBut(80)).tail;
    expect(missing).toBe(400);
    expect(endToEnd).toMatchObject({ count: 1600, p50: expect.closeTo(200, 0), p95: null, p99: null, max: null });
  });

  it('leave a percentile standing whose rank lies among the samples, at its last one too', () => {
    // 95% of 2,000 is the 1,900th: with 100 unread it is the slowest that was read, with 105 it is none.
    expect(judged(readBut(20)).tail.endToEnd).toMatchObject({ p95: expect.closeTo(380, 0), p99: null });
    expect(judged(readBut(21)).tail.endToEnd.p95).toBeNull();
  });

  it('make the tail of a target that lost records no faster than that of one that read them all', () => {
    const [all, some] = [readBut(0), readBut(40)].map((it) => judged(it).tail.endToEnd);
    for (const key of ['p50', 'p95', 'p99', 'max'] as const) {
      expect(some?.[key] ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(all?.[key] ?? Number.NaN);
    }
  });

  it('are told by the part of a second that lacks them, and not where another part has them too much', () => {
    const it = pass({ plan: STEADY });
    // A fault divides second 2 at 2.25: 100 records before, 300 after; the readers came to know of it 20 records late.
    const outcomes = it.metrics.flatMap((line) =>
      line.kind !== 'outcomes' || line.second !== 2
        ? line
        : [
            { ...line, intended: 100, acknowledged: 100 },
            { ...line, second: 2.25, intended: 300, acknowledged: 300 },
          ],
    );
    const parts = (before: number, after: number) => [
      ...tailOf(it).filter(({ second }) => second !== 2),
      { second: 2, histogram: histogramOf(Array(before).fill(1000)) },
      { second: 2.25, histogram: histogramOf(Array(after).fill(1000)) },
    ];
    const missing = (before: number, after: number) => {
      const read = withTail({ ...it, metrics: outcomes }, 'live', parts(before, after));
      return [within(2, 2.25), within(2.25, 3), everySecond].map((seconds) => unread(read, STEADY, 'live', seconds));
    };
    expect(missing(100, 300)).toEqual([0, 0, 0]);
    expect(missing(120, 280)).toEqual([0, 0, 0]);
    expect(missing(90, 300)).toEqual([10, 0, 10]);
    expect(missing(120, 250)).toEqual([0, 30, 30]);
  });

  it('count towards the samples that a percentile needs', () => {
    // 20 records are enough for p50, and it is one of those that were read.
    const few = plan({ phases: [phase('steady', 'measured', 0, 1, 20)] });
    const it = withTail(pass({ plan: few }), 'live', [{ second: 0, histogram: histogramOf(Array(15).fill(5000)) }]);
    expect(judged(it, few).tail.endToEnd).toMatchObject({ count: 15, p50: expect.closeTo(5, 1) });
  });

  it('are told of each group and phase, and no second hides another', () => {
    const two = plan({
      phases: [phase('calm', 'measured', 0, 2, 100), phase('late', 'measured', 2, 4, 100)],
      groups: ['live', 'other'].map((name) => ({ name, role: 'tail', topics: ['orders'], members: 1 }) as const),
    });
    const other = (second: number) => (second === 2 ? 130 : second === 3 ? 90 : 100);
    const intervals = [0, 1, 2, 3].map((second) => ({
      second,
      histogram: histogramOf(Array<number>(other(second)).fill(1000)),
    }));
    const { tail } = judged(withTail(pass({ plan: two }), 'other', intervals), two);
    expect(tail.unread).toBe(10);
    expect(tail.groups.map((group) => [group.name, ...group.phases.map((one) => one.unread)])).toEqual([
      ['live', 0, 0],
      ['other', 0, 10],
    ]);
  });

  it('are named in a caveat with how long the run waited', () => {
    const it = readBut(80);
    const at = { target: 'a', repetition: 1, atMicros: 20e6, wall: '', group: 'live' } as const;
    const gaveUp = { ...at, kind: 'group-gave-up', waitedSeconds: 18, read: 1600, acknowledged: 2000 } as const;
    const caveats = (evidence: RepetitionEvidence) =>
      judgeRun(run([evidence], { plan: STEADY }))
        .summary.caveats.join()
        .replaceAll('\u2009', '_');
    expect(caveats(withEvents(it, gaveUp))).toContain(
      'group live had not read 400 of 2_000 acknowledged records 18 s after the last send; they count as slower',
    );
    expect(caveats(it)).toContain('15 s after the last send');
    expect(caveats(readBut(0))).toBe('');
  });

  it('end the percentile curve and the lines over time', () => {
    const { series } = judgeRun(run([readBut(80)], { plan: STEADY }));
    const [target] = series.targets;
    const points = target?.percentileCurves.find(({ path }) => path === 'tail.endToEnd')?.points ?? [];
    expect(points.at(-1)?.percentile).toBeCloseTo(80, 5);
    expect(points.every(({ ms }) => ms <= 321)).toBe(true);
    expect(target?.repetitions[0]?.seconds[0]?.tailP50).toBeCloseTo(200, 0);
    expect(series.targets[0]?.percentileCurves[0]?.points.at(-1)?.percentile).toBeGreaterThan(95);
  });

  it('are in the draws of a comparison, so that no difference is claimed of a figure that is not there', () => {
    const four = { ...STEADY, repetitions: 4 };
    const passes = [1, 2, 3, 4].flatMap((n) => [readBut(0, 'a', n), readBut(40, 'b', n)]);
    const rows = judgeRun(run(passes, { plan: four })).summary.comparison;
    const row = (metric: string) => rows.find((it) => it.metric === metric);
    expect(row('tail.endToEnd.p50')).toMatchObject({ ratio: 1, claim: 'no difference shown' });
    expect(row('tail.endToEnd.p95')).toMatchObject({ b: null, ratio: null, claim: null });
  });

  it('leave a figure without an interval where some draws fall on one of them', () => {
    // 400 of 8,000 on side b: p95 is the slowest that was read, and gone when repetition 4 is drawn twice.
    const passes = [1, 2, 3, 4].flatMap((n) => [readBut(0, 'a', n), readBut(n === 4 ? 80 : 0, 'b', n)]);
    const rows = judgeRun(run(passes, { plan: { ...STEADY, repetitions: 4 } })).summary.comparison;
    expect(rows.find(({ metric }) => metric === 'tail.endToEnd.p95')).toMatchObject({
      b: expect.closeTo(400, 0),
      claim: 'indicative',
      indicativeBecause: 'not-in-every-draw',
    });
  });

  it('are none where a group read more than was acknowledged', () => {
    const it = pass({ plan: STEADY });
    expect(unread(it, STEADY, null, () => true)).toBe(0);
    expect(percentilesOf(histogramOf(Array(2000).fill(1000)))).toMatchObject({ count: 2000, p99: 1 });
    expect(tailIntervals(it, STEADY)).toHaveLength(5);
  });
});
