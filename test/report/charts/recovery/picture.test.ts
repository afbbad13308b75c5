import { describe, expect, it } from 'vitest';
import { aftermathsOf, shownSeconds } from '../../../../src/report/charts/recovery/aftermath.ts';
import { markLabels, markPoints } from '../../../../src/report/charts/recovery/marks.ts';
import { recoveryPicture } from '../../../../src/report/charts/recovery/picture.ts';
import { numberedFaults } from '../../../../src/report/faults.ts';
import type { Judged } from '../../../../src/report/judged.ts';
import { faultsFixture } from '../../fixture-faults.ts';

const judged = faultsFixture();
const faults = numberedFaults(judged.summary.targets);
const [killed, delayed] = faults;
if (killed === undefined || delayed === undefined) throw new Error('the fixture has two faults');

/** The run in which the first side's repetition 2 has no valid pass, or the fault never began. */
function without(change: { valid?: boolean; startedAtSeconds?: null }): Judged {
  const { summary, series } = judged;
  return {
    ...judged,
    summary: {
      ...summary,
      targets: summary.targets.map((target) => ({
        ...target,
        recovery: target.recovery.map((recovery) => ({ ...recovery, ...change })),
      })),
    },
    series: {
      ...series,
      targets: series.targets.map((target) => ({
        ...target,
        repetitions: target.repetitions.map((each) => ({ ...each, valid: change.valid ?? each.valid })),
      })),
    },
  };
}

describe('the picture of a recovery', () => {
  it('puts the same second of every repetition where the fault began in it', () => {
    const [kafka] = aftermathsOf(judged, killed.id);
    // The fixture's faults begin at 20 s in the first repetition and 8 ms later in the second.
    const at = (repetition: number) =>
      kafka?.points.filter((point) => point.repetition === repetition).map(({ second }) => second);
    expect(at(1)).toContain(0);
    expect(at(2)?.find((second) => second > -0.5)).toBeCloseTo(-0.008, 9);
    expect(kafka?.bands.map(({ faults: [first] }) => first?.start)).toEqual([0, expect.closeTo(0, 9)]);
  });

  it('marks each valid repetition, and none that is not', () => {
    const [kafka] = aftermathsOf(judged, killed.id);
    expect(kafka?.passes.flatMap(markPoints).filter(({ row }) => row === 6)).toEqual([
      { row: 6, of: 'clients', second: 3.99 },
      { row: 6, of: 'clients', second: 3.99 },
    ]);
    expect(aftermathsOf(without({ valid: false }), killed.id).flatMap(({ passes }) => passes)).toEqual([]);
  });

  it('says of a mark that did not come that it was not seen, and draws none', () => {
    const [, tiered] = aftermathsOf(judged, delayed.id);
    if (tiered === undefined) throw new Error('both sides were delayed');
    expect(markLabels(tiered.recovery).map(({ label }) => label)).toEqual([
      'in effect 10.0\u2009ms',
      'healing begins 5.00\u2009s',
      'healed 5.02\u2009s',
      'first acknowledged 4.00\u2009ms',
      'every partition 360\u2009ms',
      'nothing queued: not seen',
      'headroom: not seen',
    ]);
    expect(markPoints(tiered.recovery)).toHaveLength(5);
  });

  it('shows ten seconds before, and goes on past the last mark of every side', () => {
    expect(shownSeconds(aftermathsOf(judged, killed.id))).toEqual([-10, expect.closeTo(9.7 + 3, 1)]);
    // Headroom did not come back on the second side: to the end of what was measured after it, 60 − 47 s.
    expect(shownSeconds(aftermathsOf(judged, delayed.id))).toEqual([-10, expect.closeTo(13 + 3, 1)]);
  });

  it('is titled with what was seen, and has a panel for each side and a line for the limit', () => {
    const picture = recoveryPicture(judged, killed, faults);
    expect(picture?.title).toContain('headroom was back in 3.99 s on local-kafka');
    expect(picture?.panels.map(({ title }) => title)).toEqual(['local-kafka', 'local-tiered']);
    expect(picture?.key.map(({ label }) => label)).toContain('headroom asks for p99 within 100 ms');
  });

  it('is not drawn of a fault that never began', () => {
    expect(recoveryPicture(without({ startedAtSeconds: null }), killed, faults)).toBeNull();
  });
});
