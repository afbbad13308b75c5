import { describe, expect, it } from 'vitest';
import { comparedFigures } from '../../src/judge/compared-figures.ts';
import { interleaved, startedOrder } from '../../src/judge/interleaving.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import { numberAtPath } from '../../src/judge/metric-path.ts';
import { catchUpPlan, type Latency, pass, phase, plan, run, withCatchUp, withMetrics } from './evidence-builder.ts';

/** Repetition r is 2% slower than the one before, so that repetitions are not all alike. */
const latency =
  (factor: number, repetition: number): Latency =>
  (second, record) =>
    Math.round(factor * (1000 + (record % 100) * 20 + (second % 3) * 30) * (1 + 0.02 * repetition));

const withoutClock = (it: ReturnType<typeof pass>) => withMetrics(it, 'clock', () => null);

function comparison(repetitions: number, factor: number, planned = plan({ repetitions })) {
  const numbers = Array.from({ length: repetitions }, (_, index) => index + 1);
  const passes = numbers.flatMap((repetition) => [
    pass({ target: 'a', repetition, response: latency(1, repetition), endToEnd: latency(1, repetition) }),
    pass({ target: 'b', repetition, response: latency(factor, repetition), endToEnd: latency(1, repetition) }),
  ]);
  return { run: run(passes, { plan: planned }), passes };
}

const rowOf = (it: Parameters<typeof judgeRun>[0], metric: string, phaseName: string | null = null) => {
  const row = judgeRun(it).summary.comparison.find((row) => row.metric === metric && row.phase === phaseName);
  if (row === undefined) throw new Error(`no row for ${metric}`);
  return row;
};

describe('comparison', () => {
  it('claims a difference of 2× from four interleaved repetitions, with an interval around it', () => {
    const row = rowOf(comparison(4, 2).run, 'produce.response.p99');
    expect(row).toMatchObject({ claim: 'differs', repetitionsA: 4, repetitionsB: 4, unit: 'ms' });
    expect(row.ratio).toBeCloseTo(2, 1);
    expect(row.low).toBeGreaterThan(1.8);
    expect(row.high).toBeLessThan(2.2);
  });

  it('shows no difference where there is none', () => {
    const row = rowOf(comparison(4, 2).run, 'tail.endToEnd.p99');
    expect(row).toMatchObject({ ratio: 1, claim: 'no difference shown' });
    expect(row.low).toBeLessThanOrEqual(1);
    expect(row.high).toBeGreaterThanOrEqual(1);
  });

  it('is only indicative from three repetitions a side', () => {
    const rows = judgeRun(comparison(3, 2).run).summary.comparison.filter(({ ratio }) => ratio !== null);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ claim }) => claim))).toEqual(new Set(['indicative']));
    expect(rows.every(({ low, high }) => low === null && high === null)).toBe(true);
  });

  it('is only indicative when one side ran before the other', () => {
    const { passes } = comparison(4, 2);
    const oneByOne = passes.toSorted((x, y) => x.target.localeCompare(y.target));
    const it = run(oneByOne, { plan: plan({ repetitions: 4 }) });
    expect(interleaved(it.plan.order.map(({ target }) => target))).toBe(true);
    expect(rowOf(it, 'produce.response.p99')).toMatchObject({
      claim: 'indicative',
      indicativeBecause: 'not-interleaved',
    });
    expect(judgeRun(it).summary.caveats).toEqual([expect.stringContaining('did not alternate')]);
  });

  it('is only indicative when the passes that took the place of invalid ones ran in a row at the end', () => {
    const { passes } = comparison(4, 2);
    const invalid = passes.map((it) => (it.target === 'b' && it.repetition > 1 ? withoutClock(it) : it));
    const again = [2, 3, 4].map((replaces) =>
      pass({ target: 'b', repetition: replaces + 3, replaces, response: latency(2, replaces) }),
    );
    const row = rowOf(run([...invalid, ...again], { plan: plan({ repetitions: 4 }) }), 'produce.response.p99');
    expect(row).toMatchObject({ claim: 'indicative', indicativeBecause: 'not-interleaved', repetitionsB: 4 });
  });

  it('counts only valid repetitions', () => {
    const { run: it } = comparison(4, 2);
    const metrics = it.metrics.filter(
      (line) => !(line.kind === 'clock' && line.target === 'b' && line.repetition === 2),
    );
    expect(rowOf({ ...it, metrics }, 'produce.response.p99')).toMatchObject({
      claim: 'indicative',
      indicativeBecause: 'few-repetitions',
      repetitionsB: 3,
    });
  });

  it('has a p99 row for each measured phase, and none when there is only one', () => {
    const phases = judgeRun(comparison(2, 2).run).summary.comparison.flatMap(({ phase: name }) => name ?? []);
    expect([...new Set(phases)]).toEqual(['steady', 'burst']);
    const single = plan({ repetitions: 2, phases: [phase('only', 'measured', 0, 20, 240)] });
    const passes = [1, 2].flatMap((repetition) =>
      ['a', 'b'].map((target) => pass({ plan: single, target, repetition })),
    );
    const rows = judgeRun(run(passes, { plan: single })).summary.comparison;
    expect(rows.every((row) => row.phase === null)).toBe(true);
  });

  it('has no row for end-to-end latency when nobody reads at the tail', () => {
    const unread = plan({ groups: [] });
    const rows = judgeRun(
      run(
        ['a', 'b'].map((target) => pass({ plan: unread, target })),
        { plan: unread },
      ),
    ).summary.comparison;
    expect(rows.some(({ metric }) => metric.startsWith('produce.'))).toBe(true);
    expect(rows.some(({ metric }) => metric.startsWith('tail.'))).toBe(false);
  });

  it('has no ratio and no claim where a side has no value to stand behind', () => {
    const quiet = plan({ phases: [phase('only', 'measured', 0, 5, 100)] });
    const passes = ['a', 'b'].map((target) => pass({ plan: quiet, target }));
    const row = rowOf(run(passes, { plan: quiet }), 'produce.response.p99');
    expect(row).toMatchObject({ a: null, b: null, ratio: null, claim: null });
  });

  it('of a run longer than 60 seconds draws from windows that hold every measured second once', () => {
    const long = plan({ phases: [phase('before', 'warm-up', 0, 5, 10), phase('long', 'measured', 5, 136, 100)] });
    const it = pass({ plan: long, response: (second, n) => 1000 + 10 * second + n });
    const [target] = judgeRun(run([it], { plan: long })).summary.targets;
    if (target === undefined) throw new Error('the run has no target');
    for (const { figures, resampled } of comparedFigures(long)) {
      const drawn = resampled({ summary: target, passes: [it] });
      expect(drawn.lengths[0]).toBeLessThanOrEqual(60);
      const once = drawn.evaluate(drawn.lengths.map((length) => new Uint16Array(length).fill(1)));
      for (const { metric } of figures) expect(once[metric], metric).toBe(numberAtPath(target, metric));
    }
  });

  it('compares catch-up by repetitions', () => {
    const planned = catchUpPlan({ repetitions: 4 });
    const passes = comparison(4, 1, planned).passes.map((it) =>
      withCatchUp(it, { start: 10, tail: it.target === 'a' ? 12 : 16 + it.repetition / 10 }),
    );
    const row = rowOf(run(passes, { plan: planned }), 'catchUp.timeToTailSeconds');
    expect(row).toMatchObject({ a: 2, b: 6.25, claim: 'differs', unit: 's', indicativeBecause: null });
    expect([row.low, row.high]).toEqual([expect.closeTo(3.05, 1), expect.closeTo(3.2, 1)]);
  });

  it('claims nothing of a figure that some draws do not have, and says so', () => {
    const planned = catchUpPlan({ repetitions: 4 });
    const passes = comparison(4, 1, planned).passes.map((it) =>
      withCatchUp(it, { start: 10, tail: it.target === 'b' && it.repetition === 1 ? null : 12 }),
    );
    const row = rowOf(run(passes, { plan: planned }), 'catchUp.timeToTailSeconds');
    expect(row).toMatchObject({ ratio: 1, claim: 'indicative', indicativeBecause: 'not-in-every-draw' });
  });

  it('draws the same way from the same plan', () => {
    const it = comparison(4, 1.05).run;
    expect(judgeRun(it).summary.comparison).toEqual(judgeRun(structuredCloneOfPlan(it)).summary.comparison);
  });
});

/** The evidence in another order, as another folder listing may give it. */
function structuredCloneOfPlan(it: Parameters<typeof judgeRun>[0]): Parameters<typeof judgeRun>[0] {
  return { ...it, plan: structuredClone(it.plan), samples: [...it.samples].reverse() };
}

describe('interleaving', () => {
  it('accepts A B B A and A B A B, and refuses three of a side in a row', () => {
    expect(interleaved([...'ABBAABBA'])).toBe(true);
    expect(interleaved([...'ABABABAB'])).toBe(true);
    expect(interleaved([...'ABBBAAAB'])).toBe(false);
    expect(interleaved([...'AAAABBBB'])).toBe(false);
  });

  it('looks past targets that are not compared', () => {
    const started = [...'acacacb'].map((target, index) => pass({ target, repetition: index + 1 }));
    const compared = started.filter(({ target }) => target !== 'c');
    expect(startedOrder(run(started), compared)).toEqual([...'aaab']);
  });
});
