import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/judge/coverage/coverage.ts';
import { coverageLines, coverageSentence } from '../../../src/judge/coverage/words.ts';
import type { SeenProduction } from '../../../src/scenarios/seen-production.ts';
import type { RecordShape } from '../../../src/scenarios/types.ts';
import { bytes } from '../../../src/units.ts';
import { samplePlan } from '../../scenarios/sample.ts';

const SEEN: SeenProduction = {
  file: 'orders.capture.json',
  digest: 'sha256:00',
  averageRecordsPerSecond: 1_000,
  // A day: 20 quiet hours, 3 busy ones, one with the peak.
  intervals: [
    { seconds: 72_000, recordsPerSecond: 500 },
    { seconds: 10_800, recordsPerSecond: 1_800 },
    { seconds: 3_600, recordsPerSecond: 4_000 },
  ],
  sizes: [
    { overBytes: 90, upToBytes: 128, records: 0.9, bytes: 0.3 },
    { overBytes: 8_192, upToBytes: 11_585, records: 0.1, bytes: 0.7 },
  ],
  hottestKeyShare: 0.2,
  imbalance: 3,
};

const ingress = [
  { phase: 'warm-up', rate: '9000/s', duration: '5s', warmUp: true },
  { phase: 'steady', rate: '1000/s', duration: '20s' },
  { phase: 'burst', kind: 'burst', rate: '2000/s', duration: '10s' },
];

const covered = (records: Partial<RecordShape> = {}, seen: Partial<SeenProduction> = {}) => {
  const plan = samplePlan({ ingress });
  return coverageOf({ ...plan, records: { ...plan.records, ...records }, seen: { ...SEEN, ...seen } });
};

describe('the coverage of captured production', () => {
  it('is none where the scenario names no capture', () => {
    expect(coverageOf(samplePlan({ ingress }))).toBeNull();
  });

  it('is the share of the time whose rate the measured phases reach; a warm-up reaches nothing', () => {
    const minutes = covered()?.minutes;
    // All but the hour of 4,000/s.
    expect(minutes?.share).toBeCloseTo(23 / 24, 12);
    // Twice the average of 1,000 is 2,000: the same here.
    expect(minutes?.shapeShare).toBeCloseTo(23 / 24, 12);
    expect(minutes?.planPeak).toBe(2_000);
  });

  it('is whole of a steady load, whose looks differ by less than what would be a burst', () => {
    const looks = [0.96, 1, 1.04].map((times) => ({ seconds: 9, recordsPerSecond: 2_000 * times }));
    const minutes = covered({}, { intervals: looks, averageRecordsPerSecond: 2_000 })?.minutes;
    expect([minutes?.share, minutes?.shapeShare]).toEqual([1, 1]);
    // 2,000 × 1.06 is more than that.
    const burst = [...looks, { seconds: 9, recordsPerSecond: 2_120 }];
    expect(covered({}, { intervals: burst, averageRecordsPerSecond: 2_000 })?.minutes.share).toBeCloseTo(3 / 4, 12);
  });

  it('tells the shape apart from the size: a tenth of production with its bursts', () => {
    const tenth = SEEN.intervals.map((one) => ({ ...one, recordsPerSecond: 10 * one.recordsPerSecond }));
    const minutes = covered({}, { intervals: tenth, averageRecordsPerSecond: 10_000 })?.minutes;
    expect(minutes?.share).toBe(0);
    expect(minutes?.shapeShare).toBeCloseTo(23 / 24, 12);
  });

  it('has parts that add up to the whole time, busiest first, each exercised or not', () => {
    const parts = covered()?.minutes.parts ?? [];
    expect(parts.map(({ recordsPerSecond, exercised }) => [recordsPerSecond, exercised])).toEqual([
      [4_000, false],
      [1_800, true],
      [500, true],
    ]);
    expect(parts[0]?.from).toBe(0);
    expect(parts[0]?.to).toBeCloseTo(1 / 24, 12);
    expect(parts.at(-1)?.to).toBeCloseTo(1, 12);
  });

  it('counts sizes that are generated, of the records and of the bytes', () => {
    const fixed = covered({ size: { kind: 'fixed', bytes: bytes(100) } })?.sizes;
    expect([fixed?.records, fixed?.bytes]).toEqual([0.9, 0.3]);
    expect(fixed?.bins.map(({ exercised }) => exercised)).toEqual([true, false]);
    const wide = covered({ size: { kind: 'uniform', minBytes: bytes(50), maxBytes: bytes(20_000) } })?.sizes;
    expect([wide?.records, wide?.bytes]).toEqual([1, 1]);
    // Between the two: neither size is sent.
    const between = covered({ size: { kind: 'uniform', minBytes: bytes(200), maxBytes: bytes(5_000) } })?.sizes;
    expect([between?.records, between?.bytes]).toEqual([0, 0]);
  });

  it('of a fixed size is no less for lying near the border of two steps', () => {
    const sizes = [
      { overBytes: 724, upToBytes: 1_024, records: 0.5, bytes: 0.5 },
      { overBytes: 1_024, upToBytes: 1_448, records: 0.5, bytes: 0.5 },
    ];
    expect(covered({ size: { kind: 'fixed', bytes: bytes(1_030) } }, { sizes })?.sizes?.records).toBe(1);
  });

  it("is the plan's hottest key ÷ production's", () => {
    // 1 ÷ 10 keys against a fifth; 1 ÷ (1 + 1/2 + 1/3) against a fifth is more than all of it.
    expect(covered({ keys: { kind: 'uniform', count: 10 } })?.hottestKey?.share).toBeCloseTo(0.5, 12);
    const zipf = covered({ keys: { kind: 'zipf', count: 3, exponent: 1 } })?.hottestKey;
    expect(zipf?.plan).toBeCloseTo(6 / 11, 12);
    expect(zipf?.share).toBe(1);
    expect(covered({ keys: { kind: 'none' } })?.hottestKey?.share).toBe(0);
  });

  it("is the plan's busiest partition ÷ production's: without keys the partitions are even", () => {
    expect(covered({ keys: { kind: 'none' } })?.busiestPartition).toEqual({ production: 3, plan: 1, share: 1 / 3 });
    // One key goes to one partition of the sample's.
    const partitions = samplePlan({ ingress }).topics.reduce((sum, topic) => sum + topic.share * topic.partitions, 0);
    expect(covered({ keys: { kind: 'uniform', count: 1 } })?.busiestPartition?.plan).toBeCloseTo(partitions, 9);
  });

  it('is told in a sentence and in lines that say what is not exercised', () => {
    const coverage = covered({ size: { kind: 'fixed', bytes: bytes(100) }, keys: { kind: 'uniform', count: 10 } });
    if (coverage === null) throw new Error('no coverage');
    expect(coverageSentence(coverage)).toContain('95.8% of the time');
    expect(coverageSentence(coverage)).toContain('90.0% of its records and 30.0% of its bytes');
    const untested = coverageLines(coverage).map((line) => line.untested);
    expect(untested).toContain('70.0% of the bytes are of records of other sizes');
    expect(untested.every((words) => words !== null)).toBe(true);
  });
});
