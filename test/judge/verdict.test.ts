import { describe, expect, it } from 'vitest';
import { FINDING_NAMES, type FindingName } from '../../src/evidence/types/audit.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import { numberAtPath } from '../../src/judge/metric-path.ts';
import { exitStatusOf } from '../../src/judge/verdict.ts';
import { METRIC_NAMES, METRICS, recoveryMetricNames } from '../../src/scenarios/metrics.ts';
import type { Threshold } from '../../src/scenarios/types.ts';
import { catchUpPlan, pass, plan, type RunOptions, run, withCatchUp, withMetrics } from './evidence-builder.ts';
import { storeLine } from './object-store-lines.ts';
import { outage, outagePlan } from './recovery/outage.ts';

const threshold = (metric: string, value: number, overrides: Partial<Threshold> = {}): Threshold => ({
  id: metric,
  metric,
  phase: null,
  comparator: 'at-most',
  value,
  unit: 'ms',
  abortOnFail: false,
  ...overrides,
});

function judged(thresholds: readonly Threshold[], it = pass(), options: RunOptions = {}) {
  const { summary } = judgeRun(run([it], { plan: plan({ thresholds }), ...options }));
  return { ...summary, exit: exitStatusOf(summary) };
}

describe('a verdict', () => {
  it('is unproven without thresholds, and exits 0', () => {
    expect(judged([])).toMatchObject({
      verdict: 'unproven',
      exit: 0,
      verdictReasons: ['the scenario declares no thresholds'],
    });
  });

  it('is pass when every threshold is met, at the limit too', () => {
    const max = judged([]).targets[0]?.produce.response.max ?? 0;
    expect(judged([threshold('produce.response.max', max)])).toMatchObject({ verdict: 'pass', exit: 0 });
    expect(judged([threshold('produce.response.max', max - 0.001)])).toMatchObject({ verdict: 'fail', exit: 1 });
  });

  it('looks at the other side of the limit when at least a value is asked for', () => {
    const atLeast = (value: number) => threshold('produce.availability', value, { comparator: 'at-least' });
    expect(judged([atLeast(1)]).verdict).toBe('pass');
    const slow = pass({ response: (second) => (second === 5 ? 2e6 : 1000) });
    expect(judged([atLeast(0.99)], slow).verdict).toBe('fail');
  });

  it('is unproven, not pass, when one threshold cannot be decided, and exits 1', () => {
    const result = judged([threshold('produce.response.p50', 100), threshold('produce.response.p999', 100)]);
    expect(result).toMatchObject({ verdict: 'unproven', exit: 1 });
    expect(result.thresholds.map(({ verdict }) => verdict)).toEqual(['pass', 'undecided']);
  });

  it('is fail when one failed and another is undecided', () => {
    const thresholds = [threshold('produce.response.p50', 0.001), threshold('produce.response.p999', 100)];
    expect(judged(thresholds).verdict).toBe('fail');
  });

  it('is invalid before it is fail, and exits 3', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    expect(judged([threshold('produce.response.p50', 0.001)], moved)).toMatchObject({ verdict: 'invalid', exit: 3 });
  });

  it('is incomplete before it is invalid: cut off, without an end, or with a repetition too few', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    expect(judged([], moved, { ended: null })).toMatchObject({ verdict: 'incomplete', exit: 3 });
    const stopped = {
      kind: 'run-ended',
      wall: '',
      complete: false,
      reason: 'stopped with Ctrl-C',
      abortedBy: [],
    } as const;
    expect(judged([], pass(), { ended: stopped }).verdictReasons).toEqual(['stopped with Ctrl-C']);
    expect(judged([], pass(), { plan: plan({ repetitions: 2 }) }).verdictReasons).toEqual([
      'repetition 2 of a did not run to its end',
    ]);
  });

  it('is fail, not incomplete, where a threshold with abortOnFail ended the run early', () => {
    const ended = { kind: 'run-ended', wall: '', complete: true, reason: null, abortedBy: ['p99'] } as const;
    expect(judged([], pass(), { ended, plan: plan({ repetitions: 2 }) })).toMatchObject({
      verdict: 'fail',
      verdictReasons: ['p99 failed and ended the run (abortOnFail)'],
      exit: 1,
    });
  });

  it('is never pass when the plan was edited after it was written', () => {
    const whole = run([pass()], { plan: plan({ thresholds: [threshold('produce.response.p50', 0.001)] }) });
    const edited = {
      ...whole,
      plan: { ...whole.plan, plan: plan({ thresholds: [threshold('produce.response.p50', 100)] }) },
    };
    const { summary } = judgeRun(edited);
    expect(summary).toMatchObject({ planEdited: true, verdict: 'unproven' });
    expect(summary.caveats[0]).toContain('edited');
    expect(judgeRun(whole).summary.planEdited).toBe(false);
  });
});

describe('a threshold', () => {
  it('on a count is undecided where no repetition is valid', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    for (const metric of ['produce.failed', 'produce.achievedRate']) {
      expect(judged([threshold(metric, 0)], moved).thresholds[0]).toMatchObject({ verdict: 'undecided', actual: null });
    }
  });

  it('on a phase looks at that phase only', () => {
    const bursty = pass({ response: (second) => (second >= 14 ? 50_000 : 1000) });
    const onPhase = (phase: string) => judged([threshold('produce.response.p99', 10, { phase })], bursty).verdict;
    expect(onPhase('steady')).toBe('pass');
    expect(onPhase('burst')).toBe('fail');
  });

  it('on a phase or a path that does not exist is undecided', () => {
    expect(judged([threshold('produce.response.p99', 10, { phase: 'none' })]).thresholds[0]?.verdict).toBe('undecided');
    expect(judged([threshold('produce.nothing', 10)]).thresholds[0]?.verdict).toBe('undecided');
  });

  it('finds every metric that a scenario may name, also by phase where it says so', () => {
    const drained = withCatchUp(pass({ response: () => 1000 }), { start: 10, tail: 12 });
    const found = Object.fromEntries(FINDING_NAMES.map((name) => [name, 0])) as Record<FindingName, number>;
    const it = {
      ...drained,
      metrics: [...drained.metrics, storeLine({ operation: 'get', requests: 1 })],
      audit: drained.audit && { ...drained.audit, found, findings: [], findingsLeftOut: 0, groups: [] },
    };
    const planned = catchUpPlan();
    const [target] = judgeRun(run([it], { plan: planned })).summary.targets;
    const tooFew = /p999|p99$|fetch\.p95|P99Ratio/;
    for (const metric of METRIC_NAMES.filter((name) => !tooFew.test(name))) {
      expect(numberAtPath(target ?? {}, metric), metric).not.toBeNull();
      if (METRICS.get(metric)?.hasPhases) expect(numberAtPath(target ?? {}, metric, 'burst'), metric).not.toBeNull();
    }
  });

  it('finds every figure of a fault by its name', () => {
    const [target] = judgeRun(run([outage({ from: 10, to: 13 })], { plan: outagePlan() })).summary.targets;
    for (const metric of recoveryMetricNames(['broker-kill-1'])) {
      expect(numberAtPath(target ?? {}, metric), metric).not.toBeNull();
    }
  });

  it('on a time after a fault fails where it never came, and is undecided where it cannot be told', () => {
    const headroom = threshold('recovery.broker-kill-1.timeToHeadroomSeconds', 5);
    const within = (from: number, to: number) => {
      const planned = outagePlan({ thresholds: [headroom] });
      return judgeRun(run([outage({ from, to, plan: planned })], { plan: planned })).summary;
    };
    expect(within(10, 13)).toMatchObject({ verdict: 'pass', thresholds: [{ actual: 4, verdict: 'pass' }] });
    expect(within(10, 14)).toMatchObject({ verdict: 'fail', thresholds: [{ actual: 6, verdict: 'fail' }] });
    expect(within(10, 50)).toMatchObject({ verdict: 'fail', thresholds: [{ actual: null, verdict: 'fail' }] });
    expect(within(33, 36)).toMatchObject({ verdict: 'unproven', thresholds: [{ actual: null, verdict: 'undecided' }] });
  });

  it('reaches into a group by its name', () => {
    const [target] = judgeRun(run([pass()])).summary.targets;
    expect(numberAtPath(target ?? {}, 'tail.groups.live.endToEnd.p50')).toBe(target?.tail.groups[0]?.endToEnd.p50);
    expect(numberAtPath(target ?? {}, 'tail.groups.live.endToEnd.count', 'steady')).toBe(2000);
    expect(numberAtPath(target ?? {}, 'tail.endToEnd.count', 'steady')).toBe(2000);
  });
});
