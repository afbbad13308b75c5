import { describe, expect, it } from 'vitest';
import { EndOffsets } from '../../../src/capture/rates/end-offsets.ts';
import { slotSeconds } from '../../../src/capture/rates/interval.ts';
import { type OffsetsAt, pastRates, pastStepSeconds } from '../../../src/capture/rates/past.ts';
import { burstSeconds, peakOf } from '../../../src/capture/rates/peak.ts';
import { RateGrid } from '../../../src/capture/rates/rate-grid.ts';

describe('slots of time', () => {
  it('get what came between two looks by how much of the time lies in each', () => {
    const grid = new RateGrid(1, { startMs: 1_000, slotMs: 1_000, slots: 3 });
    // 100 records from 1.5 s to 3.5 s: a quarter before 2 s, half until 3 s, a quarter after.
    grid.add(0, 1_500, 3_500, 100);
    // Half of it lies before the first slot, and is left out.
    grid.add(0, 500, 1_500, 10);
    expect([...grid.counts(0, 3)]).toEqual([30, 50, 25]);
  });

  it('last a second in a short capture, three in one of ten minutes, and are a thousand in one of a day', () => {
    expect(slotSeconds(20)).toBe(1);
    expect(slotSeconds(600)).toBe(3);
    expect(slotSeconds(3_600)).toBe(10);
    expect(slotSeconds(86_400)).toBeCloseTo(86.4, 9);
  });
});

describe('ends of partitions', () => {
  const at = (partition: number, offset: number, askedAtMs: number, topic = 'orders') => {
    return { topic, partition, offset, timestampMs: null, askedAtMs };
  };
  const ends = () =>
    new EndOffsets(
      new Map([
        ['orders', 2],
        ['__proto__', 1],
      ]),
    );

  it('tell what is new since the last look, and nothing at the first one', () => {
    const seen = ends();
    const grid = new RateGrid(2, { startMs: 0, slotMs: 1_000, slots: 2 });
    expect(seen.take([at(0, 100, 0), at(1, 7, 0), at(0, 5, 0, '__proto__')], grid)).toEqual([]);
    expect(seen.take([at(0, 160, 1_000), at(1, 7, 1_000), at(0, 6, 1_000, '__proto__')], grid)).toEqual([
      { topic: 0, partition: 0, from: 100, to: 160 },
      { topic: 1, partition: 0, from: 5, to: 6 },
    ]);
    expect([...seen.written(0)]).toEqual([60, 0]);
    expect([...grid.counts(0, 2)]).toEqual([60, 0]);
    expect(seen.end('orders', 0)).toBe(160);
    expect(seen.end('orders', 2)).toBeNull();
  });

  it('that moved back count for nothing, and are told', () => {
    const seen = ends();
    seen.take([at(0, 100, 0)], null);
    expect(seen.take([at(0, 3, 1_000)], null)).toEqual([]);
    expect(seen.take([at(0, 5, 2_000)], null)).toEqual([{ topic: 0, partition: 0, from: 3, to: 5 }]);
    expect(seen.movedBack()).toEqual([0]);
    expect([...seen.written(0)]).toEqual([2, 0]);
  });
});

describe('the peak', () => {
  it('is the highest average over three slots in a row: what one slot got late is no peak', () => {
    // A stall of one slot, whose records come in the next.
    expect(peakOf([100, 100, 0, 200, 100], 2)).toEqual({ perSecond: 50, seconds: 6 });
    expect(peakOf([10, 10, 40, 40, 40, 10], 1)).toEqual({ perSecond: 40, seconds: 3 });
    expect(peakOf([10, 30], 1)).toEqual({ perSecond: 20, seconds: 2 });
    expect(peakOf([], 1)).toEqual({ perSecond: 0, seconds: 0 });
  });

  it('lasts as long as its slots are near it', () => {
    expect(burstSeconds([1, 9, 9, 1, 9, 9, 9, 1], 2, 8)).toBe(6);
  });
});

describe('the past', () => {
  const HOUR = 3_600_000;
  const place = (partition: number): string => `orders\n${partition}`;
  const look = (...offsets: readonly (number | null)[]): OffsetsAt =>
    new Map(offsets.flatMap((offset, partition) => (offset === null ? [] : [[place(partition), offset] as const])));
  const log = (starts: readonly number[], ends: readonly number[]) => ({
    starts: new Map(starts.map((start, partition) => [place(partition), start])),
    ends: new Map(ends.map((end, partition) => [place(partition), end])),
    written: new Map(starts.map((_, partition) => [place(partition), partition === 0 ? 1_000 : 10])),
  });

  it('of the others is whole where a partition that takes next to nothing has lost its own', () => {
    // The second one's log begins at 70, which is its first offset at every time.
    const looks = [look(0, 70), look(3_600, 70), look(7_200, 70)];
    const { intervals, notes } = pastRates([0, HOUR, 2 * HOUR], looks, log([0, 70], [7_200, 90]));
    expect(intervals.map(({ recordsPerSecond }) => recordsPerSecond)).toEqual([1, 1]);
    expect(notes.join()).toContain('2 intervals of 1 h of the past are lower bounds');
  });

  it('is a lower bound where a topic that takes a tenth was trimmed: which one and how much is said', () => {
    const known = {
      ...log([0, 70], [7_200, 90]),
      written: new Map([
        [place(0), 900],
        ['audit\n0', 100],
      ]),
    };
    known.starts.set('audit\n0', 70);
    known.ends.set('audit\n0', 90);
    const looks = [look(0), look(3_600), look(7_200)].map((at) => new Map([...at, ['audit\n0', 70] as const]));
    const { intervals, notes } = pastRates([0, HOUR, 2 * HOUR], looks, known);
    // 100 of 1,000 are lacking; 3,600 of the others an hour.
    expect(intervals).toMatchObject([
      { recordsPerSecond: 1, lacking: 0.1 },
      { recordsPerSecond: 1, lacking: 0.1 },
    ]);
    expect(notes).toEqual([
      '2 intervals of 1 h of the past are lower bounds: records of audit, which takes 10% of what is written now, were deleted.',
    ]);
  });

  it('is left out where what is lacking takes more than a quarter', () => {
    const known = {
      ...log([0, 70], [7_200, 90]),
      written: new Map([
        [place(0), 740],
        [place(1), 260],
      ]),
    };
    const { intervals, notes } = pastRates([0, HOUR, 2 * HOUR], [look(0, 70), look(3_600, 70), look(7_200, 70)], known);
    expect(intervals).toEqual([]);
    expect(notes.join()).toContain('were deleted by retention (orders, 26% of what is written now)');
  });

  it('is what lies between the first offsets at two times; after the last record it is the end', () => {
    const looks = [look(0, 0), look(36_000, 0), look(null, 7_200)];
    const { intervals } = pastRates([HOUR, 2 * HOUR, 3 * HOUR], looks, log([0, 0], [39_600, 7_200]));
    expect(intervals.map(({ recordsPerSecond }) => recordsPerSecond)).toEqual([10, 3]);
    expect(intervals[0]).toMatchObject({ fromMs: HOUR, seconds: 3_600, bytesPerSecond: null });
  });

  it('leaves out intervals of which retention deleted a part, and says how many', () => {
    // The log begins at 500: the first two looks stand before it.
    const looks = [look(500), look(500), look(1_000), look(1_360)];
    const { intervals, notes } = pastRates([0, HOUR, 2 * HOUR, 3 * HOUR], looks, log([500], [2_000]));
    expect(intervals.map(({ recordsPerSecond }) => recordsPerSecond)).toEqual([0.1]);
    expect(notes.join()).toContain('2 intervals of 1 h of the past are left out: some of their records were deleted');
  });

  it('begins after the interval in which something was first written: that one is not whole', () => {
    const looks = [look(0), look(0), look(60), look(7_260), look(14_460)];
    const { intervals, notes } = pastRates([0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR], looks, log([0], [14_460]));
    expect(intervals.map(({ recordsPerSecond }) => recordsPerSecond)).toEqual([2, 2]);
    expect(notes.join()).toContain('2 intervals of 1 h of the past are left out: nothing was written before');
  });

  it('is asked in as many steps as a cluster can bear: fewer where there are more partitions', () => {
    expect(pastStepSeconds(86_400, 10)).toBe(900);
    expect(pastStepSeconds(86_400, 6_000)).toBe(2 * 3_600);
    expect(pastStepSeconds(3_600, 10)).toBe(60);
  });
});
