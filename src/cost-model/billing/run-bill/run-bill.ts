import { WorkbenchError } from '../../../errors.ts';
import type { RunPlan } from '../../../evidence/types/plan.ts';
import type { MeasuredTarget } from '../../measured/measured-target.ts';
import { platformId } from '../../platform-id.ts';
import type { CostResult, PlatformId } from '../../types/result.ts';
import { billOfSorted } from '../bill/bill-of.ts';
import { measuredBySeries } from '../measured-quantities/measured-by-series.ts';
import { measuredOfRun } from '../measured-quantities/measured-of-run.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { MeasuredQuantity } from '../types/measured-quantity.ts';
import type { Reconciliation } from '../types/reconciliation.ts';
import type { RunBill, TargetBill } from '../types/run-bill.ts';
import type { SavedBilling } from '../types/saved-billing.ts';
import { addedBills } from './added-bills.ts';
import { metricFigures } from './metric-figures.ts';

export interface RunBillInput {
  readonly saved: readonly SavedBilling[];
  readonly cost: CostResult | null;
  readonly run: RunPlan;
  /** Of the run's summary. */
  readonly targets: readonly MeasuredTarget[];
}

/**
 * bill.json of a run; null where nothing was imported. A target that cannot be reconciled says why, and is billed all
 * the same. Pure.
 * @throws WorkbenchError where what was imported makes no total.
 */
export function runBillOf(input: RunBillInput): RunBill | null {
  const [first, ...others] = targetBills(input.saved);
  if (first === undefined) return null;
  const targets = [first, ...others] as const;
  const beside = targets.map((one) => reconciled(one, input));
  const metrics = input.saved.filter((one) => one.kind === 'metrics');
  return {
    ...addedBills(targets),
    targets,
    reconciliation: beside.flatMap((one) => ('rows' in one ? [one] : [])),
    notReconciled: beside.flatMap((one) => ('why' in one ? [one] : [])),
    metrics: metricFigures(metrics),
    metricNotes: [...new Set(metrics.flatMap(({ losses }) => losses))],
  };
}

/**
 * The bill of each target, in the order in which they were imported.
 * @throws WorkbenchError where one makes no total.
 */
export function targetBills(saved: readonly SavedBilling[]): readonly TargetBill[] {
  const sources = saved.filter((one) => one.kind === 'source');
  return [...Map.groupBy(sources, ({ scope }) => scope.target)].map(([target, own]) => ({
    target,
    bill: billOfSorted(own, target),
  }));
}

function reconciled(
  { target, bill }: TargetBill,
  input: RunBillInput,
): Reconciliation | { readonly target: string; readonly why: string } {
  const { cost } = input;
  const priced = cost?.platforms.find(({ targets }) => targets.includes(target));
  if (cost === null || priced === undefined) return { target, why: 'no price of it was saved with the run' };
  const platform = platformId(priced);
  try {
    return reconcile({ cost, platform, target, bill, measured: measuredOf(target, platform, cost, input) });
  } catch (error) {
    if (error instanceof WorkbenchError) return { target, why: whyIn(error) };
    throw error;
  }
}

/** What happened and what to do, as the end of a sentence. */
const whyIn = ({ problems }: WorkbenchError): string =>
  problems.map(({ what, todo }) => `${what}. ${todo}`.replace(/\.$/, '')).join('. ');

/** What the run measured of the target, and what metrics of the billed cluster itself say. */
function measuredOf(
  name: string,
  platform: PlatformId,
  cost: CostResult,
  { saved, run, targets }: RunBillInput,
): readonly MeasuredQuantity[] {
  const target = targets.find((one) => one.name === name);
  const metrics = saved.filter((one) => one.kind === 'metrics').filter(({ scope }) => scope.target === name);
  return [
    ...metrics.flatMap(({ from, period, series, meters }) =>
      measuredBySeries(cost, { period, source: from, series, meters }),
    ),
    ...(target === undefined ? [] : measuredOfRun({ cost, platform, run, target })),
  ];
}
