import { describe, expect, it } from 'vitest';
import type { RunTarget } from '../../src/evidence/types/plan.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import { pairsOf } from '../../src/judge/pairs.ts';
import { planDigest } from '../../src/scenarios/digest.ts';
import { milliseconds } from '../../src/units.ts';
import { pass, phase, plan, run, target } from './evidence-builder.ts';

const planned = plan({ repetitions: 4, phases: [phase('steady', 'measured', 0, 5, 2000)] });
const client = { ...planned.client, lingerMs: milliseconds(100) };

/** A side of `of` with clients of its own. */
const tuned = (of: string): RunTarget =>
  target(`${of}-tuned`, {
    platform: `platform-${of}`,
    platformTitle: `Platform ${of.toUpperCase()}`,
    tuned: { of, client, planDigest: planDigest({ ...planned, client }) },
  });

const names = (sides: readonly RunTarget[]) => {
  const { identical, tuned: both } = pairsOf(sides.map((side) => ({ target: side })));
  return [identical, both].map((pair) => pair && `${pair.a.target.name} ${pair.b.target.name}`);
};

describe('the sides that are held against each other', () => {
  it('are identical against identical, and tuned against tuned', () => {
    expect(names([target('a'), tuned('a'), target('b'), tuned('b')])).toEqual(['a b', 'a-tuned b-tuned']);
  });

  it('let an identical side stand in where its target has no clients of its own', () => {
    expect(names([target('a'), target('b'), tuned('b')])).toEqual(['a b', 'a b-tuned']);
    expect(names([target('a'), tuned('a'), target('b')])).toEqual(['a b', 'a-tuned b']);
  });

  it('are the identical ones alone where no target is tuned, and none where there is one target', () => {
    expect(names([target('a'), target('b')])).toEqual(['a b', null]);
    expect(names([target('a'), tuned('a')])).toEqual([null, null]);
  });
});

/** Four repetitions of each side, interleaved; a factor for the latency of each. */
function judged(sides: readonly (readonly [side: RunTarget, factor: number])[]) {
  const passes = [1, 2, 3, 4].flatMap((repetition) => {
    const round = sides.map(([{ name }, factor]) =>
      pass({
        plan: planned,
        target: name,
        repetition,
        response: (_, n) => Math.round((1000 + n + repetition) * factor),
      }),
    );
    return repetition % 2 === 1 ? round : round.reverse();
  });
  const { summary } = judgeRun(run(passes, { plan: planned, targets: sides.map(([side]) => side) }));
  return { ...summary, sentence: summary.sentence.replaceAll('\u2009', '_') };
}

describe('a run with tuned sides', () => {
  const summary = judged([
    [target('a'), 1],
    [target('b'), 4],
    [tuned('b'), 2],
  ]);

  it('speaks of the identical clients first, then of the tuned, each with its own strength', () => {
    expect(summary.sentence).toMatch(
      /^At 2_000 records\/s and with identical clients, produce p99 was (3\.9|4\.0|4\.1)× higher on b than on a \([\d.–]+×, 4 repetitions a side\)\. With tuned clients, produce p99 was (1\.9|2\.0|2\.1)× higher on b-tuned than on a \([\d.–]+×, 4 repetitions a side\)\.$/,
    );
  });

  it('keeps the two comparisons apart, under the names of their sides', () => {
    const p99 = (rows: typeof summary.comparison) =>
      rows.find(({ metric, phase: of }) => metric === 'produce.response.p99' && of === null);
    expect(summary.sides).toEqual({ a: 'a', b: 'b' });
    expect(p99(summary.comparison)).toMatchObject({ claim: 'differs', ratio: expect.closeTo(4, 1) });
    expect(summary.tuned?.sides).toEqual({ a: 'a', b: 'b-tuned' });
    expect(p99(summary.tuned?.comparison ?? [])).toMatchObject({ claim: 'differs', ratio: expect.closeTo(2, 1) });
  });

  it('shows the same scenario, another plan, and which setting of the clients differs', () => {
    const page = new Map(summary.fairness.map((row) => [row.condition, row]));
    expect(page.get('Scenario (digest)')?.same).toBe(true);
    expect(new Set(page.get('Plan (digest)')?.values).size).toBe(2);
    expect(page.get('Client profile')?.values).toEqual(["the scenario's", "the scenario's", 'of b alone']);
    expect(page.get('Linger')).toMatchObject({ values: ['5 ms', '5 ms', '100 ms'], same: false });
    for (const same of ['Batch', 'Acks', 'Compression']) expect(page.get(same)?.same, same).toBe(true);
  });

  it('of one target states both figures and claims nothing', () => {
    const {
      sentence,
      sides,
      tuned: none,
    } = judged([
      [target('a'), 1],
      [tuned('a'), 2],
    ]);
    expect([sides, none]).toEqual([null, null]);
    expect(sentence).toMatch(/^At 2_000 records\/s, produce p99 was [\d.]+_ms on a, and [\d.]+_ms on a-tuned\.$/);
  });
});
