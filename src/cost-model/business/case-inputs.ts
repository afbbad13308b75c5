import type { PricedWorkload } from '../pricing/price-workload.ts';

/** The figures `business/…`, and the share of tax; money in the result's. */
export interface CaseInputs {
  readonly discountRatePerYear: number;
  readonly overlapMonths: number;
  readonly renewalUpliftPerYear: number;
  readonly commitmentPerMonth: number;
  readonly commitmentMonthsLeft: number;
  readonly taxShare: number;
}

const NAMES = [
  'discountRatePerYear',
  'overlapMonths',
  'renewalUpliftPerYear',
  'commitmentPerMonth',
  'commitmentMonthsLeft',
] as const satisfies readonly (keyof CaseInputs)[];

/** null where the result has not all of them: see business-figures.ts. */
export function caseInputs({ figures, terms }: Pick<PricedWorkload, 'figures' | 'terms'>): CaseInputs | null {
  const values = NAMES.map((name) => [name, figures[`business/${name}`]?.value] as const);
  if (values.some(([, value]) => value === undefined)) return null;
  return { ...Object.fromEntries(values), taxShare: terms.tax?.share ?? 0 } as CaseInputs;
}
