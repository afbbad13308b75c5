import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import type { SecondFilter } from './timeline.ts';
import type { SendCounts } from './types/figures.ts';

export type Outcomes = Readonly<Record<keyof SendCounts | 'acknowledgedInLimit', number>>;

/** What became of the records intended in these seconds. */
export function outcomesOf(passes: readonly RepetitionEvidence[], seconds: SecondFilter): Outcomes {
  const sum = { intended: 0, acknowledged: 0, acknowledgedInLimit: 0, failed: 0, unknown: 0, unsent: 0 };
  for (const line of passes.flatMap((pass) => metricsOf(pass, 'outcomes'))) {
    if (!seconds(line.second)) continue;
    sum.intended += line.intended;
    sum.acknowledged += line.acknowledged;
    sum.acknowledgedInLimit += line.acknowledgedInLimit;
    sum.failed += line.failed;
    sum.unknown += line.unknown;
    sum.unsent += line.unsent;
  }
  return sum;
}
