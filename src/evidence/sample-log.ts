import { build, decodeFromCompressedBase64, type Histogram, HistogramLogWriter } from 'hdr-histogram-js';
import type { SampleKind, SampleName, SamplePath } from './types/samples.ts';

const PATHS: readonly SamplePath[] = ['produce', 'tail', 'catch-up', 'object-store'];
const KINDS: readonly SampleKind[] = ['response', 'service', 'schedule-delay', 'end-to-end', 'fetch', 'request'];

/** `<target>.<repetition>.<path>[.<group>].<kind>.hlog`; names of targets and groups hold no dot. */
export function sampleFileName({ target, repetition, path, group, kind }: SampleName): string {
  return [target, repetition, path, ...(group === null ? [] : [group]), kind, 'hlog'].join('.');
}

/** Null for a file that is not one of ours. */
export function parseSampleFileName(file: string): SampleName | null {
  const parts = file.split('.');
  if (parts.pop() !== 'hlog' || parts.length < 4 || parts.length > 5) return null;
  const [target, repetition, path, group] = parts as [string, string, SamplePath, string];
  const kind = parts.at(-1) as SampleKind;
  if (!/^\d+$/.test(repetition) || !PATHS.includes(path) || !KINDS.includes(kind)) return null;
  return { target, repetition: Number(repetition), path, group: parts.length === 5 ? group : null, kind };
}

/** The lines before the first interval: format, units, and the epoch's wall time as a label. */
export function sampleLogHeader(epochWallMs: number): string {
  return collect((writer) => {
    writer.outputComment('values in microseconds; timestamps in seconds since the epoch of the repetition');
    writer.outputLogFormatVersion();
    writer.outputComment(`[epoch: ${new Date(epochWallMs).toISOString()}]`);
    writer.outputLegend();
  });
}

/** One interval from `second` to `endSecond`, which are whole ms; HdrHistogram V2 compressed. */
export function sampleLogLine(second: number, histogram: Histogram, endSecond: number): string {
  return collect((writer) => writer.outputIntervalHistogram(histogram, second, endSecond, 1));
}

/** Reads a log back; a line cut off by a crash is left out. */
export function parseSampleLog(text: string): { second: number; histogram: Histogram }[] {
  const intervals: { second: number; histogram: Histogram }[] = [];
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const line of complete.split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith('"')) continue;
    const [start, , , payload] = line.split(',');
    if (start === undefined || payload === undefined) continue;
    const second = Math.round(Number(start) * 1e3) / 1e3;
    intervals.push({ second, histogram: decodeFromCompressedBase64(payload, 64, false) });
  }
  return intervals;
}

/** An empty histogram of the shape that all samples have: µs, three significant digits, growing. */
export function emptyHistogram(): Histogram {
  return build({ lowestDiscernibleValue: 1, numberOfSignificantValueDigits: 3, autoResize: true, bitBucketSize: 64 });
}

function collect(write: (writer: HistogramLogWriter) => void): string {
  let text = '';
  write(
    new HistogramLogWriter((part) => {
      text += part;
    }),
  );
  return text;
}
