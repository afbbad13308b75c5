import { describe, expect, it } from 'vitest';
import { RangeSet } from '../../src/evidence/ranges.ts';

/** A small multiplicative generator: the test's own, so that failures repeat. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const members = (set: RangeSet): number[] =>
  set.toRanges().flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));

describe('a set of ranges', () => {
  it('agrees with a set of numbers over random additions, differences and intersections', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const next = numbers(seed);
      const [a, b] = [new RangeSet(), new RangeSet()];
      const [plainA, plainB] = [new Set<number>(), new Set<number>()];
      for (let i = 0; i < 30; i++) {
        const from = next(120);
        const to = from + next(9);
        const [set, plain] = next(2) === 0 ? [a, plainA] : [b, plainB];
        set.add(from, to);
        for (let n = from; n < to; n++) plain.add(n);
      }
      const sorted = (set: Iterable<number>): number[] => [...set].sort((x, y) => x - y);
      expect(members(a)).toEqual(sorted(plainA));
      expect(a.size).toBe(plainA.size);
      expect(members(a.minus(b))).toEqual(sorted([...plainA].filter((n) => !plainB.has(n))));
      const within = a.within(20, 60).flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
      expect(within).toEqual(sorted([...plainA].filter((n) => n >= 20 && n < 60)));
    }
  });

  it('keeps one range for a million sequences in order', () => {
    const set = new RangeSet();
    for (let i = 0; i < 1_000_000; i += 100) set.add(i, i + 100);
    expect(set.toRanges()).toEqual([[0, 1_000_000]]);
  });
});
