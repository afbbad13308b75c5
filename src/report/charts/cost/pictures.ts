import type { CostResult } from '../../../cost-model/types/result.ts';
import type { Picture } from '../picture.ts';
import { breakEvenCurves } from './break-even.ts';
import { cashFlow } from './cash-flow.ts';
import { heatMap } from './heat-map.ts';
import { tornado } from './tornado.ts';
import { uncertaintyRanges } from './uncertainty.ts';
import { waterfall } from './waterfall.ts';

/** Those with points of their own, in the order of the page. */
export function costPictures(cost: CostResult): readonly Picture[] {
  return [
    waterfall(cost),
    uncertaintyRanges(cost),
    tornado(cost),
    breakEvenCurves(cost),
    heatMap(cost),
    cashFlow(cost),
  ].filter((picture) => picture !== null);
}
