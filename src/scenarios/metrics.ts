/** How a threshold's limit on a metric is written, and in which unit it is compared. */
export type MetricUnit = 'ms' | 's' | 'records/s' | 'MiB/s' | 'records' | 'fraction' | 'ratio';

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

/** Every figure of a target in `summary.json` on which a threshold may stand. */
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
  ...each('audit', ['lost', 'duplicated', 'reordered', 'corrupted', 'unknown'], measured('records')),
]);

export const METRIC_NAMES: readonly string[] = [...METRICS.keys()];
