import type { Histogram } from 'hdr-histogram-js';
import type { Plan } from '../scenarios/types.ts';
import { measureCatchUp } from './catch-up.ts';
import { type Interval, intervalsOf, merge } from './histograms.ts';
import { recoveryFigures } from './recovery-figures.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { type Resampled, resampledMedian, resampledPercentiles, resampledRate } from './resampling.ts';
import { inMeasuredPhase, inPhase, measuredPhases, planEnd, type SecondFilter, wholeSecond } from './timeline.ts';
import type { TargetSummary } from './types/summary.ts';
import { tailIntervals } from './unread.ts';

/** One target's figures and the valid passes behind them. */
export interface ComparedSide {
  readonly summary: TargetSummary;
  readonly passes: readonly RepetitionEvidence[];
}

/** Figures that one set of draws answers together. */
export interface ComparedFigures {
  readonly phase: string | null;
  readonly figures: readonly { readonly metric: string; readonly title: string; readonly unit: string }[];
  /** Rows of it stand only where a side has the figure. */
  readonly isOptional?: true;
  /** Keyed by metric. */
  resampled(side: ComparedSide): Resampled<string>;
}

const PERCENTILES = { p50: 50, p95: 95, p99: 99, p999: 99.9 } as const;
type PercentileName = keyof typeof PERCENTILES;

interface ComparedLatency {
  readonly path: string;
  readonly title: string;
  readonly intervals: (pass: RepetitionEvidence, plan: Plan) => readonly Interval[];
}

const PRODUCE: ComparedLatency = {
  path: 'produce.response',
  title: 'Produce',
  intervals: (pass) => intervalsOf(pass, { path: 'produce', kind: 'response' }),
};
const TAIL: ComparedLatency = { path: 'tail.endToEnd', title: 'End to end', intervals: tailIntervals };

/** Everything that two targets are compared by, in the order of the report's table. */
export function comparedFigures(plan: Plan): readonly ComparedFigures[] {
  const phases = measuredPhases(plan);
  const latencies = plan.groups.some(({ role }) => role === 'tail') ? [PRODUCE, TAIL] : [PRODUCE];
  const headline = latencies.map((latency) =>
    latencyFigures(latency, ['p50', 'p95', 'p99', 'p999'], null, inMeasuredPhase(plan), plan),
  );
  const perPhase =
    phases.length < 2
      ? []
      : latencies.flatMap((latency) =>
          phases.map((phase) => latencyFigures(latency, ['p99'], phase.name, inPhase(phase), plan)),
        );
  return [...headline, achievedRate(plan), ...catchUpFigures(plan), ...recoveryFigures(plan), ...perPhase];
}

/** Long runs are drawn in windows of several seconds, so that the work does not grow with the run. */
const MOST_WINDOWS = 60;

function windowsOf(plan: Plan, chosen: SecondFilter): readonly (readonly number[])[] {
  const seconds = Array.from({ length: planEnd(plan) }, (_, second) => second).filter(chosen);
  const length = Math.ceil(seconds.length / MOST_WINDOWS);
  return Array.from({ length: Math.ceil(seconds.length / length) || 0 }, (_, window) =>
    seconds.slice(window * length, (window + 1) * length),
  );
}

function latencyFigures(
  { path, title, intervals }: ComparedLatency,
  names: readonly PercentileName[],
  phase: string | null,
  chosen: SecondFilter,
  plan: Plan,
): ComparedFigures {
  const wanted = Object.fromEntries(names.map((name) => [`${path}.${name}`, PERCENTILES[name]]));
  const perWindow = (pass: RepetitionEvidence): readonly Histogram[] => {
    const bySecond = Map.groupBy(intervals(pass, plan), wholeSecond);
    return windowsOf(plan, chosen).map((seconds) =>
      merge(seconds.flatMap((second) => (bySecond.get(second) ?? []).map(({ histogram }) => histogram))),
    );
  };
  return {
    phase,
    figures: names.map((name) => ({ metric: `${path}.${name}`, title: `${title} p${PERCENTILES[name]}`, unit: 'ms' })),
    resampled: ({ passes }) => resampledPercentiles(passes.map(perWindow), wanted),
  };
}

function achievedRate(plan: Plan): ComparedFigures {
  const metric = 'produce.achievedRate';
  const perWindow = (pass: RepetitionEvidence): readonly number[] => {
    const lines = Map.groupBy(metricsOf(pass, 'sends'), ({ second }) => second);
    return windowsOf(plan, inMeasuredPhase(plan)).map((seconds) => {
      const sends = seconds.flatMap((second) => lines.get(second) ?? []);
      return sends.reduce((sum, line) => sum + line.acknowledged, 0) / seconds.length;
    });
  };
  return {
    phase: null,
    figures: [{ metric, title: 'Achieved rate', unit: 'records/s' }],
    resampled: ({ passes }) => resampledRate(passes.map(perWindow), metric),
  };
}

function catchUpFigures(plan: Plan): readonly ComparedFigures[] {
  if (plan.catchUp === null) return [];
  const single = (key: 'timeToTailSeconds' | 'mibPerSecond', title: string, unit: string): ComparedFigures => {
    const metric = `catchUp.${key}`;
    return {
      phase: null,
      figures: [{ metric, title, unit }],
      resampled: ({ passes }) =>
        resampledMedian(
          passes.map((pass) => measureCatchUp([pass], plan)?.[key] ?? null),
          metric,
        ),
    };
  };
  return [
    single('timeToTailSeconds', 'Catch-up: time to the tail', 's'),
    single('mibPerSecond', 'Catch-up: drain rate', 'MiB/s'),
  ];
}
