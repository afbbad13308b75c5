import type { Judged } from '../../judged.ts';
import type { Picture } from '../picture.ts';
import { billDays } from './days.ts';
import { spendOverTime } from './spend.ts';

/** Those with points of their own, in the order of the page. */
export function billPictures(judged: Judged): readonly Picture[] {
  const pictures = [judged.bill === null ? null : billDays(judged.bill), spendOverTime(judged)];
  return pictures.filter((picture) => picture !== null);
}
