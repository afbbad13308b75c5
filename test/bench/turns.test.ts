import { describe, expect, it } from 'vitest';
import { compare, type Turn } from '../../bench/turns.ts';

/** A million records, in so many seconds of the clock and of CPU. */
const turn = (side: Turn['side'], seconds: number, cpuSeconds: number): Turn => ({
  side,
  records: 1e6,
  seconds,
  cpuSeconds,
});

const names = { ours: 'wire', theirs: 'kafka-producer-perf-test' };
const produce = { bench: 'produce', goal: 2.5, recordsPerSecondGoal: 1, names };

describe('a bench of two clients', () => {
  it('misses a goal where ours is cheaper by as much as it should be, but slower', () => {
    const { ratio, recordsPerSecondRatio, missed } = compare(produce, [turn('ours', 10, 2), turn('theirs', 8, 6)]);
    expect({ ratio, recordsPerSecondRatio }).toEqual({ ratio: 3, recordsPerSecondRatio: 0.8 });
    expect(missed).toEqual(['0.8 times the records per second, at least 1']);
  });

  it('misses the other where ours is faster, but not cheap enough', () => {
    const { missed } = compare(produce, [turn('ours', 8, 4), turn('theirs', 10, 8)]);
    expect(missed).toEqual(['2 times the records per client CPU-second, at least 2.5']);
  });

  it('misses none where both are reached, nor where being as fast is no goal', () => {
    expect(compare(produce, [turn('ours', 8, 2), turn('theirs', 8, 5)]).missed).toEqual([]);
    const fetch = { ...produce, recordsPerSecondGoal: null };
    expect(compare(fetch, [turn('ours', 10, 2), turn('theirs', 8, 5)]).missed).toEqual([]);
  });
});
