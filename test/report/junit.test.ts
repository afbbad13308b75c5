import { describe, expect, it } from 'vitest';
import type { RepetitionSummary, ThresholdResult, Verdict } from '../../src/judge/types/summary.ts';
import { exitStatusOf } from '../../src/judge/verdict.ts';
import type { Judged } from '../../src/report/judged.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { fixture } from './fixture.ts';
import { faultsFixture } from './fixture-faults.ts';

/** The fixture with the first repetition of the first target changed, and more repetitions after it. */
function withFirst(change: Partial<RepetitionSummary>, more: Partial<RepetitionSummary>[] = []): Judged {
  const judged = fixture();
  const [target, ...others] = judged.summary.targets;
  const [first, ...later] = target?.repetitions ?? [];
  if (target === undefined || first === undefined) throw new Error('the fixture has repetitions');
  const repetitions = [{ ...first, ...change }, ...later, ...more.map((each) => ({ ...first, ...each }))];
  return { ...judged, summary: { ...judged.summary, targets: [{ ...target, repetitions }, ...others] } };
}

/** The messages of the cases that ended so, the run's own verdict left out. */
const messages = (judged: Judged, kind: 'failure' | 'error' | 'skipped'): readonly string[] =>
  [...renderJunit(judged).matchAll(new RegExp(`name="([^"]*)"><${kind} message="([^"]*)"`, 'g'))].flatMap(
    ([, name, message = '']) => (name === 'verdict' ? [] : [message]),
  );

/** The same run with another verdict and other thresholds. */
const judgedAs = (judged: Judged, verdict: Verdict, thresholds: readonly ThresholdResult[] = []): Judged => ({
  ...judged,
  summary: { ...judged.summary, verdict, verdictReasons: ['the reason'], thresholds },
});

const threshold = { id: 'p99', target: 'local-kafka', metric: 'produce.response.p99', phase: null, unit: 'ms' };
const FAILED: ThresholdResult = { ...threshold, expected: '≤ 5 ms', actual: 10.8, verdict: 'fail' };
const UNDECIDED: ThresholdResult = { ...threshold, expected: '≤ 5 ms', actual: null, verdict: 'undecided' };
const PASSED: ThresholdResult = { ...threshold, expected: '≤ 50 ms', actual: 10.8, verdict: 'pass' };

const INVALID = { valid: false, invalidReasons: ['the clock moved', 'pacing was late'] };

describe('junit.xml', () => {
  it('tells in the suite of each target what became of it after each fault', () => {
    const suites = renderJunit(faultsFixture()).split('<testsuite ').slice(2);
    expect(suites[0]).toContain('After Broker killed (node 2) headroom was back in 3.99 s on local-kafka.');
    expect(suites[0]).not.toContain('6.99 s');
    expect(suites[1]).toContain('headroom was not back when the load ended on local-tiered.');
    expect(renderJunit(fixture())).not.toContain('headroom');
  });

  it('names a threshold by its id, which says the phase already', () => {
    const inBurst = { ...PASSED, id: 'produce.response.p99@burst:at-most', phase: 'burst' };
    expect(renderJunit(judgedAs(fixture(), 'pass', [inBurst]))).toContain(
      'name="threshold produce.response.p99@burst:at-most"',
    );
  });

  it.each<[Verdict, readonly ThresholdResult[]]>([
    ['pass', [PASSED]],
    ['unproven', []],
    ['unproven', [UNDECIDED]],
    // All passed, but the plan was edited afterwards.
    ['unproven', [PASSED]],
    ['fail', [FAILED, PASSED]],
    // A threshold ended the run, and the figures of all repetitions together are not there.
    ['fail', []],
    ['invalid', [UNDECIDED]],
    ['incomplete', [FAILED]],
  ])('has failures for exit status 1 alone and errors for 3 alone: %s', (verdict, thresholds) => {
    for (const change of [{}, INVALID, { complete: false }]) {
      const judged = judgedAs(withFirst(change), verdict, thresholds);
      const written = renderJunit(judged);
      const status = exitStatusOf(judged.summary);
      expect([written.includes('<failure'), written.includes('<error')]).toEqual([status === 1, status === 3]);
    }
  });

  it('calls an invalid repetition an error with its reasons', () => {
    expect(messages(judgedAs(withFirst(INVALID), 'invalid'), 'error')).toEqual(['the clock moved; pacing was late']);
    expect(messages(judgedAs(withFirst({ complete: false }), 'incomplete'), 'error')).toEqual([
      'it did not run to its end',
    ]);
  });

  it('asks nothing of an invalid repetition that was run once more', () => {
    const judged = withFirst(INVALID, [{ index: 3, replaces: 1 }]);
    for (const kind of ['failure', 'error', 'skipped'] as const) expect(messages(judged, kind)).toEqual([]);
    expect(renderJunit(judged)).toContain('repetition 3 is valid');
  });

  it('tells of lost records without failing a run that declared nothing about them', () => {
    const audit = fixture().summary.targets[0]?.repetitions[0]?.audit ?? null;
    if (audit === null) throw new Error('the fixture was audited');
    const lossy = renderJunit(withFirst({ audit: { ...audit, lost: 3 } }));
    expect(lossy).toContain('repetition 1: of 216000 acknowledged records (acks=all), 3 lost, 0 corrupted');
    expect(lossy).not.toMatch(/<failure|<error/);
    expect(renderJunit(withFirst({ audit: null }))).toContain('repetition 1: no complete reading was made');
  });

  it('fails a threshold that could not be decided as it fails one that was missed', () => {
    expect(messages(judgedAs(fixture(), 'fail', [FAILED, UNDECIDED, PASSED]), 'failure')).toEqual([
      'failed: expected ≤ 5 ms, it was 10.8 ms',
      'undecided: expected ≤ 5 ms, there is no figure',
    ]);
  });
});
