import { histogramOf, type IntervalCounts } from '../../src/loadgen/interval-recorder.ts';
import { MIB } from '../../src/units.ts';

/** What both processes of the schedule bench are given, as one argument in JSON. */
export interface ScheduleLoad {
  readonly bootstrap: string;
  readonly topic: string;
  /** Records a second. */
  readonly rate: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly driver: string;
}

/** Schedule delays of the records intended after the warm-up. */
export interface ScheduleDelay {
  /** Most that waited in the send buffer when a second ended; 0 of the loop, which sends nothing. */
  readonly bufferedMiB: number;
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
}

export function scheduleDelay(
  intervals: readonly IntervalCounts[],
  { warmUpSeconds }: ScheduleLoad,
  bufferedBytes = 0,
): ScheduleDelay {
  const all = histogramOf(new Float64Array());
  for (const { kind, second, pairs } of intervals) {
    if (kind === 'schedule-delay' && second >= warmUpSeconds) all.add(histogramOf(pairs));
  }
  const at = (percentile: number): number => all.getValueAtPercentile(percentile) / 1e3;
  const bufferedMiB = Number((bufferedBytes / MIB).toFixed(1));
  return {
    bufferedMiB,
    count: all.totalCount,
    p50Ms: at(50),
    p99Ms: at(99),
    p999Ms: at(99.9),
    maxMs: all.maxValue / 1e3,
  };
}
