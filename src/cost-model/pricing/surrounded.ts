import { platformId, shapeId } from '../platform-id.ts';
import type { Surroundings } from '../surroundings/types.ts';
import { withSurroundings } from '../surroundings/with-surroundings.ts';
import type { PriceRequest } from '../types/request.ts';
import type { PlatformId } from '../types/result.ts';
import { priceWorkload } from './price-workload.ts';

/**
 * A request of bare shapes with what surrounds them. A move is priced from the baseline: from the one that the
 * question names, and where it names none from the first platform that carries the workload.
 * @throws WorkbenchError as priceWorkload does
 */
export function surrounded(request: PriceRequest, around: Omit<Surroundings, 'baseline'>): PriceRequest {
  const movedFrom = (baseline: PlatformId | null): PriceRequest => ({
    ...request,
    shapes: withSurroundings(request.shapes, { ...around, baseline }),
    question: { ...request.question, baseline },
  });
  const [first] = request.shapes;
  if (request.question.baseline !== null || first === undefined) return movedFrom(request.question.baseline);
  const fromFirst = movedFrom(shapeId(first));
  const [carried] = priceWorkload(fromFirst).platforms;
  return carried === undefined || platformId(carried) === shapeId(first) ? fromFirst : movedFrom(platformId(carried));
}
