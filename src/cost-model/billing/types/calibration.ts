import type { PlatformId } from '../../types/result.ts';
import type { ReconciledRow } from './reconciliation.ts';

/** Values of assumptions that explain a bill; nothing changes until somebody accepts them into a file. */
export interface Calibration {
  readonly target: string;
  readonly platform: PlatformId;
  readonly proposals: readonly Proposal[];
  /** Share of the modelled-to-billed difference that the proposals explain together. */
  readonly fit: number | null;
  /** Figures that the bill does not settle, and those for which it would take an impossible value. */
  readonly notProposed: readonly NotProposed[];
  /** Billed less modelled a month, category by category, as modelled and with all that is proposed. */
  readonly remaining: readonly Remaining[];
}

export interface Remaining {
  readonly category: ReconciledRow['category'];
  readonly before: string;
  readonly after: string;
}

export interface NotProposed {
  readonly figure: string;
  readonly unit: string;
  readonly modelled: number;
  /** What it would take; null where nothing was solved for. */
  readonly solved: number | null;
  readonly why: string;
}

export interface Proposal {
  /** Name of a figure of the workload (`compressionRatio`) or of an assumption (`<platform>/<variant>/computeHeadroom`). */
  readonly figure: string;
  readonly unit: string;
  readonly modelled: number;
  /** The modelled value is none that it may have: the model's formulas hold in its place. */
  readonly modelledByFormula?: true;
  readonly proposed: number;
  readonly low: number | null;
  readonly high: number | null;
  /** What it was worked out from, and how. */
  readonly from: string;
  /** Difference in money that remains in the categories it moves, a month; another proposal may move the same ones. */
  readonly residual: string;
}
