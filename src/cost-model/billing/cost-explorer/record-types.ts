import type { LineItemType } from '../types/row.ts';

/**
 * Record types as Cost Explorer says them, by their letters only ("Savings Plan Negation" and "SavingsPlanNegation"
 * both occur), in the words of CUR 2.0. Sources: AWS's list of charge types ("Budget filters", Billing user guide) and
 * values of RECORD_TYPE seen in public code, 2026.
 */
const BY_LETTERS: Readonly<Record<string, LineItemType>> = {
  usage: 'Usage',
  discountedusage: 'DiscountedUsage',
  reservationappliedusage: 'DiscountedUsage',
  savingsplancoveredusage: 'SavingsPlanCoveredUsage',
  savingsplannegation: 'SavingsPlanNegation',
  savingsplanrecurringfee: 'SavingsPlanRecurringFee',
  savingsplanupfrontfee: 'SavingsPlanUpfrontFee',
  rifee: 'RIFee',
  recurring: 'RIFee',
  recurringreservationfee: 'RIFee',
  fee: 'Fee',
  upfront: 'Fee',
  upfrontreservationfee: 'Fee',
  otheroutofcyclecharges: 'Fee',
  edpdiscount: 'EdpDiscount',
  enterprisediscountprogramdiscount: 'EdpDiscount',
  solutionproviderprogramdiscount: 'EdpDiscount',
  distributordiscount: 'EdpDiscount',
  discount: 'EdpDiscount',
  privateratediscount: 'PrivateRateDiscount',
  privateratecarddiscount: 'PrivateRateDiscount',
  bundleddiscount: 'BundledDiscount',
  tax: 'Tax',
  credit: 'Credit',
  refund: 'Refund',
  support: 'Support',
  supportfee: 'Support',
};

/** Null for a record type that is not known. */
export const lineItemTypeOf = (recordType: string): LineItemType | null =>
  BY_LETTERS[recordType.toLowerCase().replace(/[^a-z]/g, '')] ?? null;

/** What stands apart on a bill whatever its usage type: their services say enough, and need no further request. */
const KNOWN_BY_SERVICE: readonly (LineItemType | null)[] = [
  'Tax',
  'Credit',
  'Refund',
  'Support',
  'RIFee',
  'SavingsPlanNegation',
  'SavingsPlanRecurringFee',
  'SavingsPlanUpfrontFee',
];

export const needsUsageTypes = (recordType: string): boolean => !KNOWN_BY_SERVICE.includes(lineItemTypeOf(recordType));

/** As many record types as can need usage types in one bill. */
export const MOST_WITH_USAGE_TYPES = new Set(
  Object.values(BY_LETTERS).filter((type) => !KNOWN_BY_SERVICE.includes(type)),
).size;
