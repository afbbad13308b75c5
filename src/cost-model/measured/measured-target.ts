/** What of a target's summary is needed here; `summary.targets` has this form. */
export interface MeasuredTarget {
  readonly name: string;
  readonly valid: boolean;
  /** Acknowledged records per second over the measured phases; null where no repetition is valid. */
  readonly produce: { readonly achievedRate: number | null };
  /** Records over the same whole passes as `objectStore`; null or absent where no complete reading was made. */
  readonly audit?: { readonly acknowledged: number } | null;
  /** null or absent where no object store was watched. */
  readonly objectStore?: {
    readonly put: number;
    readonly get: number;
    readonly bytesRead: number;
    /** 1 − bytes read from the store ÷ bytes read by consumers. */
    readonly cacheHitRatio: number | null;
  } | null;
  /** What a run that looked at its cluster more closely found; what is absent is not known. */
  readonly observed?: Partial<Observed>;
}

interface Observed {
  readonly version: string;
  readonly instanceClass: string;
  readonly zones: number;
  readonly brokers: number;
  readonly soughtLimit: boolean;
  readonly coldSetLargerThanCache: boolean;
  readonly cycles: number;
}
