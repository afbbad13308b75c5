import { decimalOf, toCents } from '../arithmetic/money.ts';
import type { CostModel } from '../model/cost-model.ts';
import { monthlyCosts } from '../model/monthly-costs.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { BusinessCase } from '../types/business.ts';
import type { Question } from '../types/request.ts';
import type { PlatformCost } from '../types/result.ts';
import { byPayee, caseMonths, caseQuarters, caseTotals } from './case-figures.ts';
import { caseInputs } from './case-inputs.ts';
import { caseSide } from './case-side.ts';
import { monthFlow } from './month-flow.ts';
import { netPresentValue, paybackMonth } from './worth.ts';

/**
 * Staying on the baseline against moving to the candidate, over the horizon. See docs/business-case.md.
 * @param question with both sides named
 * @returns null where there are not two sides, or nothing that a business case rests on
 * @throws WorkbenchError where the workload grows beyond what can be counted
 */
export function businessCaseOf(priced: PricedWorkload, model: CostModel, question: Question): BusinessCase | null {
  const inputs = caseInputs(priced);
  if (inputs === null || question.candidate === null) return null;
  const amounts = monthlyCosts(model, question.horizonMonths);
  const stay = caseSide(question.baseline, priced, amounts);
  const move = caseSide(question.candidate, priced, amounts);
  if (stay === null || move === null) return null;

  const sides = { stay: stay.running, move: move.running, once: move.once };
  const rests = isMove(stay.cost, move.cost) ? inputs : { ...inputs, overlapMonths: 0, commitmentPerMonth: 0 };
  const flows = Array.from({ length: question.horizonMonths }, (_, at) => monthFlow(at + 1, sides, rests));
  const months = caseMonths(flows, question);
  const why = [...stay.unknown, ...move.unknown].join('; ') || null;
  const differences = months.map(({ difference }) => difference);
  return {
    stay: platformId(stay.cost),
    move: platformId(move.cost),
    months,
    quarters: caseQuarters(months),
    byPayee: byPayee(flows),
    paybackMonth: why === null ? paybackMonth(months.map(({ cumulative }) => cumulative)) : null,
    netPresentValue: why === null ? toCents(decimalOf(netPresentValue(differences, inputs.discountRatePerYear))) : null,
    totals: caseTotals(months),
    isLowerBound: stay.isLowerBound || move.isLowerBound,
    why,
  };
}

/** Where the candidate is the baseline with another setting, nothing runs twice and no commitment is left behind. */
const isMove = (from: PlatformCost, { inPlaceFrom = [] }: PlatformCost): boolean =>
  !inPlaceFrom.includes(platformId(from));
