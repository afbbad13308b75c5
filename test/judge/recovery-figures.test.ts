import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { run } from './evidence-builder.ts';
import { outage, outagePlan } from './recovery/outage.ts';

const FIGURES = ['timeToHeadroomSeconds', 'longestWithoutAckSeconds', 'availability'];

/** Two targets that were away for so many seconds in each repetition, alternating. */
function compared(a: readonly number[], b: readonly number[]) {
  const planned = outagePlan({ repetitions: a.length });
  const passes = a.flatMap((away, index) => {
    const repetition = index + 1;
    const round = [
      outage({ plan: planned, target: 'a', repetition, from: 10, to: 10 + away }),
      outage({ plan: planned, target: 'b', repetition, from: 10, to: 10 + (b[index] ?? 0) }),
    ];
    return index % 2 === 0 ? round : round.reverse();
  });
  const { comparison } = judgeRun(run(passes, { plan: planned })).summary;
  return comparison.filter(({ metric }) => metric.startsWith('recovery.broker-kill-1.'));
}

describe('two targets after a fault', () => {
  it('are compared by headroom, silence and availability; once each is indicative', () => {
    const rows = compared([3], [6]);
    expect(rows.map(({ metric }) => metric)).toEqual(FIGURES.map((figure) => `recovery.broker-kill-1.${figure}`));
    // 3 s away take 4 s, 6 s take 8 s.
    expect(rows[0]).toMatchObject({
      title: 'broker-kill-1: time to headroom',
      unit: 's',
      a: 4,
      b: 8,
      ratio: 2,
      low: null,
      claim: 'indicative',
      indicativeBecause: 'few-repetitions',
    });
  });

  it('differ where four times a side it took one of them twice as long', () => {
    const [headroom] = compared([3, 3, 3, 3], [6, 6, 6, 6]);
    expect(headroom).toMatchObject({ ratio: 2, low: 2, high: 2, claim: 'differs' });
  });

  it('have no row for what neither of them has, and one without a ratio where one of them has it', () => {
    expect(compared([40], [40]).map(({ metric }) => metric)).not.toContain(
      'recovery.broker-kill-1.timeToHeadroomSeconds',
    );
    expect(compared([3], [40])[0]).toMatchObject({ a: 4, b: null, ratio: null, claim: null });
  });
});
