import { describe, expect, it } from 'vitest';
import type { RepetitionSummary } from '../../src/judge/types.ts';
import type { Judged } from '../../src/report/judged.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { fixture } from './fixture.ts';

/** The fixture with the first repetition of the first target changed, and more repetitions after it. */
function withFirst(change: Partial<RepetitionSummary>, more: Partial<RepetitionSummary>[] = []): Judged {
  const judged = fixture();
  const [target, ...others] = judged.summary.targets;
  const [first, ...later] = target?.repetitions ?? [];
  if (target === undefined || first === undefined) throw new Error('the fixture has repetitions');
  const repetitions = [{ ...first, ...change }, ...later, ...more.map((each) => ({ ...first, ...each }))];
  return { ...judged, summary: { ...judged.summary, targets: [{ ...target, repetitions }, ...others] } };
}

const failures = (judged: Judged): readonly string[] =>
  [...renderJunit(judged).matchAll(/<failure message="([^"]*)"/g)].map(([, message = '']) => message);

describe('junit.xml', () => {
  it('fails an invalid repetition with its reasons', () => {
    expect(failures(withFirst({ valid: false, invalidReasons: ['the clock moved', 'pacing was late'] }))).toEqual([
      'the clock moved; pacing was late',
    ]);
  });

  it('asks nothing of an invalid repetition that was run once more', () => {
    const judged = withFirst({ valid: false, invalidReasons: ['the clock moved'] }, [{ index: 3, replaces: 1 }]);
    expect(failures(judged)).toEqual([]);
    expect(renderJunit(judged)).toContain('repetition 3 is valid');
  });

  it('fails a loss of acknowledged records, and a repetition that was never read', () => {
    const audit = fixture().summary.targets[0]?.repetitions[0]?.audit ?? null;
    if (audit === null) throw new Error('the fixture was audited');
    expect(failures(withFirst({ audit: { ...audit, lost: 3 } }))).toEqual(['3 lost and 0 corrupted of 216000']);
    expect(failures(withFirst({ audit: null }))).toEqual(['no complete reading was made']);
  });

  it('fails a threshold that could not be decided as it fails one that was missed', () => {
    const judged = fixture();
    const threshold = { id: 'p99', target: 'local-kafka', metric: 'produce.response.p99', phase: null, unit: 'ms' };
    const thresholds = [
      { ...threshold, expected: 'at most 5 ms', actual: 10.8, verdict: 'fail' as const },
      { ...threshold, expected: 'at most 5 ms', actual: null, verdict: 'undecided' as const },
      { ...threshold, expected: 'at most 50 ms', actual: 10.8, verdict: 'pass' as const },
    ];
    expect(failures({ ...judged, summary: { ...judged.summary, thresholds } })).toEqual([
      'failed: expected at most 5 ms, it was 10.8 ms',
      'undecided: expected at most 5 ms, there is no figure',
    ]);
  });
});
