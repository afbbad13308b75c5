import { describe, expect, it } from 'vitest';
import { Cuts } from '../../src/loadgen/cuts.ts';
import { IntervalRecorder } from '../../src/loadgen/interval-recorder.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import { bytes, milliseconds } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

const countIn = (pairs: Float64Array): number => pairs.reduce((sum, value, at) => sum + (at % 2 === 1 ? value : 0), 0);

const acknowledged = (now: number) => ({ at: now + 2_000, outcome: 'acknowledged' as const });

describe('cuts', () => {
  it('divide a second into intervals that lie side by side, several cuts in one second too', () => {
    const cuts = new Cuts();
    for (const at of [12_700_000, 12_345_000]) cuts.add(at);
    expect(cuts.around(12_000_000)).toEqual({ from: 12e6, to: 12_345_000 });
    expect(cuts.around(12_344_999)).toEqual({ from: 12e6, to: 12_345_000 });
    expect(cuts.around(12_345_000)).toEqual({ from: 12_345_000, to: 12_700_000 });
    expect(cuts.around(12_700_000)).toEqual({ from: 12_700_000, to: 13e6 });
    expect(cuts.around(13_000_000)).toEqual({ from: 13e6, to: 14e6 });
    expect(cuts.after(12_345_000)).toBe(12_700_000);
    expect(cuts.after(12_700_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('file a sample by its intended time on one side or the other, though the recorder knew the second before', () => {
    const cuts = new Cuts();
    const recorder = new IntervalRecorder('response', cuts);
    recorder.record(12_100_000, 5);
    cuts.add(12_345_000);
    recorder.record(12_344_999, 5);
    for (const intended of [12_345_000, 12_400_000, 12_999_999]) recorder.record(intended, 5);
    recorder.record(13_000_000, 5);
    const taken = recorder.take().map(({ second, endSecond, pairs }) => [second, endSecond, countIn(pairs)]);
    expect(taken).toEqual([
      [12, 12.345, 2],
      [12.345, 13, 3],
      [13, 14, 1],
    ]);
  });

  it('divide the outcomes of a second as they divide its histograms, and lose none', () => {
    // One record every ms from 0 on: 345 are due before the cut.
    const { outcomes, histograms } = simulate(planOf({ rate: 1_000 }), acknowledged, { cuts: [345_000] });
    expect(outcomes.map(({ second, intended, acknowledged }) => [second, intended, acknowledged])).toEqual([
      [0, 345, 345],
      [0.345, 655, 655],
    ]);
    for (const kind of ['response', 'service', 'schedule-delay'] as const) {
      const ofKind = histograms.filter((counts) => counts.kind === kind);
      expect(ofKind.map(({ second, pairs }) => [second, countIn(pairs)])).toEqual([
        [0, 345],
        [0.345, 655],
      ]);
    }
  });

  it('are noted in the sequences of every partition and producer, whether it has records after them or not', () => {
    const plan = planOf({ rate: 1_000, partitions: 3, producers: 2 });
    const { partitions } = simulate(plan, acknowledged, { cuts: [345_000, 2_000_000] });
    expect(partitions).toHaveLength(6);
    for (const { partition, producer, cuts } of partitions) {
      // Record i is due at i ms, belongs to producer i mod 2 and goes to partition i mod 3.
      const own = Array.from({ length: 1_000 }, (_, i) => i).filter((i) => i % 2 === producer && i % 3 === partition);
      expect(cuts).toEqual([
        { atMicros: 345_000, sequence: own.filter((i) => i < 345).length },
        { atMicros: 2_000_000, sequence: own.length },
      ]);
    }
  });

  it('count what never found room in the send buffer among the sequences too', () => {
    const plan = planOf({
      rate: 1_000,
      client: { sendBufferBytes: bytes(20_000), deliveryTimeoutMs: milliseconds(400) },
    });
    const { partitions } = simulate(plan, () => null, { cuts: [600_000] });
    expect(partitions[0]?.cuts).toEqual([{ atMicros: 600_000, sequence: 600 }]);
  });
});
