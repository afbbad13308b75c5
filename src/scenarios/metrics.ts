import { FAULT_KIND_NAMES } from './fault-kinds.ts';

/** How a threshold's limit on a metric is written, and in which unit it is compared. */
export type MetricUnit = 'ms' | 's' | 'records/s' | 'MiB/s' | 'records' | 'requests' | 'fraction' | 'ratio';

export interface Metric {
  readonly unit: MetricUnit;
  /** True where `summary.json` has the metric for each phase too. */
  readonly hasPhases: boolean;
  /** The part of the scenario without which the metric is never measured. */
  readonly needs: 'catchUp' | 'fanOut' | null;
}

const PERCENTILES = ['p50', 'p95', 'p99', 'p999', 'max'];

function each(prefix: string, names: readonly string[], metric: Metric): [string, Metric][] {
  return names.map((name) => [`${prefix}.${name}`, metric]);
}

const measured = (unit: MetricUnit, hasPhases = false): Metric => ({ unit, hasPhases, needs: null });
const ofCatchUp = (unit: MetricUnit): Metric => ({ unit, hasPhases: false, needs: 'catchUp' });

/** Figures of `summary.json` on which a threshold may stand in every scenario; those of faults have the faults' names. */
export const METRICS: ReadonlyMap<string, Metric> = new Map([
  ...['response', 'service', 'scheduleDelay'].flatMap((kind) =>
    each(`produce.${kind}`, PERCENTILES, measured('ms', true)),
  ),
  ...each('produce', ['acknowledged', 'failed', 'unknown', 'unsent'], measured('records', true)),
  ...each('produce', ['offeredRate', 'achievedRate'], measured('records/s', true)),
  ...each('produce', ['availability'], measured('fraction', true)),
  ...each('tail.endToEnd', PERCENTILES, { unit: 'ms', hasPhases: true, needs: 'fanOut' }),
  ...each('catchUp', ['timeToTailSeconds'], ofCatchUp('s')),
  ...each('catchUp', ['mibPerSecond'], ofCatchUp('MiB/s')),
  ...each('catchUp.fetch', PERCENTILES, ofCatchUp('ms')),
  ...each('catchUp.collateral', ['produceP99Ratio', 'tailP99Ratio'], ofCatchUp('ratio')),
  ...each('objectStore', ['throttled', 'failed', 'get', 'put'], measured('requests')),
  ...each('audit', ['lost', 'duplicated', 'reordered', 'corrupted', 'unknown'], measured('records')),
  ...each('audit.found', ['unseen', 'skipped-poll', 'non-monotonic-poll', 'aborted-read'], measured('records')),
]);

export const METRIC_NAMES: readonly string[] = [...METRICS.keys()];

/** Figures of one fault, in `recovery.<fault>.<figure>`. */
export const RECOVERY_FIGURES = {
  timeToFirstAckSeconds: 's',
  timeToEveryPartitionSeconds: 's',
  longestWithoutAckSeconds: 's',
  timeToDrainedSeconds: 's',
  timeToHeadroomSeconds: 's',
  failed: 'records',
  unknown: 'records',
  unsent: 'records',
  lost: 'records',
  duplicated: 'records',
  availability: 'fraction',
} as const satisfies Readonly<Record<string, MetricUnit>>;

type RecoveryFigure = keyof typeof RECOVERY_FIGURES;

export const recoveryMetric = (fault: string, figure: string): string => `recovery.${fault}.${figure}`;

/** The metrics of these faults, by their ids in the plan. */
export const recoveryMetricNames = (faults: readonly string[]): readonly string[] =>
  faults.flatMap((fault) => Object.keys(RECOVERY_FIGURES).map((figure) => recoveryMetric(fault, figure)));

/** The fault that a metric is of; null for one that is of none. */
export const faultOfMetric = (name: string): string | null => RECOVERY.exec(name)?.[1] ?? null;

const RECOVERY = /^recovery\.([^.]+)\.([^.]+)$/;

/** A metric by its name, whatever faults the scenario has; undefined where nothing is measured under it. */
export function metricNamed(name: string): Metric | undefined {
  const figure = RECOVERY.exec(name)?.[2] ?? '';
  if (!isRecoveryFigure(figure)) return METRICS.get(name);
  return { unit: RECOVERY_FIGURES[figure], hasPhases: false, needs: null };
}

const isRecoveryFigure = (figure: string): figure is RecoveryFigure => Object.hasOwn(RECOVERY_FIGURES, figure);

/** What a metric of a fault looks like: for editors, which do not know the scenario's faults. */
export const RECOVERY_PATTERN = `^recovery\\.(${FAULT_KIND_NAMES.join('|')})-[1-9][0-9]*\\.(${Object.keys(RECOVERY_FIGURES).join('|')})$`;
