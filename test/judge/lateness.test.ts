import { describe, expect, it } from 'vitest';
import { LATE_MS } from '../../src/evidence/late.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import { LIMITS } from '../../src/judge/limits.ts';
import { pass, phase, plan, run, withMetrics } from './evidence-builder.ts';

/** Two phases of 10,000 records each: enough for p99.9 in either. */
const BUSY = plan({ phases: [phase('first', 'measured', 0, 5, 2000), phase('second', 'measured', 5, 10, 2000)] });

/** `late` records are handed over late in the second given. */
function judged(late: number, inSecond: number) {
  const latency = (_: number, n: number) => 1000 + n;
  const it = withMetrics(pass({ plan: BUSY, response: latency, endToEnd: latency }), 'sends', (line) =>
    line.second === inSecond ? { ...line, lateRecords: late } : line,
  );
  const { summary, series } = judgeRun(run([it], { plan: BUSY }));
  const [target] = summary.targets;
  if (target === undefined) throw new Error('no target was judged');
  return { target, curves: series.targets[0]?.percentileCurves ?? [] };
}

describe('our own lateness', () => {
  it('withholds p99.9 of all that begins when a record is due, from more than 0.05% of the records', () => {
    const { target } = judged(11, 2);
    expect(target.valid).toBe(true);
    expect(target.produce.lateShare).toBe(11 / 20_000);
    expect(target.produce.response.p999).toBeNull();
    expect(target.produce.scheduleDelay.p999).toBeNull();
    expect(target.tail.endToEnd.p999).toBeNull();
    expect(target.tail.groups[0]?.endToEnd.p999).toBeNull();
    expect(target.produce.service.p999).not.toBeNull();
    expect(target.produce.response.p99).not.toBeNull();
  });

  it('withholds nothing at 0.05%', () => {
    const { target, curves } = judged(10, 2);
    expect(target.produce.response.p999).not.toBeNull();
    expect(curves[0]?.points.at(-1)?.percentile).toBeGreaterThanOrEqual(99.9);
  });

  it('withholds p99.9 of the phase that it fell into, and not of the others', () => {
    const { target } = judged(6, 2);
    const p999 = (name: string) => target.produce.phases.find((it) => it.name === name)?.response.p999;
    expect([p999('first'), target.produce.response.p999]).toEqual([null, expect.any(Number)]);
    expect(p999('second')).toEqual(expect.any(Number));
  });

  it('ends the curves of these latencies below p99.9', () => {
    for (const { path, points } of judged(11, 2).curves) {
      const last = points.at(-1)?.percentile ?? Number.NaN;
      if (path === 'produce.service') expect(last).toBeGreaterThanOrEqual(99.9);
      else expect(last).toBeLessThan(99.9);
    }
  });

  it('within its limits leaves p99 between the platform’s own p99 and the limit of lateness above its own p99.5', () => {
    // As many records as the limit allows are handed over a whole second late.
    const own = (n: number) => 1000 + n;
    const late = LIMITS.late.limit * 10_000;
    const one = plan({ phases: [phase('only', 'measured', 0, 1, 10_000)] });
    const it = pass({ plan: one, response: (_, n) => own(n) + (n % (10_000 / late) === 0 ? 1e6 : 0) });
    const p99 = judgeRun(run([it], { plan: one })).summary.targets[0]?.produce.response.p99 ?? Number.NaN;
    expect(p99).toBeGreaterThanOrEqual(own(9899) / 1000);
    expect(p99).toBeLessThanOrEqual((own(9949) / 1000) * 1.001 + LATE_MS);
  });
});
