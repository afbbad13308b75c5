/** How a metric of a source becomes a quantity that is paid for: data, beside the queries that ask for it. */
export interface MetricMeter {
  readonly metric: string;
  /** `Sum`, `Average`. */
  readonly statistic: string;
  /** How many of the price's units one of the metric's is. */
  readonly price: { readonly key: string; readonly perUnit: string };
  /** `sum`: everything that the points count; `average`: what lies there on average, for a month. */
  readonly as: 'sum' | 'average';
  /** Why it may not stand in the measured column, however whole it is. */
  readonly notUsed?: string;
}
