import { describe, expect, it } from 'vitest';
import { abortingFailures } from '../../src/judge/thresholds.ts';
import type { Threshold } from '../../src/scenarios/types.ts';
import { pass, plan, run, withMetrics } from './evidence-builder.ts';

const threshold = (value: number, abortOnFail: boolean): Threshold => ({
  id: 'p99',
  metric: 'produce.response.p99',
  phase: null,
  comparator: 'at-most',
  value,
  unit: 'ms',
  abortOnFail,
});

const failures = (given: Threshold, measured = pass()) =>
  abortingFailures(run([measured], { plan: plan({ thresholds: [given] }) }), measured.target, measured.repetition);

describe('a threshold with abortOnFail', () => {
  it('ends a run with the first valid repetition that fails it', () => {
    expect(failures(threshold(0.0001, true)).map(({ id, verdict }) => [id, verdict])).toEqual([['p99', 'fail']]);
  });

  it('does not when it is met, or when it did not ask for that', () => {
    expect(failures(threshold(1e6, true))).toEqual([]);
    expect(failures(threshold(0.0001, false))).toEqual([]);
  });

  it('does not on a repetition that is not valid: nothing is judged by it', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    expect(failures(threshold(0.0001, true), moved)).toEqual([]);
  });
});
