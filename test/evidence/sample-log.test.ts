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

const log = sampleLogHeader(0) + sampleLogLine(3, histogram(100, 500), 4) + sampleLogLine(3, histogram(90_000, 3), 4);

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

  it('gives back where an interval begins to the ms, and says how long it is', () => {
    const cut =
      sampleLogHeader(0) + sampleLogLine(12, histogram(1, 2), 12.345) + sampleLogLine(12.345, histogram(1, 3), 13);
    expect(parseSampleLog(cut).map(({ second, histogram: { totalCount } }) => [second, totalCount])).toEqual([
      [12, 2],
      [12.345, 3],
    ]);
    const reader = new HistogramLogReader(cut, 64);
    const bounds = [reader.nextIntervalHistogram(), reader.nextIntervalHistogram()].map((interval) => [
      interval?.startTimeStampMsec,
      interval?.endTimeStampMsec,
    ]);
    expect(bounds).toEqual([
      [12_000, 12_345],
      [12_345, 13_000],
    ]);
    // Every ms of a second is read back as the number that it was.
    for (let millis = 0; millis < 1_000; millis++) {
      const second = 86_399 + millis / 1e3;
      expect(parseSampleLog(sampleLogLine(second, histogram(1, 1), 86_400))[0]?.second).toBe(second);
    }
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
