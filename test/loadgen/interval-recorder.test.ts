import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { histogramOf, IntervalRecorder } from '../../src/loadgen/interval-recorder.ts';

describe('the interval recorder', () => {
  it('hands out the same counts that one histogram of all values holds', () => {
    const recorder = new IntervalRecorder('response');
    const whole = build({ numberOfSignificantValueDigits: 3, lowestDiscernibleValue: 1, autoResize: true });
    for (let i = 0; i < 5_000; i++) {
      const value = Math.floor(1.003 ** (i % 5000) * 3);
      recorder.record(i * 1_000, value);
      whole.recordValue(value);
    }
    const merged = build({ numberOfSignificantValueDigits: 3, lowestDiscernibleValue: 1, autoResize: true });
    for (const { pairs } of recorder.take()) merged.add(histogramOf(pairs));
    for (const percentile of [0, 10, 50, 90, 99, 99.9, 100]) {
      expect(merged.getValueAtPercentile(percentile)).toBe(whole.getValueAtPercentile(percentile));
    }
    expect(merged.totalCount).toBe(5_000);
  });

  it('files a sample under the second of its intended time, however late it is recorded', () => {
    const recorder = new IntervalRecorder('response');
    recorder.record(1_999_999, 5);
    recorder.record(2_000_000, 5);
    recorder.take();
    recorder.record(1_500_000, 90_000_000);
    const [late, ...rest] = recorder.take();
    expect(rest).toEqual([]);
    expect(late?.second).toBe(1);
    expect(histogramOf(late?.pairs ?? new Float64Array()).getValueAtPercentile(100)).toBeGreaterThanOrEqual(90_000_000);
  });

  it('clamps nothing: an hour is recorded as an hour', () => {
    const recorder = new IntervalRecorder('response');
    recorder.record(0, 3.6e9);
    const [counts] = recorder.take();
    expect(counts?.pairs[0]).toBeGreaterThan(3.59e9);
  });
});
