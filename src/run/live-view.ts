import type { Histogram } from 'hdr-histogram-js';
import { emptyHistogram } from '../evidence/sample-log.ts';
import type { ThreadMetric } from '../loadgen/workers/messages.ts';
import type { LiveFigures } from './progress.ts';

/** The last second's figures, for the terminal alone: nothing that is judged passes here. */
export class LiveView {
  #response: Histogram = emptyHistogram();
  #offered = 0;
  #acknowledged = 0;
  #errors = 0;
  readonly #lags = new Map<string, number | null>();

  response(histogram: Histogram): void {
    this.#response.add(histogram);
  }

  metric(metric: ThreadMetric): void {
    if (metric.kind === 'group') this.#lags.set(metric.group, metric.lag);
    if (metric.kind !== 'sends') return;
    this.#offered += metric.offered;
    this.#acknowledged += metric.acknowledged;
    this.#errors += metric.failed + metric.unknown + metric.unsent;
  }

  /** Figures since the last call. */
  take(): LiveFigures {
    const lags = [...this.#lags.values()].filter((lag) => lag !== null);
    const percentile = (p: number): number | null =>
      this.#response.totalCount === 0 ? null : this.#response.getValueAtPercentile(p) / 1e3;
    const figures = {
      offeredPerSecond: this.#offered,
      acknowledgedPerSecond: this.#acknowledged,
      p50Ms: percentile(50),
      p99Ms: percentile(99),
      lag: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0),
      errors: this.#errors,
    };
    this.#response = emptyHistogram();
    this.#offered = 0;
    this.#acknowledged = 0;
    return figures;
  }
}
