import { HistogramLogReader } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import {
  emptyHistogram,
  parseSampleFileName,
  parseSampleLog,
  sampleFileName,
  sampleLogHeader,
  sampleLogLine,
} from '../../src/evidence/sample-log.ts';

function histogram(from: number, count: number) {
  const made = emptyHistogram();
  for (let i = 0; i < count; i++) made.recordValue(from + i * 13);
  return made;
}

const log = sampleLogHeader(0) + sampleLogLine(3, histogram(100, 500)) + sampleLogLine(3, histogram(90_000, 3));

describe('a sample log', () => {
  it('gives back every interval, two for one second where there were two', () => {
    const intervals = parseSampleLog(log);
    expect(intervals.map(({ second, histogram: { totalCount } }) => [second, totalCount])).toEqual([
      [3, 500],
      [3, 3],
    ]);
    for (const percentile of [0, 50, 99, 100]) {
      expect(intervals[0]?.histogram.getValueAtPercentile(percentile)).toBe(
        histogram(100, 500).getValueAtPercentile(percentile),
      );
    }
  });

  it('reads the same in the library’s own log reader', () => {
    const reader = new HistogramLogReader(log, 64);
    expect(reader.nextIntervalHistogram()?.getValueAtPercentile(99)).toBe(histogram(100, 500).getValueAtPercentile(99));
    expect(reader.nextIntervalHistogram()?.totalCount).toBe(3);
    expect(reader.nextIntervalHistogram()).toBeNull();
  });

  it('leaves out a last line that a crash cut off', () => {
    expect(parseSampleLog(log.slice(0, -20))).toHaveLength(1);
  });

  it('is named so that the name can be read back, with and without a group', () => {
    const produce = {
      target: 'local-kafka',
      repetition: 2,
      path: 'produce',
      group: null,
      kind: 'schedule-delay',
    } as const;
    const tail = { target: 'a', repetition: 11, path: 'tail', group: 'tail-1', kind: 'end-to-end' } as const;
    expect(sampleFileName(produce)).toBe('local-kafka.2.produce.schedule-delay.hlog');
    expect(sampleFileName(tail)).toBe('a.11.tail.tail-1.end-to-end.hlog');
    for (const name of [produce, tail]) expect(parseSampleFileName(sampleFileName(name))).toEqual(name);
    for (const other of ['notes.txt', 'a.x.tail.response.hlog', 'a.1.nonsense.response.hlog', 'a.1.tail.hlog']) {
      expect(parseSampleFileName(other)).toBeNull();
    }
  });
});
