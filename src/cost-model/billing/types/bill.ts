import type { Category } from '../../types/shape.ts';
import type { Apart } from './rule.ts';
import type { Period } from './source.ts';

/** bill.json: categories + unclassified + apart = total, to the last digit; decimal strings. */
export interface Bill {
  readonly schemaVersion: 1;
  readonly currency: string;
  readonly period: Period & {
    /** True where a day of it may still change. */
    readonly provisional: boolean;
    /** Of a bill that tells less than a day: of how many hours it is. */
    readonly hours?: number;
  };
  readonly total: string;
  readonly categories: readonly BillCategory[];
  readonly unclassified: {
    readonly amount: string;
    readonly amortized?: string | null;
    readonly top: readonly UnclassifiedLine[];
  };
  readonly apart: Readonly<Record<Apart, string>>;
  /** As `apart`, with commitments spread; null where a source does not say it. */
  readonly apartAmortized?: Readonly<Record<Apart, string | null>>;
  /** As above, in the view in which commitments are spread; null where a source does not say it. */
  readonly amortizedTotal: string | null;
  readonly days: readonly BillDay[];
  readonly rules: readonly RuleUse[];
  /** Consumption by the model's price: what reconciliation compares. */
  readonly usage: readonly BilledUsage[];
  readonly sources: readonly BillSource[];
  /** Costs that several targets share, and this one's part of them. */
  readonly shared: readonly {
    readonly by: string;
    readonly share: string;
    readonly amount: string;
    /** What other targets pay of them: the sources' totals less these are the bill's. */
    readonly others: string;
  }[];
  readonly losses: readonly string[];
}

export interface BillCategory {
  readonly category: Category;
  readonly amount: string;
  readonly amortized: string | null;
  /** Lines of the sources in it. */
  readonly lines: number;
}

export interface UnclassifiedLine {
  readonly provider: string;
  readonly service: string;
  readonly usageType: string;
  readonly operation: string | null;
  readonly amount: string;
  readonly amortized?: string | null;
  readonly lines: number;
}

export interface BillDay {
  readonly day: string;
  /** Where usage of several days stands on it: the first day that is no longer part of any. */
  readonly until?: string;
  readonly provisional: boolean;
  readonly amount: string;
  readonly byCategory: Readonly<Partial<Record<Category, string>>>;
  /** What of the amount no rule knows. */
  readonly unclassified: string;
  /** What of it is no consumption, by the parts that the day has: a credit is not lost in a tax. */
  readonly apart: Readonly<Partial<Record<Apart, string>>>;
  /** Both together: what of the amount is in no category. */
  readonly other: string;
}

export interface RuleUse {
  readonly rule: string;
  readonly amount: string;
  readonly lines: number;
}

export interface BilledUsage {
  readonly rule: string;
  readonly category: Category;
  readonly usageType: string;
  /** The model's price; null where the rule names none. */
  readonly priceKey: string | null;
  /** In the price's unit. */
  readonly quantity: string | null;
  readonly unit: string | null;
  /** The unit in which it is billed: whether that is by the month decides how it becomes one. */
  readonly billedUnit?: string | null;
  readonly amount: string;
  /** With commitments spread; null where a source does not say it. */
  readonly amortized?: string | null;
  /** Some of it is covered by a savings plan or a reservation, so that its amount is not what it costs. */
  readonly covered?: boolean;
  readonly list: string | null;
}

export interface BillSource {
  readonly source: string;
  readonly digest: string;
  readonly repeatable: string;
  /** The days that it is of; sources of different days are one bill, and none that is reconciled. */
  readonly period?: Period & { readonly hours?: number };
  readonly lines: number;
  readonly total: string;
}
