import type { Category } from '../../types/shape.ts';
import type { PlatformId } from '../../types/result.ts';
import type { Apart } from './rule.ts';

/** Modelled, measured and billed, side by side; a month each, decimal strings. */
export interface Reconciliation {
  readonly target: string;
  readonly platform: PlatformId;
  readonly currency: string;
  /** How the bill's window became a month. */
  readonly scaling: {
    readonly days: number;
    readonly factor: string;
    readonly method: string;
    /** `shorter than a day`, `3 provisional days`. */
    readonly labels: readonly string[];
  };
  readonly rows: readonly ReconciledRow[];
  readonly total: Omit<ReconciledRow, 'category' | 'lines'>;
}

export interface ReconciledRow {
  /** `unclassified` and the parts of `apart` but support have rows of their own. */
  readonly category: Category | 'unclassified' | Exclude<Apart, 'support'>;
  readonly modelled: string;
  /** Measured quantities at list price; null where nothing of it was measured. */
  readonly measured: string | null;
  readonly billed: string;
  /** billed − modelled = price + quantity + mix, exactly. */
  readonly difference: string;
  readonly price: string;
  readonly quantity: string;
  readonly mix: string;
  readonly lines: readonly ReconciledLine[];
}

export interface ReconciledLine {
  readonly item: string;
  readonly priceKey: string | null;
  readonly unit: string | null;
  readonly modelledQuantity: string | null;
  readonly billedQuantity: string | null;
  readonly modelled: string;
  readonly billed: string;
  readonly price: string;
  readonly quantity: string;
  readonly mix: string;
  readonly why: string;
}
