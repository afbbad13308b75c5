import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { recoverySentence } from '../../src/judge/recovery-words.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import { run, withAudit } from './evidence-builder.ts';
import { fault, outage, outagePlan } from './recovery/outage.ts';

const sentence = (
  ...[options, planned = outagePlan()]: [Parameters<typeof outage>[0], ReturnType<typeof outagePlan>?]
) => judgeRun(run([outage(options)], { plan: planned })).summary.sentence.replaceAll('\u2009', ' ');

describe('the sentence about a target under faults', () => {
  it('says when headroom was not gone, did not come back, or is not known', () => {
    expect(sentence({ from: 10, to: 10, ended: 12 })).toMatch(
      /^After broker-kill-1 headroom was not gone while it lasted \(p99/,
    );
    expect(sentence({ from: 10, to: 50 })).toMatch(/^After broker-kill-1 headroom was not back before the load ended/);
    expect(sentence({ from: 33, to: 36 })).toMatch(
      /^After broker-kill-1 the time to headroom is not known, because only the last 3 s of the load were/,
    );
  });

  it('says for how long headroom was gone again before the fault had ended', () => {
    const [target] = judgeRun(run([outage({ from: 10, to: 10, ended: 20 })], { plan: outagePlan() })).summary.targets;
    if (target === undefined) throw new Error('nothing was judged');
    const recovery = target.recovery.map((each) => ({ ...each, headroomGoneAgainSeconds: 3 }));
    expect(recoverySentence({ ...target, recovery }, outagePlan())?.replaceAll('\u2009', ' ')).toMatch(
      /^After broker-kill-1 headroom was there in the first 5 s, and gone again for 3 s before it had ended \(p99/,
    );
  });

  it('counts what was lost', () => {
    const lost = (records: number) =>
      judgeRun(run([withAudit(outage({ from: 10, to: 13 }), { lost: records })], { plan: outagePlan() })).summary
        .sentence;
    expect(lost(1)).toMatch(/; 1 acknowledged record was lost\.$/);
    expect(lost(1200)).toMatch(/; 1\u2009200 acknowledged records were lost\.$/);
  });

  it('tells of three faults, and of how many more there are', () => {
    const planned = outagePlan({ faults: [1, 2, 3, 4, 5].map((n) => fault(`broker-kill-${n}`, 5 * n)) });
    const [target] = judgeRun(run([outage({ from: 10, to: 13 })], { plan: outagePlan() })).summary.targets;
    const [one] = target?.recovery ?? [];
    if (target === undefined || one === undefined) throw new Error('nothing was judged');
    const many: TargetSummary = {
      ...target,
      audit: null,
      recovery: (planned.faults ?? []).map(({ id }) => ({ ...one, fault: id })),
    };
    expect(recoverySentence(many, planned)?.replaceAll('\u2009', ' ')).toBe(
      'After broker-kill-1 headroom was back in 4.00 s, after broker-kill-2 headroom was back in 4.00 s, after broker-kill-3 headroom was back in 4.00 s, and 2 more faults stand under Recovery (p99 within 200 ms); whether acknowledged records were lost is not known.',
    );
  });
});
