import type { BillRow } from '../types/row.ts';
import type { BillRule } from '../types/rule.ts';
import { matcherOf } from './matcher.ts';

/** A row with the rule that says where it belongs; null where none does: unclassified, never dropped. */
export interface ClassifiedRow {
  readonly row: BillRow;
  readonly rule: BillRule | null;
}

/** Each row with the first rule that matches it, in the order of the rows. */
export function classify(rows: readonly BillRow[], rules: readonly BillRule[]): readonly ClassifiedRow[] {
  const ruleOf = matcherOf(rules);
  return rows.map((row) => ({ row, rule: ruleOf(row) }));
}
