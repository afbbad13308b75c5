import type { Judged } from '../judged.ts';
import { catchUpProgress } from './catch-up.ts';
import { objectStoreRequests } from './object-store.ts';
import { overTime } from './over-time.ts';
import { percentileCurve } from './percentile-curve.ts';
import type { Picture } from './picture.ts';

/** The pictures of what was measured over all of the load. */
export function loadPictures(judged: Judged): readonly Picture[] {
  const pictures = [
    percentileCurve(judged, 'produce.response'),
    percentileCurve(judged, 'tail.endToEnd'),
    overTime(judged),
    catchUpProgress(judged),
  ];
  return pictures.filter((picture) => picture !== null);
}

/** All that are drawn from seconds of the load and have points of their own, in the order of the page. */
export function measuredPictures(judged: Judged): readonly Picture[] {
  const store = objectStoreRequests(judged);
  return [...loadPictures(judged), ...(store === null ? [] : [store])];
}
