import type { Fraction } from '../units.ts';

/** What is wrong with a value of a workload, as it follows "is 0, ", and what to do about it. */
interface Refusal {
  readonly error: string;
  readonly params: { readonly todo: string };
}

const refusal = (error: string, todo: string): Refusal => ({ error, params: { todo } });

/** Months over which growth is followed unless somebody asks for others: what most commitments span. */
export const HORIZON_MONTHS = 36;

/** Longer than any price or plan holds. */
export const LONGEST_HORIZON_MONTHS = 120;

/** Growth beyond this is a slip of the pen: nothing has a price at a million times its size. */
const MOST_GROWTH = 1e6;

export const READ_BY_NOBODY = refusal(
  'which means that nobody reads what is written',
  'write how many times every byte is read: 1 where one consumer group reads everything',
);

export const ALWAYS_UP = refusal(
  'and nothing is up all the time',
  'write the share of the time in which it must be up, below 100%, such as 99.95%',
);

export const BELOW_AVERAGE = refusal('is less than the average', 'raise it, or swap the two');

/** How often the workload fits into itself in the last month; the first month has not grown yet. */
const timesGrown = (perMonth: number, months: number): number => (1 + perMonth) ** (months - 1);

export const growthFits = (perMonth: number, months: number): boolean => timesGrown(perMonth, months) <= MOST_GROWTH;

/** For growth that does not fit: what it comes to. */
export const growthRefusal = (perMonth: Fraction | number, months: number): Refusal =>
  refusal(
    `which in month ${months} is ${countText(timesGrown(perMonth, months))} times today's workload`,
    `write the growth of one month, not of a year: ${MOST_GROWTH.toLocaleString('en')} times is the most that is followed`,
  );

/** Digits for what can be imagined, a power of ten for the rest. */
const countText = (count: number): string =>
  count < 1e15 ? Math.round(count).toLocaleString('en') : `10^${Math.floor(Math.log10(count))}`;
