import type { Problem } from '../../errors.ts';

/** Four weeks, and 31 days. */
const LEAST = 672;
const MOST = 744;

/** Why no month has so many hours, as it follows "is 900, "; null where one has. */
export function hoursRefusal(hours: number): Pick<Problem, 'what' | 'todo'> | null {
  if (hours >= LEAST && hours <= MOST) return null;
  return { what: 'which no month has', todo: `Give ${LEAST} to ${MOST} hours, such as 720 or 730.` };
}
