import { answersOf } from '../answers/answers-of.ts';
import type { PriceRequest } from '../types/request.ts';
import type { CostResult } from '../types/result.ts';
import { type PricedWorkload, priceWorkload } from './price-workload.ts';

/** A whole cost.json: the workload priced, and what follows from it. Pure. */
export const costResult = (request: PriceRequest): CostResult => withAnswers(priceWorkload(request));

/** What follows from a priced workload beside it, whatever it answered before. */
export const withAnswers = (priced: PricedWorkload): CostResult => ({
  ...priced,
  answers: answersOf(priced, priced.question),
});
