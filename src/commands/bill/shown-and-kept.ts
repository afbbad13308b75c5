import { relative } from 'node:path';
import type { BillRule } from '../../cost-model/billing/types/rule.ts';
import type { SourceRows } from '../../cost-model/billing/types/source.ts';
import { inCurrency } from '../../cost-model/billing/window/in-currency.ts';
import { withinPeriod } from '../../cost-model/billing/window/within-period.ts';
import type { Terminal } from '../terminal.ts';
import { billText } from './bill-text.ts';
import type { BilledTarget } from './billed-target.ts';
import { keptBill, savedSources } from './keep.ts';
import type { KeepOptions } from './keep-options.ts';

export interface Shown extends KeepOptions {
  readonly rules: readonly BillRule[];
  readonly json: boolean;
}

/** Sorts what was read or fetched, prints the bill, and keeps it in the run where there is one. */
export function shownAndKept(
  sources: readonly SourceRows[],
  { rules, json, ...options }: Shown,
  billed: BilledTarget,
  { out, err, cwd, width }: Pick<Terminal, 'out' | 'err' | 'cwd' | 'width'>,
): void {
  const saved = savedSources(
    sources.map((source) => withinPeriod(inCurrency(source, billed.currency), billed.period)),
    rules,
    billed,
  );
  const folder = billed.run?.folder ?? null;
  const { bill, inPlaceOf, keep } = keptBill(saved, folder, options);
  keep();
  for (const name of inPlaceOf) err(`In the place of ${name}, which the run had.`);
  if (json) {
    out(JSON.stringify(bill, null, 2));
    return;
  }
  out(billText(bill, billed.platform === null ? null : billed.scope.target, width));
  if (folder !== null) out(`\nKept in ${relative(cwd, folder) || '.'}/billing; workbench report shows it.`);
}
