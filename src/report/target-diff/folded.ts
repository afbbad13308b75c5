import type { DiffRow } from '../../inventory/diff/types.ts';

/**
 * Rows that say the same of several topics as one that names them all, where the first of them stood. Data keep them
 * apart; a reader of a table wants to know how many there are.
 */
export function folded(rows: readonly DiffRow[]): readonly DiffRow[] {
  const byWords = new Map<string, { readonly first: DiffRow; readonly names: Set<string> }>();
  for (const row of rows) {
    const { kind, property, difference, a, b, intent, impact, effect, todo, replicated } = row;
    const key = JSON.stringify([kind, property, difference, a, b, intent, impact, effect, todo, replicated]);
    const those = byWords.get(key);
    if (those === undefined) byWords.set(key, { first: row, names: new Set(row.names) });
    else for (const name of row.names) those.names.add(name);
  }
  return [...byWords.values()].map(({ first, names }) => ({ ...first, names: [...names] }));
}
