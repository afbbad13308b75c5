import { keyOf } from '../shared-costs/key-of.ts';
import type { BillRow } from '../types/row.ts';
import type { BillPart } from './bill-part.ts';
import type { CostsAsk } from './costs-ask.ts';
import { anyOf, notAllOf, partsOf, tagged } from './questions.ts';

/**
 * What else is asked where costs are shared, since the scope leaves them out: what lacks one of its tags, or, where it has
 * no tags, all that is outside of it. null where nothing is shared, or nothing is left out.
 */
export function sharedPart({ scope, shared = [] }: CostsAsk): BillPart | null {
  const own = partsOf(scope);
  if (shared.length === 0 || own.length === 0) return null;
  const unmarked = anyOf(Object.keys(scope.tags).map((key) => tagged(key, null)));
  return { filters: [unmarked ?? notAllOf(own)], tag: null };
}

/** Rows with the key that splits them; of what was asked only for the sake of keys, those that one matches. */
export function keyedRows(
  rows: readonly BillRow[],
  { shared = [] }: CostsAsk,
  onlyShared: boolean,
): readonly BillRow[] {
  const split = keyOf(shared);
  return rows.flatMap((row) => {
    const key = split(row);
    return key === null && onlyShared ? [] : [{ ...row, shared: key }];
  });
}
