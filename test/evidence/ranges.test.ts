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
      expect(members(a.and(b))).toEqual(sorted([...plainA].filter((n) => plainB.has(n))));
      expect(members(a.minus(b))).toEqual(sorted([...plainA].filter((n) => !plainB.has(n))));
      expect(members(a.within(20, 60))).toEqual(sorted([...plainA].filter((n) => n >= 20 && n < 60)));
    }
  });

  it('keeps one range for a million sequences in order', () => {
    const set = new RangeSet();
    for (let i = 0; i < 1_000_000; i += 100) set.add(i, i + 100);
    expect(set.toRanges()).toEqual([[0, 1_000_000]]);
    expect(set.saved()).toEqual([[0, 1_000_000]]);
  });

  it('agrees with a set of numbers also where so many gaps come that it keeps bits', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const next = numbers(seed);
      const sets = [new RangeSet(), new RangeSet()] as const;
      const plain = [new Set<number>(), new Set<number>()] as const;
      for (let i = 0; i < 4_000; i++) {
        const side = next(2) as 0 | 1;
        const from = next(100_000);
        const to = from + next(3) + (next(500) === 0 ? 5_000 : 0);
        sets[side].add(from, to);
        for (let n = from; n < to; n++) plain[side].add(n);
      }
      const [a, b] = sets;
      expect(a.saved()).toHaveProperty('chunks');
      const sorted = (set: Iterable<number>): number[] => [...set].sort((x, y) => x - y);
      const ofA = sorted(plain[0]);
      expect(a.size).toBe(ofA.length);
      expect(a.end).toBe((ofA.at(-1) ?? 0) + 1);
      expect(members(a)).toEqual(ofA);
      expect(members(a.minus(b))).toEqual(ofA.filter((n) => !plain[1].has(n)));
      expect(members(a.and(b))).toEqual(ofA.filter((n) => plain[1].has(n)));
      expect(members(a.within(60_001, 70_003))).toEqual(ofA.filter((n) => n >= 60_001 && n < 70_003));
      expect(members(RangeSet.from(a.saved()))).toEqual(ofA);
    }
  });

  it('is a copy of the set that it was made from', () => {
    const set = new RangeSet();
    for (let i = 0; i < 1_000; i += 2) set.add(i, i + 1);
    RangeSet.from(set.saved()).add(0, 1_000);
    expect(set.size).toBe(500);
  });

  it('keeps a few bytes for each of a million sequences of which every second lacks, not a hundred', () => {
    const set = new RangeSet();
    for (let i = 0; i < 1_000_000; i += 2) set.add(i, i + 1);
    const saved = set.saved();
    const bytes = 'chunks' in saved ? [...saved.chunks.values()].reduce((sum, words) => sum + words.byteLength, 0) : 0;
    expect(set.size).toBe(500_000);
    expect(bytes).toBe(Math.ceil(1_000_000 / 65_536) * 8_192);
  });
});
