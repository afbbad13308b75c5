import { inputError } from '../../errors.ts';
import { answersOf } from '../answers/answers-of.ts';
import type { PriceRequest } from '../types/request.ts';
import type { CostResult } from '../types/result.ts';
import { type PricedWorkload, priceWorkload } from './price-workload.ts';

/**
 * A whole cost.json: the workload priced, and what follows from it. Pure.
 * @throws WorkbenchError where nothing that was asked for carries the workload; see priceWorkload and answersOf for more.
 */
export function costResult(request: PriceRequest): CostResult {
  const priced = priceWorkload(request);
  if (request.shapes.length > 0 && priced.platforms.length === 0) throw notCarried(request, priced);
  return withAnswers(priced);
}

/** What follows from a priced workload beside it, whatever it answered before. */
export const withAnswers = (priced: PricedWorkload): CostResult => ({
  ...priced,
  answers: answersOf(priced, priced.question),
});

const notCarried = ({ shapes }: PriceRequest, { notPriced }: PricedWorkload) =>
  inputError(
    'not-carried',
    shapes.map(({ platform, title, variant }) => ({
      what: `${title} ${variant.title}: ${notPriced.find((one) => one.platform === platform && one.variant === variant.name)?.why}`,
      todo: 'Price a smaller workload, or other platforms.',
    })),
  );
