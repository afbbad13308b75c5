import { describe, expect, it } from 'vitest';
import type { RecoverySummary } from '../../src/judge/types/figures.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import { whyMissing } from '../../src/report/missing-figure.ts';
import { faultsFixture } from './fixture-faults.ts';

const [target] = faultsFixture().summary.targets as [TargetSummary];

const why = (figure: string, change: Partial<RecoverySummary> = {}): string =>
  whyMissing(
    { ...target, recovery: target.recovery.map((recovery) => ({ ...recovery, ...change })) },
    `recovery.broker-kill-1.${figure}`,
  );

describe('why a figure of a fault is missing', () => {
  it('is the note of the judge for headroom', () => {
    const headroomNote = 'the plan holds its highest rate for 4 s only';
    expect(why('timeToHeadroomSeconds', { headroomNote })).toBe(`${headroomNote}, on local-kafka`);
  });

  it('is that it did not come to pass only where the judge says so', () => {
    expect(why('timeToDrainedSeconds', { unreached: ['timeToDrainedSeconds'] })).toContain('still waiting');
    expect(why('timeToDrainedSeconds', { unreached: [] })).toBe('not known for local-kafka');
  });

  it('is that the fault did not begin, before anything else', () => {
    expect(why('availability', { startedAtSeconds: null })).toContain('did not begin');
    expect(whyMissing(target, 'recovery.zone-loss-1.availability')).toBe('local-kafka had no such fault');
  });

  it('of a percentile is the number of samples, or that there was no such time', () => {
    expect(why('before.response.p999')).toBe('p99.9 needs at least 10\u2009000 samples; local-kafka has 8\u2009000');
    const before = { ...(target.recovery[0] as RecoverySummary).before, seconds: null };
    expect(why('before.response.p999', { before })).toContain('no such stretch of undisturbed load');
  });

  it('of an object store is that there is none, or that nobody read', () => {
    expect(whyMissing(target, 'objectStore.get')).toBe('local-kafka has no object store behind the proxy');
    const [, tiered] = faultsFixture().summary.targets as [TargetSummary, TargetSummary];
    expect(whyMissing(tiered, 'objectStore.cacheHitRatio')).toContain('read nothing');
  });
});
