import { LIMITS } from './limits.ts';
import { outcomesOf } from './outcomes.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import type { SecondFilter } from './timeline.ts';
import type { Percentiles } from './types/figures.ts';

/** Records that we handed over late, of those intended in these seconds. */
export interface Lateness {
  readonly late: number;
  readonly intended: number;
}

/** A late record is counted in the second in which it was handed over, which may be the one after. */
export function lateness(passes: readonly RepetitionEvidence[], seconds: SecondFilter): Lateness {
  const lines = passes.flatMap((pass) => metricsOf(pass, 'sends'));
  const ours = lines.filter(({ second }) => seconds(second) || seconds(second - 1));
  return {
    late: ours.reduce((sum, { lateRecords }) => sum + lateRecords, 0),
    intended: outcomesOf(passes, seconds).intended,
  };
}

/** The share of late records; null where nothing was intended. */
export const lateShare = ({ late, intended }: Lateness): number | null => (intended === 0 ? null : late / intended);

/** Whether so many records were late that p99.9 would be our own. */
export const hidesP999 = (share: number | null): boolean => share !== null && share > LIMITS.lateForP999.limit;

/** Percentiles without those that our own lateness may have made. */
export const standingBehind = (percentiles: Percentiles, share: number | null): Percentiles =>
  hidesP999(share) ? { ...percentiles, p999: null } : percentiles;
