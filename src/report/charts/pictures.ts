import type { Judged } from '../judged.ts';
import { catchUpProgress } from './catch-up.ts';
import { overTime } from './over-time.ts';
import { percentileCurve } from './percentile-curve.ts';
import type { Picture } from './picture.ts';

/** The pictures of what was measured, in the order of the page. */
export function measuredPictures(judged: Judged): readonly Picture[] {
  const pictures = [
    percentileCurve(judged, 'produce.response'),
    percentileCurve(judged, 'tail.endToEnd'),
    overTime(judged),
    catchUpProgress(judged),
  ];
  return pictures.filter((picture) => picture !== null);
}
