import type { RunPlan } from '../evidence/types.ts';
import { type MeasuredTarget, measuredFigures } from './measured-figures.ts';
import { priceWorkload } from './price-workload.ts';
import type { CostResult, SavedPrices } from './types.ts';

/**
 * cost.json from the run folder alone: the saved prices, the plan, and what the run measured
 * (`summary.targets`). Ages of prices count from the run's start. Pure.
 */
export function costOf(saved: SavedPrices, run: RunPlan, measured: readonly MeasuredTarget[]): CostResult {
  const result = priceWorkload({
    workload: run.plan.production,
    shapes: saved.shapes,
    books: saved.books,
    hoursPerMonth: saved.hoursPerMonth,
    startedAt: run.run.startedAt,
  });
  return {
    ...result,
    notPriced: saved.notPriced,
    measured: measured.flatMap((target) => measuredFigures(run, target, modelledBrokers(result, run, target.name))),
  };
}

/** Brokers of the first variant priced for the target's platform; a shape without brokers has none. */
function modelledBrokers(result: CostResult, run: RunPlan, targetName: string): number | null {
  const platform = run.targets.find(({ name }) => name === targetName)?.platform;
  const priced = result.platforms.find((cost) => cost.platform === platform);
  return priced === undefined ? null : (result.figures[`${priced.platform}/${priced.variant}/brokers`]?.value ?? null);
}
