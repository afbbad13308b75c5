import { MIB } from '../../../units.ts';
import type { Overrides } from '../../types/request.ts';
import { type LoadBySecond, totalOf } from './load-by-second.ts';
import type { SpendingRun } from './spending-run.ts';

/** A load at which the model is asked what it takes, in MiB a second. */
export interface LoadPoint {
  readonly written: number;
  readonly read: number;
}

/** On average; a run that wrote nothing is looked at as if it had written at its planned rate. */
export function averageLoad(run: SpendingRun, { seconds, written, read }: LoadBySecond): LoadPoint {
  const average = totalOf(written) / Math.max(1, seconds);
  return average > 0
    ? { written: average, read: totalOf(read) / seconds }
    : { written: plannedPeak(run), read: plannedPeak(run) };
}

/** The run as a workload of the model: its own rates and sizes, in production's zones, kept for as long as it lasts. */
export function workloadOf(run: SpendingRun, load: LoadBySecond, { written, read }: LoadPoint): Overrides {
  const { plan, cost } = run;
  const replications = plan.topics.map(({ replication }) => replication ?? plan.production.replication);
  const values: Readonly<Record<string, number>> = {
    averageIngress: written,
    peakIngress: Math.max(plannedPeak(run), totalOf(load.written) / Math.max(1, load.seconds)),
    fanOut: read / written,
    retention: load.retention,
    compressionRatio: 1,
    partitions: plan.topics.reduce((total, { partitions }) => total + partitions, 0),
    replication: Math.max(...replications),
    replayPerDay: 0,
    recordSize: plan.records.meanBytes,
    growthPerMonth: 0,
  };
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => Object.hasOwn(cost.figures, name))
      .map(([name, value]) => [name, { value, source: 'the run itself' }]),
  );
}

const plannedPeak = ({ plan: { phases, records } }: SpendingRun): number =>
  (Math.max(...phases.flatMap(({ fromRate, toRate }) => [fromRate, toRate])) * records.meanBytes) / MIB;
