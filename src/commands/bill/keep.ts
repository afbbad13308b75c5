import { addedBills } from '../../cost-model/billing/run-bill/added-bills.ts';
import { targetBills } from '../../cost-model/billing/run-bill/run-bill.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import type { BillRule } from '../../cost-model/billing/types/rule.ts';
import type { SavedBilling, SavedMetrics, SavedSource } from '../../cost-model/billing/types/saved-billing.ts';
import type { SourceRows } from '../../cost-model/billing/types/source.ts';
import { inputError } from '../../errors.ts';
import { RULES_FILE, readBilling, writeBilling } from '../../evidence/billing.ts';
import { canonicalJson } from '../../scenarios/digest.ts';
import { judgeFolder } from '../judged-run.ts';
import type { BilledTarget } from './billed-target.ts';

const DIGITS = 12;

export const savedSources = (sources: readonly SourceRows[], { scope, shared }: BilledTarget): readonly SavedSource[] =>
  sources.map((source) => ({ formatVersion: 1, kind: 'source', scope, shared, source }));

/** The bill of the target that the sources are of, with what the run holds of it already. */
export function billWith(saved: readonly SavedSource[], rules: readonly BillRule[], folder: string | null): Bill {
  const [bill] = billsOf(saved, rules, folder).flatMap((one) =>
    one.target === saved[0]?.scope.target ? [one.bill] : [],
  );
  if (bill === undefined) throw new RangeError('no source to bill');
  return bill;
}

/**
 * Puts sources and the rules that sort them into a run, and judges it again.
 * @throws WorkbenchError, before anything is written, where they do not add up with what is there.
 */
export function keepSources(folder: string, saved: readonly SavedSource[], rules: readonly BillRule[]): void {
  const [first, ...rest] = billsOf(saved, rules, folder);
  if (first !== undefined) addedBills([first, ...rest]);
  refuseSameLines([...others(folder, saved), ...saved]);
  writeBilling(folder, RULES_FILE, { formatVersion: 1, kind: 'rules', rules } satisfies SavedBilling);
  for (const one of saved) writeBilling(folder, fileOf(one), one);
  judgeFolder(folder);
}

/** Likewise what metrics say; of one source the last answer holds. */
export function keepMetrics(folder: string, metrics: SavedMetrics): void {
  writeBilling(folder, `${metrics.scope.target}.metrics-${metrics.from}.json`, metrics);
  judgeFolder(folder);
}

const fileOf = ({ scope, source: { source, digest } }: SavedSource): string =>
  `${scope.target}.${source.replaceAll(/[^A-Za-z0-9-]+/g, '-')}-${digest.replace(/^sha256:/, '').slice(0, DIGITS)}.json`;

/** What a run holds beside the given sources, of which an earlier import is replaced. */
function others(folder: string | null, saved: readonly SavedSource[]): readonly SavedSource[] {
  if (folder === null) return [];
  const replaced = new Set(saved.map(fileOf));
  return readBilling<SavedBilling>(folder)
    .filter((one) => one.kind === 'source')
    .filter((one) => !replaced.has(fileOf(one)));
}

const billsOf = (saved: readonly SavedSource[], rules: readonly BillRule[], folder: string | null) =>
  targetBills([{ formatVersion: 1, kind: 'rules', rules }, ...others(folder, saved), ...saved]);

/** The same lines may stand for two targets only where a key splits them. */
function refuseSameLines(sources: readonly SavedSource[]): void {
  const linesOf = ({ source, scope: { accounts, tags, region } }: SavedSource): string =>
    canonicalJson({ digest: source.digest, accounts, tags, region });
  const whole = sources.filter(({ shared }) => shared.length === 0);
  for (const same of Map.groupBy(whole, linesOf).values()) {
    const targets = [...new Set(same.map(({ scope }) => scope.target))];
    if (targets.length < 2) continue;
    throw inputError('bill', [
      {
        what: `the same lines of ${same[0]?.source.repeatable} would count for ${targets.join(' and for ')}`,
        todo: "Give each its accounts or tags, or say how they share them: `shared:` under the target's `billing:`.",
      },
    ]);
  }
}
