import { describe, expect, it } from 'vitest';
import { catchUpProgress } from '../../../src/report/charts/catch-up.ts';
import type { Judged } from '../../../src/report/judged.ts';
import { fixture } from '../fixture.ts';

type Group = Judged['series']['targets'][number]['repetitions'][number]['catchUp'][number];
type Panel = {
  layer: { data: { values: object[] }; encoding: { x: { scale?: { domain: number[] } }; y?: { field?: string } } }[];
};

/** The fixture with one repetition of the first target alone, and in it this drain. */
function withDrain(group: Partial<Group>): Judged {
  const judged = fixture();
  const [target] = judged.series.targets;
  const [repetition] = target?.repetitions ?? [];
  const [drain] = repetition?.catchUp ?? [];
  if (target === undefined || repetition === undefined || drain === undefined) throw new Error('the fixture drains');
  const repetitions = [{ ...repetition, catchUp: [{ ...drain, ...group }] }];
  return { ...judged, series: { ...judged.series, targets: [{ ...target, repetitions }] } };
}

function lagsOf(judged: Judged) {
  const [panel] = catchUpProgress(judged)?.panels ?? [];
  if (panel === undefined) throw new Error('nothing was drawn');
  const spec = panel.spec(760) as unknown as { vconcat: Panel[] };
  const layer = spec.vconcat[0]?.layer.find(({ encoding }) => encoding.y?.field === 'lag');
  if (layer === undefined) throw new Error('no lag was drawn');
  return {
    seconds: layer.encoding.x.scale?.domain,
    points: (layer.data.values as { second: number; lag: number }[]).map(({ second, lag }) => [second, lag]),
  };
}

const end = fixture().series.phases.at(-1)?.end ?? 0;
const point = (second: number, lag: number) => ({ second, lag, mib: 0 });

describe('the picture of a drain', () => {
  const points = [point(30, 900), point(44, 1000), point(45, 1100), point(46, 500), point(47, 0), point(end + 4, 0)];

  it('shows the backlog grow before the start and the moment at which it is gone, and ends with the data', () => {
    const { seconds, points: drawn } = lagsOf(withDrain({ startSecond: 46.01, tailSecond: 47.4, points }));
    expect(seconds).toEqual([41, end]);
    // A lag is that of the end of its second.
    expect(drawn).toEqual([
      [45, 1000],
      [46, 1100],
      [47, 500],
      [48, 0],
      [47.4, 0],
    ]);
  });

  it('goes on for as long as a group is behind', () => {
    const late = [...points.slice(0, 4), point(end + 9, 7)];
    expect(lagsOf(withDrain({ startSecond: 46, tailSecond: null, points: late })).seconds).toEqual([41, end + 10]);
  });

  it('draws a repetition that was not valid faintly and says so, and says nothing where all are', () => {
    const judged = withDrain({});
    const [target] = judged.series.targets;
    const [repetition] = target?.repetitions ?? [];
    if (target === undefined || repetition === undefined) throw new Error('the fixture drains');
    const repetitions = [repetition, { ...repetition, index: 2, valid: false }];
    const mixed = { ...judged, series: { ...judged.series, targets: [{ ...target, repetitions }] } };
    expect(catchUpProgress(judged)?.caption).not.toContain('faintly');
    expect(catchUpProgress(mixed)?.caption).toContain('not valid is drawn faintly');
    const [panel] = catchUpProgress(mixed)?.panels ?? [];
    const drawn = JSON.stringify(panel?.spec(760));
    expect(drawn).toContain('"line":"2","valid":false');
    expect(drawn).toContain('"opacity":{"condition":{"test":"!datum.valid","value":0.35},"value":1}');
  });
});
