import { DIFF_KINDS, type DiffRow, type ImpactLevel, INTENTS } from './types.ts';

type Order = (one: DiffRow, other: DiffRow) => number;

const text = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/**
 * What breaks an application first, first: by impact; within one, what somebody set before what is so and before what
 * the platforms' defaults do; then by kind and name, so that the same two clusters give the same table.
 */
export function inOrder(rows: readonly DiffRow[], levels: readonly ImpactLevel[]): readonly DiffRow[] {
  const rank = new Map(levels.map(({ impact }, at) => [impact, at]));
  const by: readonly Order[] = [
    (one, other) => (rank.get(one.impact) ?? 0) - (rank.get(other.impact) ?? 0),
    (one, other) => INTENTS.indexOf(one.intent) - INTENTS.indexOf(other.intent),
    (one, other) => DIFF_KINDS.indexOf(one.kind) - DIFF_KINDS.indexOf(other.kind),
    (one, other) => text(one.property ?? '', other.property ?? ''),
    (one, other) => text(one.names[0] ?? '', other.names[0] ?? ''),
    (one, other) => text(one.difference, other.difference),
  ];
  return rows.toSorted((one, other) => {
    for (const order of by) {
      const found = order(one, other);
      if (found !== 0) return found;
    }
    return 0;
  });
}
