/** What a run itself consumed, at list prices, second by second: under the latency on one axis. */
export interface RunSpend {
  readonly target: string;
  readonly repetition: number;
  readonly currency: string;
  /** What is priced, and as what: a cluster of its own shape, or for a stand-in a model of one. */
  readonly basis: string;
  /** A line has no price: the total is the least that it may be. */
  readonly isLowerBound: boolean;
  /** One a second of the timeline: money, by category. Written out in decimals their sum is `total`, to the last digit. */
  readonly seconds: readonly {
    readonly second: number;
    readonly amount: number;
    readonly byKind: Readonly<Record<string, number>>;
  }[];
  readonly total: string;
  readonly lines: readonly {
    readonly item: string;
    readonly quantity: string;
    readonly unit: string;
    readonly unitPrice: string;
    readonly amount: string;
    readonly priceSource: string;
  }[];
  /** Of the target's tagged resources in the run's window; null where no bill is at hand. */
  readonly billed: string | null;
  /** What is left out, each in a sentence. */
  readonly notes: readonly string[];
}
