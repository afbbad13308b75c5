import type { Mistake } from '../mistake.ts';
import type { Scenario } from '../schema.ts';

/** Finds contradictions between the sections that it reads; it is silent where one of them is missing or wrong. */
export type Rule = (sections: Partial<Scenario>) => readonly Mistake[];

/** Values that stood before already, with the index of each later one. */
export function repeated(values: readonly string[]): readonly { readonly value: string; readonly index: number }[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [{ value, index }] : []));
}
