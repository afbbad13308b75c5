import type { PlatformId } from './result.ts';

/**
 * Staying and renewing against moving, month by month. Its inputs are the figures `business/…` of the result;
 * what is paid once stands in the candidate's line items.
 */
export interface BusinessCase {
  readonly stay: PlatformId;
  readonly move: PlatformId;
  readonly months: readonly CaseMonth[];
  readonly quarters: readonly CaseQuarter[];
  /** Of `stay` and `move` over the horizon, by payee: shows when spend only moves between invoices. */
  readonly byPayee: readonly {
    readonly paidTo: 'cloud' | 'vendor' | 'team';
    readonly stay: string;
    readonly move: string;
  }[];
  /** First month from which the sum of differences is never negative again; null where none is, or it is not known. */
  readonly paybackMonth: number | null;
  /** Of the differences, discounted to the first month; null while either is incomplete. */
  readonly netPresentValue: string | null;
  readonly totals: { readonly stay: string; readonly move: string; readonly difference: string };
  /** True where something has no price: then nothing above but the months and totals is said. */
  readonly isLowerBound: boolean;
  readonly why: string | null;
}

/** Decimal strings to the cent; `difference` = stay − move. */
export interface CaseMonth {
  /** From 1. */
  readonly month: number;
  /** `2027-01` */
  readonly calendar: string;
  readonly quarter: string;
  readonly stay: string;
  readonly move: string;
  /** What `move` is made of; they add up to it. */
  readonly moveParts: {
    readonly running: string;
    /** The old platform while both run. */
    readonly overlap: string;
    readonly once: string;
    /** Committed to the old one and no longer used. */
    readonly shortfall: string;
    readonly tax: string;
  };
  readonly difference: string;
  readonly cumulative: string;
}

export interface CaseQuarter {
  /** `FY2027 Q1` */
  readonly quarter: string;
  readonly stay: string;
  readonly move: string;
  readonly difference: string;
}
