import { usualQuestion } from '../../cost-model/pricing/question.ts';
import type { Question } from '../../cost-model/types/request.ts';
import { inputError, type Problem } from '../../errors.ts';
import type { CostOptions } from './options.ts';

/** Longer than any price or plan holds. */
const LONGEST_HORIZON = 120;

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
  if (horizon !== undefined && !isWhole(horizon, LONGEST_HORIZON)) {
    problems.push({ what: `--horizon: "${horizon}"`, todo: `Give whole months, 1 to ${LONGEST_HORIZON}.` });
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

/** @throws WorkbenchError where it is no length of a month. */
export function hoursOf({ hoursPerMonth }: CostOptions, usual: number): number {
  if (hoursPerMonth === undefined) return usual;
  const hours = Number(hoursPerMonth);
  if (hours >= 672 && hours <= 744) return hours;
  throw inputError('hours', [
    { what: `--hours-per-month: "${hoursPerMonth}" is no month`, todo: 'Give 672 to 744, such as 720 or 730.' },
  ]);
}

const isWhole = (text: string, most: number): boolean => /^[1-9]\d*$/.test(text) && Number(text) <= most;
