import { describe, expect, it } from 'vitest';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import { whyMissing } from '../../src/report/missing-figure.ts';
import { fixture } from './fixture.ts';

const [target] = fixture().summary.targets as [TargetSummary];

describe('why a figure is missing', () => {
  it('is our own lateness for p99.9 of what begins when a record is due, and only where it was too much', () => {
    const late = (lateShare: number): TargetSummary => ({ ...target, produce: { ...target.produce, lateShare } });
    const ours = /^more than 0\.05% of the records were handed over more than 50 ms late by the load generator/;
    expect(whyMissing(late(0.001), 'produce.response.p999')).toMatch(ours);
    expect(whyMissing(late(0.001), 'tail.endToEnd.p999')).toMatch(ours);
    expect(whyMissing(late(0.001), 'produce.service.p999')).not.toMatch(ours);
    expect(whyMissing(late(0.001), 'produce.response.p99')).not.toMatch(ours);
    expect(whyMissing(late(0.0004), 'produce.response.p999')).not.toMatch(ours);
  });

  it('is what was never read, for the tail alone', () => {
    const behind = { ...target, tail: { ...target.tail, unread: 1234 } };
    expect(whyMissing(behind, 'tail.endToEnd.p99')).toBe(
      'it falls on one of 1\u2009234 records that were not read when the run stopped waiting',
    );
    expect(whyMissing(behind, 'produce.response.p99')).toContain('needs at least');
  });

  it('of a tail that was not reached names the time that was waited for it', () => {
    if (target.catchUp === null) throw new Error('the fixture catches up');
    const catchUp = { ...target.catchUp, timeToTailSeconds: null, gaveUpAfterSeconds: 22 };
    expect(whyMissing({ ...target, catchUp }, 'catchUp.timeToTailSeconds')).toBe(
      'local-kafka did not reach the tail within 22 s after the last send',
    );
  });
});
