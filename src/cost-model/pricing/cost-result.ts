import type { PriceRequest } from '../types/request.ts';
import type { CostResult } from '../types/result.ts';
import { priceWorkload } from './price-workload.ts';

/** A whole cost.json: the workload priced, and what follows from it. Pure. */
export function costResult(request: PriceRequest): CostResult {
  return { ...priceWorkload(request), answers: null };
}
