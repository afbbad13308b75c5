import { describe, expect, it } from 'vitest';
import { capturedWhole } from '../../../src/capture/estimates/captured-whole.ts';
import type { CapturedTopic } from '../../../src/capture/types.ts';
import { topic } from '../scenario/small-capture.ts';

const time = { startMs: 0, slotSeconds: 1, joined: 1 };
const beside = { fanOut: null, readers: null, backlogRecords: null, zones: null, past: [], atLeast: '' };
const inSlots = (rates: readonly number[]): CapturedTopic['intervals'] =>
  rates.map((recordsPerSecond, slot) => ({ fromMs: slot * 1e3, seconds: 1, recordsPerSecond, bytesPerSecond: null }));
const clicks = { ...topic('clicks', 30), intervals: inSlots([30, 30, 30, 30]) };
const half = { unit: 'records/s', seen: 'sampled', how: 'samples', value: 70, low: 63, high: 77 } as const;
/** Of 100, 100, 100 and 260 offsets a second half are records, as samples say: 70 a second, within a tenth. */
const payments = { ...topic('payments', 70), records: half, intervals: inSlots([50, 50, 50, 130]) };
const offsets = [
  [100, 100, 100, 260],
  [30, 30, 30, 30],
];

describe('rates of all topics', () => {
  it('are sampled where offsets of one of them are records only by a share of samples, as sure as it is', () => {
    const whole = capturedWhole([payments, clicks], offsets, null, time, beside);
    // 70 + 30; from 63 + 30 to 77 + 30.
    expect(whole.averageRecordsPerSecond).toMatchObject({ value: 100, seen: 'sampled', low: 93, high: 107 });
    // (50 + 50 + 130) ÷ 3 + 30 = 106⅔.
    expect(whole.peakRecordsPerSecond.value).toBeCloseTo(320 / 3, 9);
    expect(whole.peakRecordsPerSecond.seen).toBe('sampled');
    expect(whole.burstiness.seen).toBe('sampled');
    expect(whole.averageRecordsPerSecond.how).toContain('without the marks of transactions');
  });

  it('are counted where all offsets are records', () => {
    const whole = capturedWhole([clicks], [[30, 30, 30, 30]], null, time, beside);
    expect(whole.averageRecordsPerSecond).toMatchObject({ value: 30, seen: 'counted', low: null });
    expect(whole.peakRecordsPerSecond.seen).toBe('counted');
  });

  it('before the capture are records by the same share', () => {
    const past = inSlots([340]);
    const whole = capturedWhole([payments, clicks], offsets, null, time, { ...beside, past });
    // 280 records of 560 offsets and 120 of 120: 400 of 680.
    expect(whole.past[0]?.recordsPerSecond).toBeCloseTo(200, 9);
  });
});
