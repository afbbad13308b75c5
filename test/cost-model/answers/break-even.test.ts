import { describe, expect, it } from 'vitest';
import { crossingsOfSamples } from '../../../src/cost-model/answers/sample-crossings.ts';
import { axisOf } from '../../../src/cost-model/answers/workload-axes.ts';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import type { SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate, priced } from './fixture.ts';

/** $partitions and $1 for each MiB/s. */
const a: SmallPlatform = { name: 'a', lines: [dollars('partitions'), perRate()] };
/** $producers and $3 for each MiB/s. */
const b: SmallPlatform = { name: 'b', lines: [dollars('producers'), perRate('rateOfB')] };
// 100 + x = 20 + 3x at x = 40.
const workload = { ...ingress(8), partitions: 100, producers: 20 };

type Setting = Parameters<typeof answered>[1];
const along = (figure: string, platforms: readonly SmallPlatform[], setting: Setting) =>
  answered(platforms, setting).breakEven.find((one) => one.figure === figure);

describe('the break-even', () => {
  it('of two straight costs is where they meet', () => {
    const found = along('averageIngress', [a, b], { workload });
    expect(found?.crossings.map(({ at }) => at)).toEqual([expect.closeTo(40, 6)]);
    expect(found?.cheaperBelow).toBe('b/only');
    expect(found?.crossings[0]?.cheaperAbove).toBe('a/only');
    expect(found?.today).toBe(8);
  });

  it('is none where one is cheaper all along', () => {
    expect(along('averageIngress', [a, b], { workload: { ...workload, producers: 100 } })).toMatchObject({
      crossings: [],
      cheaperBelow: 'a/only',
    });
  });

  it('is not said of two that always cost the same', () => {
    expect(along('averageIngress', [a, { ...a, name: 'twin' }], { workload })).toMatchObject({
      crossings: [],
      cheaperBelow: null,
      why: 'both cost the same all along',
    });
  });

  it('finds every place where the cheaper one changes, there and back', () => {
    // $60 against the larger of 100 − 10 times and 10 times the fan-out: cheaper between 4 and 6.
    const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
    const bent: SmallPlatform = {
      name: 'bent',
      lines: [dollars('max(producers - fanOut * connections, fanOut * connections)')],
    };
    const found = along('fanOut', [flat, bent], {
      workload: { partitions: 60, producers: 100, connections: 10, fanOut: 1 },
    });
    expect(found?.crossings).toMatchObject([
      { at: expect.closeTo(4, 6), cheaperAbove: 'bent/only' },
      { at: expect.closeTo(6, 6), cheaperAbove: 'flat/only' },
    ]);
    expect(found?.cheaperBelow).toBe('flat/only');
  });

  it('stands at the step where costs jump past each other', () => {
    // $45 against $10 for every whole reader begun: $40 at 4, $50 just above.
    const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
    const stepped: SmallPlatform = { name: 'stepped', lines: [dollars('ceil(fanOut) * connections')] };
    const found = along('fanOut', [flat, stepped], { workload: { partitions: 45, connections: 10, fanOut: 1 } });
    expect(found?.crossings).toMatchObject([{ at: expect.closeTo(4, 6), cheaperAbove: 'flat/only' }]);
  });

  it('scales the peak with the ingress', () => {
    // The peak is twice the average: $1 for each MiB/s of it against $100 meet at an average of 50.
    const peak: SmallPlatform = {
      name: 'peak',
      lines: [{ ...perRate(), quantity: 'peakIngress * month' }],
    };
    const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
    const found = along('averageIngress', [flat, peak], { workload });
    expect(found?.crossings.map(({ at }) => at)).toEqual([expect.closeTo(50, 5)]);
  });

  it('is searched for only as far as both carry the workload', () => {
    const limited: SmallPlatform = {
      ...b,
      assumptions: {
        most: { value: 30, unit: 'MiB/second', provenance: 'assumed', source: 'test', low: null, high: null },
      },
      limits: [{ name: 'ingress', demand: 'averageIngress', most: 'most' }],
    };
    const found = along('averageIngress', [a, limited], { workload });
    expect(found?.crossings).toEqual([]);
    expect(found?.searched[0]).toBeCloseTo(0.08, 9);
    expect(found?.searched[1]).toBeGreaterThan(29);
    expect(found?.searched[1]).toBeLessThanOrEqual(30);
    expect(found?.points.at(-1)?.at).toBe(found?.searched[1]);
  });

  it('has a curve whose points are what both cost there', () => {
    const { points = [] } = along('averageIngress', [a, b], { workload }) ?? {};
    expect(points.length).toBeGreaterThan(20);
    for (const { at, baseline, candidate } of points) {
      expect(baseline).toBeCloseTo(100 + at, 8);
      expect(candidate).toBeCloseTo(20 + 3 * at, 8);
    }
  });

  it('has the range that its uncertain price gives it', () => {
    // x = 80 ÷ (p − 1), p a triangle from 2 over 3 to 6. Its 10th percentile is 2 + √(0.1·4·1) = 2.6325, its 90th
    // 6 − √(0.1·4·3) = 4.9046: x between 20.49 and 49.01.
    const [crossing] =
      along('averageIngress', [a, b], { workload, ranges: { rateOfB: { low: '2', high: '6' } } })?.crossings ?? [];
    expect(crossing?.at).toBeCloseTo(40, 6);
    expect((crossing?.low ?? 0) / 20.49).toBeCloseTo(1, 1);
    expect((crossing?.high ?? 0) / 49.01).toBeCloseTo(1, 1);
    expect(crossing?.low).toBeLessThan(22);
    expect(crossing?.high).toBeGreaterThan(45);
  });

  it('has no range where most samples never cross', () => {
    // At less than $1 for a MiB/s b is cheaper all along; the triangle from 0.1 over 1.01 to 1.02 is mostly below.
    const prices = { rateOfB: { unit: 'MiB/second-month', tiers: [[null, '1.01']] } } as const;
    const ranges = { rateOfB: { low: '0.1', high: '1.02' } };
    const few = { ...workload, partitions: 24, producers: 20 };
    const [crossing] = along('averageIngress', [a, b], { workload: few, prices, ranges })?.crossings ?? [];
    // 24 + x = 20 + 1.01·x at 400, within 100 times today's 8.
    expect(crossing).toMatchObject({ at: expect.closeTo(400, 3), low: null, high: null });
  });
});

describe('the crossing of each sample', () => {
  it('is where that sample’s own costs meet', () => {
    const pair = modelOf(priced([a, b], { workload }));
    const rates = Float64Array.of(2.1, 2.5, 3, 4.7, 5.9, 0.5);
    const found = crossingsOfSamples(
      { pair, axis: axisOf(pair, 'averageIngress'), span: [1, 800], samples: { 'price/rateOfB/0': rates }, count: 6 },
      [{ at: 40, signAbove: 1 }],
    );
    // x = 80 ÷ (p − 1); at less than $1 there is none.
    const wanted = [...rates].slice(0, 5).map((rate) => 80 / (rate - 1));
    expect(found[0]?.map((at, index) => at / (wanted[index] ?? 0))).toEqual(wanted.map(() => expect.closeTo(1, 4)));
  });
});

describe('while a price is unknown', () => {
  it('no break-even is said, and why', () => {
    const unknown: SmallPlatform = { name: 'u', lines: [{ ...dollars('fanOut'), price: 'nobody-knows' }] };
    for (const one of answered([a, unknown], { workload }).breakEven) {
      expect(one).toMatchObject({
        crossings: [],
        cheaperBelow: null,
        points: [],
        why: 'u (small) has no price for fanOut',
      });
    }
  });
});
