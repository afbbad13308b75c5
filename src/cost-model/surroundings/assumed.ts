import type { Figure } from '../types/figures.ts';
import type { CostVariant } from '../types/shape.ts';

/** value, unit, low, high (null where there is no range), and what the value rests on. */
export type Assumption = readonly [value: number, unit: string, low: number | null, high: number | null, basis: string];

export const GUESS = 'nothing published: a guess to replace';

export function assumed(assumptions: Readonly<Record<string, Assumption>>): CostVariant['assumptions'] {
  return Object.fromEntries(
    Object.entries(assumptions).map(([name, [value, unit, low, high, basis]]): [string, Figure] => [
      name,
      { value, unit, provenance: 'assumed', source: `assumption:${name} (${basis})`, low, high },
    ]),
  );
}
