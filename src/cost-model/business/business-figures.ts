import type { Figure, Figures } from '../types/figures.ts';

const stated = (
  name: string,
  [value, unit, low, high]: readonly [value: number, unit: string, low: number | null, high: number | null],
  basis: string,
): readonly [string, Figure] => [
  `business/${name}`,
  { value, unit, provenance: 'assumed', source: `assumption:${name} (${basis})`, low, high },
];

/** What the business case rests on where nobody says otherwise: nothing is committed and no price rises. */
export const BUSINESS_FIGURES: Figures = Object.fromEntries([
  stated('discountRatePerYear', [0.1, 'fraction', 0.06, 0.15], 'a guess to replace by the rate that finance uses'),
  stated('overlapMonths', [2, 'month', 1, 6], 'nothing published: a guess to replace'),
  stated('renewalUpliftPerYear', [0, 'fraction', null, null], 'none stated: prices stay as they are'),
  stated('commitmentPerMonth', [0, 'USD per month', null, null], 'none stated'),
  stated('commitmentMonthsLeft', [0, 'month', null, null], 'none stated'),
]);
