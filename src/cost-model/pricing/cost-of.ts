import { WorkbenchError } from '../../errors.ts';
import { clusterName } from '../../evidence/side.ts';
import type { RunPlan } from '../../evidence/types/plan.ts';
import { PRODUCTION_DEFAULTS, type ProductionWorkload } from '../../scenarios/production.ts';
import { measuredFigures } from '../measured/measured-figures.ts';
import { measuredOverrides } from '../measured/measured-overrides.ts';
import type { MeasuredTarget } from '../measured/measured-target.ts';
import { modelledFor } from '../measured/modelled.ts';
import { platformId } from '../platform-id.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import { withSurroundings } from '../surroundings/with-surroundings.ts';
import type { SavedPrices } from '../types/prices.ts';
import type { CostResult, MeasuredFigure } from '../types/result.ts';
import { withAnswers } from './cost-result.ts';
import { type PricedWorkload, priceWorkload } from './price-workload.ts';
import { usualQuestion } from './question.ts';
import { reprice } from './reprice.ts';
import { prices } from './saved-prices.ts';

/**
 * cost.json from the run folder alone: the saved prices, the plan, and what the run measured
 * (`summary.targets`), which takes the place of assumptions where it was measured under production's conditions.
 * Ages of prices count from the run's start. What was measured is judged whatever it costs: a platform that cannot be
 * priced is `notPriced`, and what cannot be answered says why. Pure.
 */
export function costOf(saved: SavedPrices, run: RunPlan, measured: readonly MeasuredTarget[]): CostResult {
  const cost = withMeasured(saved, run, measured);
  const { baseline } = cost.question;
  const [first] = cost.platforms;
  const isPriced = cost.platforms.some((one) => platformId(one) === baseline);
  if (baseline === null || first === undefined || isPriced) return answered(cost);
  // Nobody names the baseline of a run: another one stays, and moves are priced from it.
  const stays = platformId(first);
  const shapes = withSurroundings(saved.shapes, { ecosystem: {}, baseline: stays, support: workloadOf(run).support });
  return answered(withMeasured({ ...saved, shapes, asked: { ...saved.asked, baseline: stays } }, run, measured));
}

function withMeasured(saved: SavedPrices, run: RunPlan, measured: readonly MeasuredTarget[]): PricedWorkload {
  const assumed = withTargets(priced(saved, run), run);
  const figures = measured.flatMap((target) => measuredFigures(run, target, modelledFor(assumed, target.name)));
  try {
    return { ...reprice(assumed, measuredOverrides(assumed, figures, run.run.id)), measured: figures };
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return { ...assumed, measured: figures.map((figure) => unusable(figure, error.message)) };
  }
}

const unusable = (figure: MeasuredFigure, why: string): MeasuredFigure =>
  figure.used ? { ...figure, used: false, because: [`with it ${why}`] } : figure;

function answered(cost: PricedWorkload): CostResult {
  try {
    return withAnswers(cost);
  } catch (error) {
    if (error instanceof WorkbenchError) return { ...cost, answers: null, unanswered: error.message };
    throw error;
  }
}

/** A plan from before production said as much has what a scenario has that does not say it. */
const workloadOf = ({ plan }: RunPlan): ProductionWorkload => ({ ...PRODUCTION_DEFAULTS, ...plan.production });

const priced = (saved: SavedPrices, run: RunPlan): PricedWorkload =>
  priceWorkload(
    {
      workload: workloadOf(run),
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
    },
    'leave out',
  );

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
