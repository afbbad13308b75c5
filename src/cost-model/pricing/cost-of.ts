import { clusterName } from '../../evidence/side.ts';
import type { RunPlan } from '../../evidence/types/plan.ts';
import { PRODUCTION_DEFAULTS } from '../../scenarios/production.ts';
import { type MeasuredTarget, measuredFigures } from '../measured/measured-figures.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import type { SavedPrices } from '../types/prices.ts';
import type { CostResult, PlatformCost } from '../types/result.ts';
import { costResult } from './cost-result.ts';
import { usualQuestion } from './question.ts';
import { prices } from './saved-prices.ts';

/**
 * cost.json from the run folder alone: the saved prices, the plan, and what the run measured
 * (`summary.targets`). Ages of prices count from the run's start. Pure.
 */
export function costOf(saved: SavedPrices, run: RunPlan, measured: readonly MeasuredTarget[]): CostResult {
  const result = costResult({
    // A plan from before production said as much has what a scenario has that does not say it.
    workload: { ...PRODUCTION_DEFAULTS, ...run.plan.production },
    shapes: saved.shapes,
    books: saved.books,
    hoursPerMonth: saved.hoursPerMonth,
    startedAt: run.run.startedAt,
    terms: saved.terms ?? LIST_PRICES,
    business: saved.business ?? {},
    overrides: saved.overrides ?? {},
    question: { ...usualQuestion(run.planDigest, run.run.startedAt), ...saved.asked },
    notPriced: saved.notPriced,
    measured: [],
  });
  const platforms = result.platforms.map((cost) => ({
    ...cost,
    targets: run.targets
      .filter((target) => target.deployment.region === result.region)
      // Two sides of one target are one cluster, with one price.
      .filter((target) => prices(cost, { ...target, name: clusterName(target) }))
      .map(({ name }) => name),
  }));
  return {
    ...result,
    platforms,
    measured: measured.flatMap((target) =>
      measuredFigures(run, target, modelledBrokers(platforms, result.figures, target.name)),
    ),
  };
}

/** Brokers of the first variant that prices the target; a shape without brokers has none. */
function modelledBrokers(
  platforms: readonly PlatformCost[],
  figures: CostResult['figures'],
  target: string,
): number | null {
  const priced = platforms.find(({ targets }) => targets.includes(target));
  return priced === undefined ? null : (figures[`${priced.platform}/${priced.variant}/brokers`]?.value ?? null);
}
