import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { pass, phase, plan, type RunOptions, run } from './evidence-builder.ts';

function sentence(factor: number, repetitions: number, overrides: Partial<Plan> = {}, options: RunOptions = {}) {
  const planned = plan({ repetitions, phases: [phase('steady', 'measured', 0, 5, 2000)], ...overrides });
  const passes = Array.from({ length: repetitions }, (_, index) => index + 1).flatMap((repetition) => [
    pass({ plan: planned, repetition, target: 'A', response: (_, n) => 1000 + n + repetition }),
    pass({ plan: planned, repetition, target: 'B', response: (_, n) => Math.round((1000 + n + repetition) * factor) }),
  ]);
  return judgeRun(run(passes, { plan: planned, ...options })).summary.sentence.replaceAll('\u2009', '_');
}

describe('the sentence', () => {
  it('tells a claimed difference from the higher side, with its interval and strength', () => {
    expect(sentence(2, 4)).toMatch(
      /^At 2_000 records\/s, produce p99 was 2\.0× higher on B than on A \((1\.9|2\.0)–2\.[01]×, 4 repetitions a side\)\.$/,
    );
    expect(sentence(0.5, 4)).toMatch(/produce p99 was 2\.0× higher on A than on B \((1\.9|2\.0)–2\.[01]×, /);
  });

  it('says indicative when there are two repetitions a side', () => {
    expect(sentence(2, 2)).toBe(
      'At 2_000 records/s, produce p99 was 2.0× higher on B than on A; indicative: 2 repetitions a side.',
    );
  });

  it('does not give the number of repetitions as the reason where they did not alternate', () => {
    const planned = plan({ repetitions: 4, phases: [phase('steady', 'measured', 0, 5, 2000)] });
    const passes = ['A', 'B'].flatMap((target, side) =>
      [1, 2, 3, 4].map((repetition) =>
        pass({ plan: planned, repetition, target, response: (_, n) => (1000 + n) * (side + 1) }),
      ),
    );
    expect(judgeRun(run(passes, { plan: planned })).summary.sentence).toContain(
      'indicative: the repetitions of the two sides did not alternate.',
    );
  });

  it('says that no difference was shown, and how well that is known', () => {
    expect(sentence(1, 4)).toMatch(
      /^At 2_000 records\/s, no difference in produce p99 was shown between A and B \(B ÷ A: [\d.]+–[\d.]+×, 4 repetitions a side\)\.$/,
    );
  });

  it('gives the range when phases differ in rate', () => {
    const phases = [phase('low', 'measured', 0, 5, 500), phase('high', 'measured', 5, 10, 2000)];
    expect(sentence(2, 2, { phases })).toContain('At 500 to 2_000 records/s, ');
  });

  it('falls back to a percentile for which there are enough records', () => {
    expect(sentence(2, 2, { phases: [phase('tiny', 'measured', 0, 5, 60)] })).toContain('produce p95 was 2.0× higher');
    expect(sentence(2, 2, { phases: [phase('tiny', 'measured', 0, 5, 1)] })).toBe(
      'At 1 records/s, too few records were sent to state a latency.',
    );
  });

  it('says why a run is invalid or incomplete instead of comparing', () => {
    expect(sentence(2, 2, {}, { ended: null })).toBe('Incomplete: the run has no recorded end.');
    const group = { name: 'missing', role: 'tail', topics: ['orders'], members: 1 } as const;
    const invalid = sentence(2, 2, { groups: [group] });
    expect(invalid).toMatch(/^Invalid, because A, repetition 1: group missing read nothing .*; and 2 more\.$/);
    expect(invalid).not.toContain('higher');
  });

  it('of a demo says that it proves the tool', () => {
    expect(sentence(2, 2, {}, { demo: true })).toMatch(/ The demo proves the tool, not these platforms\.$/);
  });

  it('of one target states its own figure', () => {
    const { sentence: text } = judgeRun(run([pass({ response: () => 2000 })])).summary;
    expect(text.replaceAll('\u2009', '_')).toBe('At 200 to 400 records/s, produce p99 was 2.00_ms on a.');
  });
});
