import type { RunEvidence } from '../../../evidence/types/run-evidence.ts';
import { platformId } from '../../platform-id.ts';
import type { CostResult } from '../../types/result.ts';
import { billedOn } from '../run-spend/billed-on.ts';
import { runSpendOf } from '../run-spend/run-spend.ts';
import type { SpentSeries } from '../run-spend/spending-run.ts';
import type { RunBill } from '../types/run-bill.ts';
import type { RunSpend } from '../types/run-spend.ts';

export interface SpentRun {
  readonly run: Pick<RunEvidence, 'plan' | 'events'>;
  readonly cost: CostResult | null;
  readonly series: readonly { readonly name: string; readonly repetitions: readonly SpentSeries[] }[];
  readonly bill: RunBill | null;
}

/** spend.json: one entry a repetition of a target that is priced, in the order of the plan. */
export interface SavedSpend {
  readonly schemaVersion: 1;
  readonly repetitions: readonly RunSpend[];
}

/** What each repetition consumed, at the list prices that were saved with the run. Pure. */
export function runSpends({ run, cost, series, bill }: SpentRun): SavedSpend {
  if (cost === null) return { schemaVersion: 1, repetitions: [] };
  const { startedAt } = run.plan.run;
  const endedAt = [startedAt, ...run.events.map(({ wall }) => wall)].toSorted().at(-1) ?? startedAt;
  const repetitions = run.plan.targets.flatMap((target) => {
    const priced = cost.platforms.find(({ targets }) => targets.includes(target.name));
    const own = series.find(({ name }) => name === target.name)?.repetitions ?? [];
    if (priced === undefined) return [];
    const billed = bill?.targets.find((one) => one.target === target.name)?.bill ?? null;
    return own
      .filter(({ seconds }) => seconds.length > 0)
      .map((repetition) =>
        runSpendOf({
          cost,
          platform: platformId(priced),
          target,
          plan: run.plan.plan,
          repetition,
          nodes: target.standIn ? null : brokersOf(run, target.name, repetition.index),
          billed: billedOn(billed, startedAt, endedAt),
        }),
      );
  });
  return { schemaVersion: 1, repetitions };
}

/** As the cluster said when it was ready; null where it did not. */
function brokersOf({ events }: SpentRun['run'], target: string, repetition: number): number | null {
  const ready = events.find(
    (event) => event.kind === 'target-ready' && event.target === target && event.repetition === repetition,
  );
  return ready?.kind === 'target-ready' && ready.brokers.length > 0 ? ready.brokers.length : null;
}
