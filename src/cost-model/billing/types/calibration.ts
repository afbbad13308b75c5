/** Values of assumptions that explain a bill; nothing changes until somebody accepts them into a file. */
export interface Calibration {
  readonly target: string;
  readonly proposals: readonly Proposal[];
  /** Share of the modelled-to-billed difference that the proposals explain together. */
  readonly fit: number | null;
}

export interface Proposal {
  /** Of an assumption or a figure of the workload. */
  readonly figure: string;
  readonly unit: string;
  readonly modelled: number;
  readonly proposed: number;
  readonly low: number | null;
  readonly high: number | null;
  /** What it was worked out from, and how. */
  readonly from: string;
  /** Difference in money that remains in the categories it moves, a month. */
  readonly residual: string;
}
