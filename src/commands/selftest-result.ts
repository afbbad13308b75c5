import type { Histogram } from 'hdr-histogram-js';
import { merge } from '../judge/histograms.ts';
import { percentilesOf } from '../judge/percentiles.ts';
import { TICK_MICROS } from '../loadgen/simulation/simulate.ts';
import { responseQuantileMs, type Stall } from '../loadgen/simulation/stall.ts';

/** Largest distance from the formula, as a share of it. */
const TOLERANCE = 0.01;

const SERVICE_MS = 2;

/** What is done: records due per second, seconds of the stall, and the share ρ of the platform's rate that they take. */
type Experiment = Pick<SelftestRow, 'recordsPerSecond' | 'stallSeconds' | 'utilization'>;

/** A client with room to spare at every rate, and once one with so little that the drain takes as long as the stall. */
const EXPERIMENTS: readonly Experiment[] = [
  ...[200, 2_000, 20_000].flatMap((recordsPerSecond) =>
    [0.5, 3, 10].map((stallSeconds) => ({ recordsPerSecond, stallSeconds, utilization: 0.1 })),
  ),
  { recordsPerSecond: 2_000, stallSeconds: 3, utilization: 0.5 },
];

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99, p999: 0.999, max: 1 } as const;
export type Quantile = keyof typeof QUANTILES;

/** One figure of one run: what `--json` lists. Times are ms. */
export interface SelftestRow {
  readonly recordsPerSecond: number;
  readonly stallSeconds: number;
  /** ρ of docs/selftest.md. */
  readonly utilization: number;
  readonly percentile: Quantile;
  readonly formulaMs: number;
  /** Null where the run has too few records for it. */
  readonly responseMs: number | null;
  /** (measured − formula) ÷ formula. */
  readonly difference: number | null;
  readonly serviceMs: number | null;
  /** Response ÷ service: how many times too low the clock reads that starts at the send. */
  readonly tooLow: number | null;
}

export interface SelftestResult {
  readonly tolerance: number;
  readonly passed: boolean;
  readonly rows: readonly SelftestRow[];
}

/** The latencies (µs) of one experiment. */
export type Measure = (stall: Stall) => {
  readonly response: readonly Histogram[];
  readonly service: readonly Histogram[];
};

/** Runs every experiment and holds its percentiles, as a report would state them, against the formula. */
export function selftest(measure: Measure): SelftestResult {
  const rows = EXPERIMENTS.flatMap((experiment) => rowsOf(experiment, measure));
  const passed = rows.every(({ difference }) => difference !== null && Math.abs(difference) <= TOLERANCE);
  return { tolerance: TOLERANCE, passed, rows };
}

const stallOf = ({ recordsPerSecond, stallSeconds, utilization }: Experiment): Stall => ({
  recordsPerSecond,
  stallSeconds,
  runSeconds: 60,
  serviceMs: SERVICE_MS,
  outstanding: Math.round((recordsPerSecond * SERVICE_MS) / 1e3 / utilization),
  tickMs: TICK_MICROS / 1e3,
});

function rowsOf(experiment: Experiment, measure: Measure): readonly SelftestRow[] {
  const stall = stallOf(experiment);
  const measured = measure(stall);
  const response = percentilesOf(merge(measured.response));
  const service = percentilesOf(merge(measured.service));
  return (Object.keys(QUANTILES) as Quantile[]).map((percentile) => {
    const formulaMs = responseQuantileMs(stall, QUANTILES[percentile]);
    const [responseMs, serviceMs] = [response[percentile], service[percentile]];
    return {
      ...experiment,
      percentile,
      formulaMs,
      responseMs,
      difference: responseMs === null ? null : responseMs / formulaMs - 1,
      serviceMs,
      tooLow: responseMs === null || serviceMs === null ? null : responseMs / serviceMs,
    };
  });
}
