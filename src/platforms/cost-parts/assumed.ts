import type { Figure } from '../../cost-model/types/figures.ts';
import type { CostVariant } from '../../cost-model/types/shape.ts';

/** Name → figure. */
export type Assumptions = CostVariant['assumptions'];

/** value, unit, low, high (null where there is no range), what the value rests on, and the date of that where it has one. */
type Assumption = readonly [
  value: number,
  unit: string,
  low: number | null,
  high: number | null,
  basis: string,
  date?: string,
];

/** Defaults that a target or a sheet may override by name. */
export const assumed = (assumptions: Readonly<Record<string, Assumption>>): Assumptions =>
  figures(assumptions, ([value, unit, low, high, basis, date], key) => ({
    value,
    unit,
    provenance: 'assumed',
    source: `assumption:${key} (${date === undefined ? basis : `${basis}, ${date}`})`,
    low,
    high,
  }));

/** What is so by definition, such as what one unit is in another. */
export const defined = (definitions: Readonly<Record<string, readonly [value: number, unit: string]>>): Assumptions =>
  figures(definitions, ([value, unit]) => ({
    value,
    unit,
    provenance: 'modelled',
    source: 'definition of the unit',
    low: null,
    high: null,
  }));

const figures = <T>(entries: Readonly<Record<string, T>>, figure: (entry: T, key: string) => Figure): Assumptions =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, figure(entry, key)]));
