import { histogramOf, type IntervalCounts } from '../../src/loadgen/interval-recorder.ts';

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
  readonly count: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
}

export function scheduleDelay(intervals: readonly IntervalCounts[], { warmUpSeconds }: ScheduleLoad): ScheduleDelay {
  const all = histogramOf(new Float64Array());
  for (const { kind, second, pairs } of intervals) {
    if (kind === 'schedule-delay' && second >= warmUpSeconds) all.add(histogramOf(pairs));
  }
  const at = (percentile: number): number => all.getValueAtPercentile(percentile) / 1e3;
  return { count: all.totalCount, p50Ms: at(50), p99Ms: at(99), p999Ms: at(99.9), maxMs: all.maxValue / 1e3 };
}
