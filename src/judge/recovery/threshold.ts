import type { Plan } from '../../scenarios/types.ts';

/** Reading a run refuses a plan with faults and without it. */
export function recoveredP99Ms({ recoveredP99Ms: ms }: Plan): number {
  if (ms === undefined) throw new RangeError('a plan with faults says with which p99 a second counts as recovered');
  return ms;
}
