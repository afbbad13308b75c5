export type Provenance = 'measured' | 'modelled' | 'billed' | 'list-price' | 'vendor-claim' | 'assumed';

/** A formula over named figures; the number, its explanation and a spreadsheet formula derive from it. */
export type Expression =
  | { readonly figure: string }
  /** Only 0 and 1, which need no source; every other number is a figure. */
  | { readonly constant: number }
  | { readonly op: 'add' | 'multiply' | 'max' | 'min'; readonly args: readonly Expression[] }
  | { readonly op: 'subtract' | 'divide'; readonly args: readonly [Expression, Expression] }
  | { readonly op: 'ceil'; readonly args: readonly [Expression] }
  /** What the platform's monthly lines paid to one payee come to, without those whose quantity is such a sum; in money. */
  | { readonly op: 'amounts'; readonly paidTo: PaidTo; readonly args: readonly [] };

export const PAYEES = ['cloud', 'vendor', 'team'] as const;
export type PaidTo = (typeof PAYEES)[number];

export interface Figure {
  readonly value: number;
  /** As arithmetic/units.ts reads it: `GiB-month`, `MiB/second`, `count`. */
  readonly unit: string;
  readonly provenance: Provenance;
  /** Where it came from: `scenario:production.fanOut`, `assumption:<key>`, a page and date. */
  readonly source: string;
  /** What it may as well be: the bounds between which it is sampled; null where it is taken as certain. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of a derived figure, over names of figures; absent on inputs. */
  readonly expression?: Expression;
  /** Of a price: when its source is from. */
  readonly date?: string;
}

/** By name: `averageIngress`, `<platform>/<variant>/brokers`, `price/aws.s3.standard.put/0` (its first tier). */
export type Figures = Readonly<Record<string, Figure>>;
