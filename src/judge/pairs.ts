import type { RunTarget } from '../evidence/types/plan.ts';

/** Two sides that are held against each other. */
export interface Pair<T> {
  readonly a: T;
  readonly b: T;
}

interface Planned {
  readonly target: RunTarget;
}

/** The side of the same target with clients of its own; null where it has none. */
export const tunedSideOf = <T extends Planned>(name: string, sides: readonly T[]): T | null =>
  sides.find(({ target }) => target.tuned?.of === name) ?? null;

/**
 * Of the run's first two targets: their sides with the scenario's clients, and their tuned sides. Where only
 * one of them has clients of its own, the other's identical side stands in. null where there is nothing to
 * hold against anything.
 */
export function pairsOf<T extends Planned>(
  sides: readonly T[],
): { readonly identical: Pair<T> | null; readonly tuned: Pair<T> | null } {
  const [a, b] = sides.filter(({ target }) => target.tuned === undefined);
  if (a === undefined || b === undefined) return { identical: null, tuned: null };
  const [tunedA, tunedB] = [tunedSideOf(a.target.name, sides), tunedSideOf(b.target.name, sides)];
  const tuned = tunedA === null && tunedB === null ? null : { a: tunedA ?? a, b: tunedB ?? b };
  return { identical: { a, b }, tuned };
}
