import { businessCaseOf } from '../business/business-case.ts';
import { modelOf } from '../model/cost-model.ts';
import { monthlyCosts } from '../model/monthly-costs.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { ComparedCost, CostAnswers } from '../types/answers.ts';
import type { Question } from '../types/request.ts';
import { breakEvensOf } from './break-even.ts';
import { comparisonOf } from './comparison.ts';
import { pairModel } from './differences.ts';
import { pairOf } from './pair-of.ts';
import { regretOf } from './regret.ts';
import { firstOf, samplesOf } from './samples.ts';
import { savingOf } from './saving.ts';
import { sensitivityOf } from './sensitivity.ts';
import { sidesOf, whyUnranked } from './sides.ts';
import { sweepOf } from './sweep.ts';
import { uncertainFigures } from './uncertain-figures.ts';
import { uncertaintyOf } from './uncertainty.ts';
import { walkAwaysOf } from './walk-away.ts';
import { waterfallOf } from './waterfall.ts';

/** Of the samples, for the range of a break-even or a walk-away price. */
const SAMPLES_OF_RANGES = 500;

/**
 * What follows from a priced workload, from nothing else: the same result and question give the same answers. Pure.
 * @returns null where nothing is priced
 * @throws WorkbenchError where the question names what is not there, or a figure's range cannot be priced
 */
export function answersOf(priced: PricedWorkload, question: Question = priced.question): CostAnswers | null {
  const sides = sidesOf(priced, question);
  if (sides === null) return null;
  const model = modelOf(priced);
  const comparison = comparisonOf(priced, monthlyCosts(model, question.horizonMonths));
  const uncertain = uncertainFigures(model);
  const samples = samplesOf(uncertain, question.samples, question.seed);
  const uncertainty = uncertaintyOf(model, question, samples);
  const regret = regretOf(model, question);
  const baseline = platformId(sides.baseline);
  if (sides.candidate === null) {
    const alone = { saving: null, waterfall: null, sensitivity: null, breakEven: [], sweep: null, walkAway: [] };
    return { baseline, candidate: null, comparison, ...alone, uncertainty, regret, businessCase: null };
  }

  const candidate = platformId(sides.candidate);
  const [stay, move] = [baseline, candidate].map((id) => comparison.rows.find(({ platform }) => platform === id)) as [
    ComparedCost,
    ComparedCost,
  ];
  const pair = pairModel(model, baseline, candidate);
  const why = whyUnranked([sides.baseline, sides.candidate]);
  const count = Math.min(question.samples, SAMPLES_OF_RANGES);
  const few = firstOf(samples, count);
  return {
    baseline,
    candidate,
    comparison,
    saving: savingOf(priced, [sides.baseline, sides.candidate], why),
    waterfall: waterfallOf(stay, move),
    sensitivity: why === null ? sensitivityOf(pair, uncertain) : null,
    breakEven: breakEvensOf({ pair, why, samples: few, count }),
    sweep: sweepOf(pair, question.sweep, why),
    walkAway: walkAwaysOf({ priced: pairOf(priced, [baseline, candidate]), pair, samples: few, count }),
    uncertainty,
    regret,
    businessCase: businessCaseOf(priced, model, { ...question, baseline, candidate }),
  };
}
