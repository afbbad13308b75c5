import { relative } from 'node:path';
import type { BillRule } from '../../cost-model/billing/types/rule.ts';
import type { SourceRows } from '../../cost-model/billing/types/source.ts';
import { withinPeriod } from '../../cost-model/billing/window/within-period.ts';
import type { Terminal } from '../terminal.ts';
import { billText } from './bill-text.ts';
import type { BilledTarget } from './billed-target.ts';
import { billWith, keepSources, savedSources } from './keep.ts';

/** Sorts what was read or fetched, prints the bill, and keeps it in the run where there is one. */
export function shownAndKept(
  sources: readonly SourceRows[],
  rules: readonly BillRule[],
  billed: BilledTarget,
  json: boolean,
  { out, cwd, width }: Pick<Terminal, 'out' | 'cwd' | 'width'>,
): void {
  const saved = savedSources(
    sources.map((source) => withinPeriod(source, billed.period)),
    billed,
  );
  const folder = billed.run?.folder ?? null;
  const bill = billWith(saved, rules, folder);
  if (folder !== null) keepSources(folder, saved, rules);
  if (json) {
    out(JSON.stringify(bill, null, 2));
    return;
  }
  out(billText(bill, billed.scope.target, width));
  if (folder !== null) out(`\nKept in ${relative(cwd, folder) || '.'}/billing; workbench report shows it.`);
}
