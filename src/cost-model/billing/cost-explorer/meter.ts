import { inputError } from '../../../errors.ts';
import { priceOfRequests } from './request-price.ts';

/** Counts requests, and allows no more than was agreed. */
export interface Meter {
  readonly most: number;
  made: number;
}

/** Before each request, also one that is made again: whether AWS charges for those it refused is not known. */
export function countOne(meter: Meter): void {
  if (meter.most === 0) {
    const what = 'not all answers that this needs are kept any more, and AWS charges for others';
    throw inputError('billing-price', [
      { what, todo: 'Nothing was asked. Add --yes to ask at the price that is said.' },
    ]);
  }
  if (meter.made >= meter.most) {
    const what = `${meter.made} requests were made ($${priceOfRequests(meter.made)}), as many as were allowed, and more are needed`;
    const todo =
      'Allow more with --most-requests, or ask for a shorter period. What was fetched is kept and costs nothing again.';
    throw inputError('billing-requests', [{ what, todo }]);
  }
  meter.made += 1;
}
