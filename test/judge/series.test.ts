import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { percentileCurve } from '../../src/judge/percentile-curve.ts';
import { catchUpPlan, histogramOf, pass, run, withCatchUp, withMetrics } from './evidence-builder.ts';
import { outage, outagePlan } from './recovery/outage.ts';

describe('a percentile curve', () => {
  it('passes through the values of a known distribution', () => {
    const curve = percentileCurve(histogramOf(Array.from({ length: 1000 }, (_, index) => index + 1)));
    for (const { percentile, ms } of curve) expect(ms * 1000).toBeCloseTo(percentile * 10, 6);
  });

  it('ends where fewer than ten samples are left above it', () => {
    const curve = percentileCurve(histogramOf(Array.from({ length: 1000 }, (_, index) => index + 1)));
    expect(curve.at(-1)).toEqual({ percentile: 99, ms: 0.99 });
    expect(percentileCurve(histogramOf([1, 2, 3]))).toEqual([]);
  });

  it('rises, keeps at most 200 points and covers the tail as closely as the body', () => {
    const heavyTailed = Array.from({ length: 100_000 }, (_, index) => Math.round(1e5 / (1 - (index + 0.5) / 1e5)));
    const curve = percentileCurve(histogramOf(heavyTailed));
    expect(curve.length).toBeGreaterThan(150);
    expect(curve.length).toBeLessThanOrEqual(200);
    curve.slice(1).forEach((point, index) => {
      expect(point.percentile).toBeGreaterThan(curve[index]?.percentile ?? 100);
      expect(point.ms).toBeGreaterThan(curve[index]?.ms ?? Number.POSITIVE_INFINITY);
    });
    expect(curve.filter(({ percentile }) => percentile > 99).length).toBeGreaterThan(80);
  });
});

describe('series', () => {
  it('put a sample in the second in which it was intended, and a rate where it happened', () => {
    const it = withMetrics(pass({ response: (second) => (second === 9 ? 3e6 : 1000) }), 'sends', (line) => ({
      ...line,
      acknowledged: line.second === 9 ? 0 : line.acknowledged,
    }));
    const points = judgeRun(run([it])).series.targets[0]?.repetitions[0]?.seconds ?? [];
    expect(points).toHaveLength(20);
    expect(points[9]).toMatchObject({
      second: 9,
      phase: 'steady',
      count: 200,
      intended: 200,
      offered: 200,
      acknowledged: 0,
    });
    expect([points[8]?.p50, points[9]?.p50]).toEqual([1, expect.closeTo(3000, -1)]);
    expect(points[9]?.p99).toBeNull();
  });

  it('go on after the plan while sends settle, outside of any phase', () => {
    const it = pass();
    const late = {
      ...it.metrics.find((line) => line.kind === 'sends'),
      second: 23,
      acknowledged: 7,
    } as (typeof it.metrics)[number];
    const points = judgeRun(run([{ ...it, metrics: [...it.metrics, late] }])).series.targets[0]?.repetitions[0]
      ?.seconds;
    expect(points?.at(-1)).toMatchObject({ second: 23, phase: null, acknowledged: 7, count: 0, p50: null });
  });

  it('put the parts of a second together that a fault divides, and shade it from its start to its end', () => {
    const planned = outagePlan();
    const divided = outage({ from: 10.345, to: 13.345 });
    const repetition = judgeRun(run([divided], { plan: planned })).series.targets[0]?.repetitions[0];
    const { faults: _, ...calm } = planned;
    const [whole] = judgeRun(run([pass({ plan: calm })], { plan: calm })).series.targets[0]?.repetitions ?? [];
    const counts = (of: typeof repetition) =>
      of?.seconds.map(({ second, count, intended }) => [second, count, intended]);
    expect(counts(repetition)?.slice(0, 40)).toEqual(counts(whole));
    expect(repetition?.faults).toEqual([
      { fault: 'broker-kill-1', title: 'Broker killed', where: 'node 2', start: 10.345, healing: 13.845, end: 14.345 },
    ]);
    const events = divided.events.filter(({ kind }) => kind !== 'fault-ended' && kind !== 'fault-healing');
    const open = judgeRun(run([{ ...divided, events }], { plan: planned })).series.targets[0]?.repetitions[0]?.faults;
    expect(open).toEqual([expect.objectContaining({ start: 10.345, healing: null, end: null })]);
  });

  it('draw curves from valid repetitions only', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    const curves = (it: typeof moved) => judgeRun(run([it])).series.targets[0]?.percentileCurves ?? [];
    expect(curves(pass()).map(({ path, points }) => [path, points.length > 0])).toEqual([
      ['produce.response', true],
      ['produce.service', true],
      ['tail.endToEnd', true],
    ]);
    expect(curves(moved).every(({ points }) => points.length === 0)).toBe(true);
  });

  it('give a group that has read nothing yet the lag of everything acknowledged so far', () => {
    // 100 records a second until 4 s, then 200; the group says nothing of its lag until second 10.
    const waiting = Array.from({ length: 10 }, (_, second) => ({
      ...{ target: 'a', repetition: 1, kind: 'group' as const, second, group: 'replay' },
      ...{ records: 0, bytes: 0, fetches: 0, lag: null },
    }));
    const silent = { ...waiting[0], second: 13, group: 'replay' } as (typeof waiting)[number];
    const it = withCatchUp(pass(), { start: 10.5, tail: 13 });
    const lines = { ...it, metrics: [...waiting.toReversed(), silent, ...it.metrics] };
    const points = (planned = catchUpPlan()) =>
      judgeRun(run([lines], { plan: planned })).series.targets[0]?.repetitions[0]?.catchUp[0]?.points ?? [];
    expect(points().map(({ second, lag }) => [second, lag])).toEqual([
      ...[100, 200, 300, 400, 600, 800, 1000, 1200, 1400, 1600].map((lag, second) => [second, lag]),
      ...[1000, 900, 800].map((lag, step) => [10 + step, lag]),
    ]);
    // Of a group that reads one of two topics, nobody counted what it has before it.
    const topics = catchUpPlan().topics.flatMap((topic) => [topic, { ...topic, name: 'returns' }]);
    expect(points(catchUpPlan({ topics })).map(({ second }) => second)).toEqual([10, 11, 12]);
  });

  it('follow the lag of each catch-up group', () => {
    const it = withCatchUp(pass(), { start: 10.5, tail: 13 });
    const series = judgeRun(run([it], { plan: catchUpPlan() })).series.targets[0]?.repetitions[0]?.catchUp;
    expect(series).toEqual([
      {
        group: 'replay',
        startSecond: 10.5,
        tailSecond: 13,
        points: [
          { second: 10, lag: 1000, mib: 1 },
          { second: 11, lag: 900, mib: 1 },
          { second: 12, lag: 800, mib: 1 },
        ],
      },
    ]);
  });
});
