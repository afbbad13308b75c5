import { sourceName } from '../../cost-model/billing/bill/source-name.ts';
import { addedBills } from '../../cost-model/billing/run-bill/added-bills.ts';
import { refuseCountedForTwo } from '../../cost-model/billing/run-bill/counted-for-two.ts';
import { targetBills } from '../../cost-model/billing/run-bill/run-bill.ts';
import { refuseOtherRules, refuseOtherWeights, withWeights } from '../../cost-model/billing/run-bill/same-words.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import type { BillRule } from '../../cost-model/billing/types/rule.ts';
import type { SavedBilling, SavedMetrics, SavedSource } from '../../cost-model/billing/types/saved-billing.ts';
import type { SourceRows } from '../../cost-model/billing/types/source.ts';
import { BILLING_FORMAT, metricsFile, readBilling, removeBilling, writeBilling } from '../../evidence/billing.ts';
import { judgeFolder } from '../judged-run.ts';
import type { BilledTarget } from './billed-target.ts';
import type { KeepOptions } from './keep-options.ts';
import { fileOf, placesTaken } from './places-taken.ts';

export const savedSources = (
  sources: readonly SourceRows[],
  rules: readonly BillRule[],
  { scope, shared }: BilledTarget,
): readonly SavedSource[] =>
  sources.map((source) => ({ formatVersion: BILLING_FORMAT, kind: 'source', scope, shared, rules, source }));

/** The bill of the target that the sources are of, and what keeps it in a run. */
export interface KeptBill {
  readonly bill: Bill;
  /** Names of what it stands in the place of. */
  readonly inPlaceOf: readonly string[];
  /** Writes and judges the run again; without a run nothing. */
  readonly keep: () => void;
}

/**
 * The bill of the target that the sources are of, with what the run holds of it already.
 * @throws WorkbenchError, before anything is written, where they do not add up with what is there.
 */
export function keptBill(
  saved: readonly SavedSource[],
  folder: string | null,
  { replace, otherRules }: KeepOptions,
): KeptBill {
  const held = folder === null ? [] : readBilling<SavedBilling>(folder).filter((one) => one.kind === 'source');
  const { replaced, others } = placesTaken(held, saved, replace);
  if (!otherRules) refuseOtherRules(others, saved);
  const beside = replace ? others.map((one) => withWeights(one, saved)) : others;
  refuseOtherWeights([...beside, ...saved]);
  const [first, ...rest] = targetBills([...beside, ...saved]);
  const found = [first, ...rest].find((one) => one?.target === saved[0]?.scope.target);
  if (first === undefined || found === undefined) throw new RangeError('no source to bill');
  addedBills([first, ...rest]);
  refuseCountedForTwo([...beside, ...saved]);
  return {
    bill: found.bill,
    inPlaceOf: replaced
      .filter(({ source }) => saved.every((one) => one.source.digest !== source.digest))
      .map(({ source }) => sourceName(source)),
    keep: () => {
      if (folder === null) return;
      for (const one of [...(replace ? beside : []), ...saved]) writeBilling(folder, fileOf(one), one);
      const written = saved.map(fileOf);
      for (const name of replaced.map(fileOf)) if (!written.includes(name)) removeBilling(folder, name);
      judgeFolder(folder);
    },
  };
}

/** Likewise what metrics say; of one source the last answer holds. */
export function keepMetrics(folder: string, metrics: SavedMetrics): void {
  writeBilling(folder, metricsFile(metrics.scope.target, metrics.from), metrics);
  judgeFolder(folder);
}
