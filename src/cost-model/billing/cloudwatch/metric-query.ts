/** A metric that is asked for, as data. */
export interface MetricQuery {
  /** What it measures; several metrics that are paid for as one have one name. */
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  /** Values that hold where the scope's resources name none; null for a dimension that only the scope can name. */
  readonly dimensions: Readonly<Record<string, readonly string[] | null>>;
  readonly statistic: 'Sum' | 'Average';
  /** Of the points, after `perSecond`. */
  readonly unit: string;
  /** The finest interval at which AWS publishes it. */
  readonly everySeconds: number;
  /** It is a rate, and each point is told as what passed in its interval. */
  readonly perSecond?: boolean;
  readonly note?: string;
}
