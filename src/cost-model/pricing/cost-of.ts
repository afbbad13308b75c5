import { clusterName } from '../../evidence/side.ts';
import type { RunPlan } from '../../evidence/types/plan.ts';
import { PRODUCTION_DEFAULTS } from '../../scenarios/production.ts';
import { measuredFigures } from '../measured/measured-figures.ts';
import { measuredOverrides } from '../measured/measured-overrides.ts';
import type { MeasuredTarget } from '../measured/measured-target.ts';
import { modelledFor } from '../measured/modelled.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import type { SavedPrices } from '../types/prices.ts';
import type { CostResult } from '../types/result.ts';
import { withAnswers } from './cost-result.ts';
import { type PricedWorkload, priceWorkload } from './price-workload.ts';
import { usualQuestion } from './question.ts';
import { reprice } from './reprice.ts';
import { prices } from './saved-prices.ts';

/**
 * cost.json from the run folder alone: the saved prices, the plan, and what the run measured
 * (`summary.targets`), which takes the place of assumptions where it was measured under production's conditions.
 * Ages of prices count from the run's start. Pure.
 */
export function costOf(saved: SavedPrices, run: RunPlan, measured: readonly MeasuredTarget[]): CostResult {
  const assumed = withTargets(priced(saved, run), run);
  const figures = measured.flatMap((target) => measuredFigures(run, target, modelledFor(assumed, target.name)));
  const transferred = reprice(assumed, measuredOverrides(assumed, figures, run.run.id));
  return withAnswers({ ...transferred, measured: figures });
}

const priced = (saved: SavedPrices, run: RunPlan): PricedWorkload =>
  priceWorkload({
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

const withTargets = (result: PricedWorkload, run: RunPlan): PricedWorkload => ({
  ...result,
  platforms: result.platforms.map((cost) => ({
    ...cost,
    targets: run.targets
      .filter((target) => target.deployment.region === result.region)
      // Two sides of one target are one cluster, with one price.
      .filter((target) => prices(cost, { ...target, name: clusterName(target) }))
      .map(({ name }) => name),
  })),
});
