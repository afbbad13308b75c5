/** Which part of the production that was captured a plan exercises. Shares are from 0 to 1. */
export interface Coverage {
  readonly capture: { readonly file: string; readonly digest: string };
  readonly minutes: MinutesCovered;
  /** Null where the capture saw no sizes. */
  readonly sizes: SizesCovered | null;
  /** Null where the capture saw no keys, or none that stands out. */
  readonly hottestKey: SkewCovered | null;
  readonly busiestPartition: SkewCovered | null;
}

export interface MinutesCovered {
  /** Of the time that was seen, that at whose rate the measured phases send, or at a higher one. */
  readonly share: number;
  /** The same, of the rate ÷ the average on either side: the shape without its size. */
  readonly shapeShare: number;
  readonly productionAverage: number;
  readonly productionPeak: number;
  readonly planAverage: number;
  readonly planPeak: number;
  /** The time that was seen, busiest first, in parts; records a second of each. */
  readonly parts: readonly MinutesPart[];
}

export interface MinutesPart {
  /** Of the time that was seen. */
  readonly from: number;
  readonly to: number;
  readonly recordsPerSecond: number;
  readonly exercised: boolean;
}

export interface SizesCovered {
  /** Of the records and of their bytes, those of a size that the plan generates. */
  readonly records: number;
  readonly bytes: number;
  readonly bins: readonly {
    readonly overBytes: number;
    readonly upToBytes: number;
    readonly records: number;
    readonly bytes: number;
    readonly exercised: boolean;
  }[];
}

/** A share of the hottest key, or of the busiest partition × partitions. */
export interface SkewCovered {
  readonly production: number;
  readonly plan: number;
  /** plan ÷ production, at most 1. */
  readonly share: number;
}
