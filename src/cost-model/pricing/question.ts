import { HORIZON_MONTHS } from '../../scenarios/production-limits.ts';
import type { Question } from '../types/request.ts';

/** Samples of every uncertain figure: p10 and p90 then move by less than 2% of their distance from seed to seed. */
const SAMPLES = 10_000;

/** What is asked where nobody asks for anything else; the horizon begins in the month after `startedAt`. */
export function usualQuestion(seed: string, startedAt: string): Question {
  return {
    baseline: null,
    candidate: null,
    seed,
    samples: SAMPLES,
    firstMonth: monthAfter(startedAt),
    horizonMonths: HORIZON_MONTHS,
    fiscalYearStartsIn: 1,
    futures: [],
    sweep: ['averageIngress', 'retention'],
  };
}

function monthAfter(instant: string): string {
  const date = new Date(instant);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
}
