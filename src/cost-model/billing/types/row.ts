/**
 * One aggregate of a bill: what every source reduces its lines to before anything is classified. Rows of one source
 * never overlap, and their sums are those of the source. Money and quantities are plain decimal strings.
 */
export interface BillRow {
  /** UTC day of the charge period's start: `2026-11-03`. */
  readonly day: string;
  /** First UTC day after it that is no longer part of the charge: of lines that were added up, the last of theirs. */
  readonly until: string;
  /** Hour of that day, where the source tells hours and somebody asked for them; null otherwise. */
  readonly hour: number | null;
  /** The amount may still change. */
  readonly provisional: boolean;
  /** `aws`, or the vendor's name as its mapping says it. */
  readonly provider: string;
  /** Product code or service name, as the source says it. */
  readonly service: string;
  /** `USE1-BoxUsage:m7g.large`; of a vendor, its meter. Empty where the source has none. */
  readonly usageType: string;
  readonly operation: string | null;
  /** As in CUR 2.0 whatever the source: the words of LINE_ITEM_TYPES. */
  readonly lineItemType: LineItemType;
  readonly region: string | null;
  /** null where it is not known, or where its lines are of several. */
  readonly account: string | null;
  /** What of the target's tags it carries, `key=value`; null where none or not known. */
  readonly tag: string | null;
  readonly resource: string | null;
  /** Which of the target's `shared:` keys it is split by, from 0; null: the target's own, and not split. */
  readonly shared: number | null;
  /** ISO 4217. */
  readonly currency: string;
  /** In `unit`; null where the source does not say it. Never added over different units. */
  readonly quantity: string | null;
  readonly unit: string | null;
  /** What is invoiced for it. */
  readonly unblended: string;
  /** With commitments spread over what they cover; null where the source does not say it. */
  readonly amortized: string | null;
  /** At public on-demand prices; null where the source does not say it. */
  readonly list: string | null;
  /** Lines of the source in it. */
  readonly lines: number;
}

export const LINE_ITEM_TYPES = [
  'Usage',
  'DiscountedUsage',
  'SavingsPlanCoveredUsage',
  'SavingsPlanNegation',
  'SavingsPlanRecurringFee',
  'SavingsPlanUpfrontFee',
  'RIFee',
  'Fee',
  'EdpDiscount',
  'PrivateRateDiscount',
  'BundledDiscount',
  'Tax',
  'Credit',
  'Refund',
  'Support',
  'Adjustment',
] as const;
export type LineItemType = (typeof LINE_ITEM_TYPES)[number];

/** Lines that consume. Discounts repeat the quantity of what they are on; fees, taxes and support stand on one day. */
export const CONSUMPTION: readonly LineItemType[] = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];
