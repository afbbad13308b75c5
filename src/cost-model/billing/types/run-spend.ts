/** What a run itself consumed, at list prices, second by second: under the latency on one axis. */
export interface RunSpend {
  readonly target: string;
  readonly repetition: number;
  readonly currency: string;
  /** One a second of the timeline: money, double. Their sum is `total`. */
  readonly seconds: readonly { readonly second: number; readonly amount: number; readonly byKind: Readonly<Record<string, number>> }[];
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
}
