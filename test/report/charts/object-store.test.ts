import { describe, expect, it } from 'vitest';
import { objectStoreRequests } from '../../../src/report/charts/object-store.ts';
import { overTime } from '../../../src/report/charts/over-time.ts';
import type { Judged } from '../../../src/report/judged.ts';
import { fixture } from '../fixture.ts';
import { faultsFixture } from '../fixture-faults.ts';

type Layer = {
  mark: { shape?: string };
  data?: { values: { second: number; throttled: number; repetition: number }[] };
};

describe('the picture of the object store', () => {
  const picture = objectStoreRequests(faultsFixture());

  it('has a panel for the side that has one, and is not there without any', () => {
    expect(picture?.panels.map(({ title }) => title)).toEqual(['local-tiered']);
    expect(picture?.title).toContain('local-tiered 1\u2009380 GET and 214 PUT, 37 answered with 503');
    expect(objectStoreRequests(fixture())).toBeNull();
  });

  it('marks the seconds with answers of 503, in each repetition, and no other', () => {
    const spec = picture?.panels[0]?.spec(760) as unknown as { vconcat: { layer: Layer[] }[] };
    const marks = spec.vconcat[0]?.layer.find(({ mark }) => mark.shape === 'triangle-up')?.data?.values ?? [];
    // In the middle of each second: the fixture's proxy throttles from 49 to 51.
    expect(marks.map(({ repetition, second, throttled }) => [repetition, second, throttled])).toEqual(
      [1, 2].flatMap((repetition) => [49.5, 50.5, 51.5].map((second) => [repetition, second, 9])),
    );
  });

  it('has every point as a row of a table', () => {
    expect(picture?.tables.map(({ groups }) => groups[0]?.rows.length)).toEqual([60, 60]);
  });
});

describe('a series from before there were faults and object stores', () => {
  it('is drawn without them', () => {
    const { series, ...rest } = fixture();
    const targets = series.targets.map((target) => ({
      ...target,
      repetitions: target.repetitions.map(({ faults: _, objectStore: __, ...repetition }) => repetition),
    }));
    const old = { ...rest, series: { ...series, targets } } as unknown as Judged;
    expect(objectStoreRequests(old)).toBeNull();
    expect(JSON.stringify(overTime(old)?.panels.map(({ spec }) => spec(760)))).not.toContain('--fault');
  });
});
