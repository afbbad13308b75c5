import { hoursRefusal } from '../../cost-model/pricing/month-hours.ts';
import { usualQuestion } from '../../cost-model/pricing/question.ts';
import type { Overrides, Question } from '../../cost-model/types/request.ts';
import { inputError, type Problem } from '../../errors.ts';
import { LONGEST_HORIZON_MONTHS } from '../../scenarios/production-limits.ts';
import type { CostOptions } from './options.ts';

/** What the flags and the sheet ask, over what is usual; names of sides as they were typed. */
export function questionOf(
  options: CostOptions,
  asked: Partial<Question>,
  { seed, startedAt }: { readonly seed: string; readonly startedAt: string },
): Question {
  const { baseline, against, firstMonth, horizon } = options;
  const problems: Problem[] = [];
  if (firstMonth !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(firstMonth)) {
    problems.push({ what: `--first-month: "${firstMonth}" is no month`, todo: 'Write a year and a month: 2027-01.' });
  }
  if (horizon !== undefined && !isWhole(horizon, LONGEST_HORIZON_MONTHS)) {
    problems.push({ what: `--horizon: "${horizon}"`, todo: `Give whole months, 1 to ${LONGEST_HORIZON_MONTHS}.` });
  }
  if (problems.length > 0) throw inputError('question', problems);
  return {
    ...usualQuestion(seed, startedAt),
    ...asked,
    ...(baseline === undefined ? {} : { baseline }),
    ...(against === undefined ? {} : { candidate: against }),
    ...(firstMonth === undefined ? {} : { firstMonth }),
    ...(horizon === undefined ? {} : { horizonMonths: Number(horizon) }),
  };
}

/**
 * The length of the month, where it is said: it then has no range.
 * @throws WorkbenchError where it is no length of a month.
 */
export function hoursOf({ hoursPerMonth }: CostOptions): Overrides {
  if (hoursPerMonth === undefined) return {};
  const value = /^\d+(\.\d+)?$/.test(hoursPerMonth) ? Number(hoursPerMonth) : Number.NaN;
  const refusal = hoursRefusal(value);
  if (refusal === null) return { hours: { value, source: 'flag:--hours-per-month' } };
  const { what, todo } = refusal;
  throw inputError('hours', [{ what: `--hours-per-month is "${hoursPerMonth}", ${what}`, todo }]);
}

const isWhole = (text: string, most: number): boolean => /^[1-9]\d*$/.test(text) && Number(text) <= most;
