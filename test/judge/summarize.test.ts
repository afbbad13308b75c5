import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { MIB } from '../../src/units.ts';
import { catchUpPlan, pass, plan, run, withAudit, withCatchUp, withEvents, withMetrics } from './evidence-builder.ts';

const TWO = plan({ repetitions: 2 });
const broken = (repetition: number) =>
  withMetrics(pass({ repetition, response: () => 9e6 }), 'clock', (line) => ({
    ...line,
    wallMinusMonotonicMs: line.second * 1000,
  }));

function targetOf(passes: Parameters<typeof run>[0], planned = TWO) {
  const [target] = judgeRun(run(passes, { plan: planned })).summary.targets;
  if (target === undefined) throw new Error('no target was judged');
  return target;
}

describe('a target', () => {
  it('is measured over the measured phases only', () => {
    const slowStart = pass({ response: (second) => (second < 4 ? 5e6 : 2000) });
    const { produce } = targetOf([slowStart], plan());
    expect(produce.intended).toBe(10 * 200 + 6 * 400);
    expect(produce.intendedRate).toBe(4400 / 16);
    expect(produce.response.count).toBe(4400);
    expect(produce.response.max).toBe(2);
    expect(produce.phases.map(({ name, intended }) => [name, intended])).toEqual([
      ['backlog', 200],
      ['warm-up', 200],
      ['steady', 2000],
      ['burst', 2400],
    ]);
    expect(produce.everySend.intended).toBe(4800);
  });

  it('merges the histograms of its repetitions: a slow one moves p99 to its own value, not half way', () => {
    const target = targetOf([pass({ response: () => 1000 }), pass({ repetition: 2, response: () => 101_000 })]);
    expect(target.produce.response.count).toBe(8800);
    expect(target.produce.response.p50).toBeCloseTo(1, 2);
    expect(target.produce.response.p99).toBeCloseTo(101, 0);
  });

  it('counts a record that was acknowledged after more than a second as not available', () => {
    const target = targetOf([pass({ response: (second) => (second === 4 ? 1_000_001 : 1_000_000) })], plan());
    expect(target.produce.availability).toBe((4400 - 200) / 4400);
    expect(target.produce.acknowledged).toBe(4400);
  });

  it('sums the lines that a late settlement adds to a second', () => {
    const parts = pass();
    const late = withMetrics(parts, 'outcomes', (line) =>
      line.second === 4 ? { ...line, acknowledged: 150, acknowledgedInLimit: 150 } : line,
    );
    const rest = { target: 'a', repetition: 1, second: 4, kind: 'outcomes', intended: 0 } as const;
    const added = { ...rest, acknowledged: 50, acknowledgedInLimit: 0, failed: 0, unknown: 0, unsent: 0 };
    const target = targetOf([{ ...late, metrics: [...late.metrics, added] }], plan());
    expect(target.produce.acknowledged).toBe(4400);
    expect(target.produce.availability).toBe(4350 / 4400);
  });

  it('whose invalid repetition was run again is valid, and keeps both', () => {
    const target = targetOf([pass(), broken(2), pass({ repetition: 3, replaces: 2 })]);
    expect(target.valid).toBe(true);
    expect(target.repetitions.map(({ index, replaces, valid }) => [index, replaces, valid])).toEqual([
      [1, null, true],
      [2, null, false],
      [3, 2, true],
    ]);
    expect(target.produce.response.count).toBe(8800);
    expect(target.produce.response.max).toBeLessThan(9000);
  });

  it('is invalid when a planned repetition has no valid pass, even if another has two', () => {
    const target = targetOf([pass(), broken(2), pass({ repetition: 3, replaces: 1 })]);
    expect(target.valid).toBe(false);
    expect(target.invalidReasons).toEqual([expect.stringMatching(/^repetition 2: the clock moved/)]);
  });

  it('without any valid repetition has no counts, no rates and no values', () => {
    const target = targetOf([broken(1), broken(2)]);
    const { intended, acknowledged, failed, achievedRate, offeredRate, availability, everySend } = target.produce;
    expect([intended, acknowledged, failed, achievedRate, offeredRate, availability]).toEqual(Array(6).fill(null));
    expect(everySend.unsent).toBeNull();
    expect(target.tail.unread).toBeNull();
    expect(target.produce.response).toMatchObject({ count: 0, p50: null, max: null });
    expect(target.audit).toBeNull();
    expect(target.repetitions[0]?.produce.response.count).toBe(4400);
  });

  it('adds up the audits of its valid repetitions', () => {
    const target = targetOf([withAudit(pass(), { lost: 3 }), withAudit(pass({ repetition: 2 }), { duplicated: 2 })]);
    expect(target.audit).toMatchObject({
      acknowledged: 9600,
      delivered: 9597,
      lost: 3,
      duplicated: 2,
      reordered: 0,
      corrupted: 0,
      unknown: 0,
    });
  });
});

describe('catch-up', () => {
  const planned = catchUpPlan({ repetitions: 2 });
  /** 1 ms, and 5 ms while group `replay` drains from second 10 to 14. */
  const disturbed = (second: number) => (second >= 10 && second < 14 ? 5000 : 1000);

  it('gives time, rate and collateral of the drain against the seconds just before it', () => {
    const it = withCatchUp(pass({ response: disturbed, plan: planned }), { start: 10.25, tail: 13.75, mib: 70 });
    const { catchUp } = targetOf([it], catchUpPlan());
    expect(catchUp).toMatchObject({ source: 'remote', timeToTailSeconds: 3.5, records: 1000, bytes: 70 * MIB });
    expect(catchUp?.mibPerSecond).toBe(20);
    expect(catchUp?.fetch).toMatchObject({ count: 40, p50: expect.closeTo(20, 1) });
    expect(catchUp?.collateral.baselineSeconds).toEqual([5, 10]);
    expect(catchUp?.collateral.drainSeconds).toEqual([10, 14]);
    expect(catchUp?.collateral.produceBaseline.count).toBe(1000);
    expect(catchUp?.collateral.produceDuring.count).toBe(800);
    expect(catchUp?.collateral.produceP99Ratio).toBeNull();
  });

  it('compares the p99 of producers once there are enough samples on both sides', () => {
    const passes = [1, 2].map((repetition) =>
      withCatchUp(pass({ repetition, response: disturbed }), { start: 10, tail: 14 }),
    );
    expect(targetOf(passes, planned).catchUp?.collateral.produceP99Ratio).toBeCloseTo(5, 1);
  });

  it('takes the median time of the repetitions, and none when half of them never reached the tail', () => {
    const at = (repetition: number, tail: number | null) => withCatchUp(pass({ repetition }), { start: 10, tail });
    expect(targetOf([at(1, 12), at(2, 16)], planned).catchUp?.timeToTailSeconds).toBe(4);
    const half = targetOf([at(1, 12), at(2, null)], planned).catchUp;
    expect([half?.timeToTailSeconds, half?.mibPerSecond]).toEqual([null, null]);
    const three = targetOf([at(1, 12), at(2, null), at(3, 13)], catchUpPlan({ repetitions: 3 })).catchUp;
    expect(three?.timeToTailSeconds).toBe(3);
  });

  it('says once how the source is known, with the repetitions where they differ', () => {
    const known = (evidence: readonly string[]) => {
      const passes = evidence.map((sentence, index) => {
        const it = withCatchUp(pass({ repetition: index + 1, plan: planned }), { start: 10, tail: 13 });
        const source = { source: 'remote', evidence: sentence } as const;
        return {
          ...it,
          events: it.events.map((event) => (event.kind === 'catch-up-started' ? { ...event, source } : event)),
        };
      });
      return targetOf(passes, catchUpPlan({ repetitions: evidence.length })).catchUp;
    };
    expect(known(['all of it', 'all of it'])).toMatchObject({ source: 'remote', evidence: 'all of it' });
    expect(known(['9 of 9.', '8 of 8', '9 of 9'])?.evidence).toBe('repetitions 1 and 3: 9 of 9; repetition 2: 8 of 8');
  });

  it('that never reached the tail counts what was read, and says how long the run waited for it', () => {
    const drained = withCatchUp(pass(), { start: 10, tail: null });
    const { catchUp } = targetOf([drained], catchUpPlan());
    expect(catchUp).toMatchObject({ timeToTailSeconds: null, mibPerSecond: null, records: 300, bytes: 3 * MIB });
    expect(catchUp?.gaveUpAfterSeconds).toBe(15);
    const at = { target: 'a', repetition: 1, atMicros: 42e6, wall: '', group: 'replay' } as const;
    const gaveUp = { ...at, kind: 'group-gave-up', waitedSeconds: 22, read: 300, acknowledged: 4800 } as const;
    expect(targetOf([withEvents(drained, gaveUp)], catchUpPlan()).catchUp?.gaveUpAfterSeconds).toBe(22);
    const reached = targetOf([withCatchUp(pass(), { start: 10, tail: 12 })], catchUpPlan()).catchUp;
    expect(reached?.gaveUpAfterSeconds).toBeNull();
  });

  it('takes the source from what was seen after the drain, where that was noted', () => {
    const at = { target: 'a', repetition: 1, atMicros: 12e6, wall: '', group: 'replay' } as const;
    const source = { source: 'disk', evidence: '30 MiB were read from the device' } as const;
    const it = withEvents(withCatchUp(pass(), { start: 10, tail: 12 }), { ...at, kind: 'catch-up-source', source });
    expect(targetOf([it], catchUpPlan()).catchUp).toMatchObject(source);
  });

  it('never counts the seconds of another rate as what the drain did to others', () => {
    // The burst begins at second 14 and is slow by itself.
    const it = pass({ response: (second) => (second >= 14 ? 50_000 : 1000) });
    for (const tail of [17, null]) {
      const { catchUp } = targetOf([withCatchUp(it, { start: 10, tail })], catchUpPlan());
      expect(catchUp?.collateral.drainSeconds).toEqual([10, 14]);
      expect(catchUp?.collateral.produceDuring).toMatchObject({ count: 800, max: expect.closeTo(1, 2) });
    }
  });
});
