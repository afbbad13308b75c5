import { evaluate } from '../arithmetic/expression.ts';
import { assertUnit } from '../arithmetic/units.ts';
import type { Figures } from '../types/figures.ts';
import type { PlatformLimit } from '../types/result.ts';

/** Doubles that should be equal may differ by this share. */
export const LIMIT_NOISE = 1e-9;

/** Why a platform cannot carry the workload, each limit that it exceeds in a sentence; none where it can. */
export function exceededLimits(limits: readonly PlatformLimit[], figures: Figures): readonly string[] {
  return limits.flatMap(({ name, demand, most }) => {
    const asked = evaluate(demand, figures);
    const carried = evaluate(most, figures);
    assertUnit(carried.unit, asked.unit, `the limit of ${name}`);
    if (asked.value <= carried.value * (1 + LIMIT_NOISE)) return [];
    const words = (value: number): string =>
      `${Number(value.toPrecision(4))}${asked.unit === 'count' ? '' : ` ${asked.unit}`}`;
    return [`the workload asks for ${words(asked.value)} of ${name}, and it carries at most ${words(carried.value)}`];
  });
}
