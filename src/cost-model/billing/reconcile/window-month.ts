import { inputError } from '../../../errors.ts';
import { dayAfter, daysOf } from '../days.ts';
import type { Bill } from '../types/bill.ts';
import type { Reconciliation } from '../types/reconciliation.ts';
import { Exact, plain } from './exact.ts';

const HOUR_MS = 3_600_000;

/** Amounts and quantities are rounded to this many decimal places once they stand for a month. */
const PLACES = 10;

/** A bill's window, and what of it is a month. */
export interface WindowMonth {
  readonly scaling: Reconciliation['scaling'];
  /**
   * Of what the window has, a month's, by the unit in which it is billed: what is billed by the month (`GB-Mo`) counts a
   * calendar month as one, whatever its hours: it is divided by the window's months; all else, such as GB-hours, by its
   * hours, times the model's month.
   */
  readonly monthly: (windowed: string, billedIn: string | null) => string;
}

/** @throws WorkbenchError where the window has no time in it. */
export function windowMonth({ period, days }: Pick<Bill, 'period' | 'days'>, hoursPerMonth: number): WindowMonth {
  const [from, to] = [Date.parse(period.start), Date.parse(period.end)];
  if (!(to > from)) {
    throw inputError('bill-window', [
      {
        what: `the bill is from ${period.start} until before ${period.end}, which is no time at all`,
        todo: 'Give a period whose end is the first day that does not belong to it.',
      },
    ]);
  }
  const whole = (to - from) / HOUR_MS;
  const hours = period.hours ?? whole;
  const months = calendarMonths(from, to).times(hours).div(whole);
  const byHours = new Exact(hoursPerMonth).div(hours);
  const byMonths = new Exact(1).div(months);
  return {
    scaling: {
      period: { start: period.start, end: period.end },
      days: hours / 24,
      hours,
      hoursPerMonth,
      factor: plain(byHours.toSignificantDigits(12)),
      factorOfMonths: plain(byMonths.toSignificantDigits(12)),
      method:
        `From ${period.start} until before ${period.end}${hours < whole ? `, ${hours} hours of it` : ''}: × ${hoursPerMonth} h ÷ ${hours} h; what is billed by the ` +
        `month (such as GiB-month) ÷ ${plain(months.toSignificantDigits(6))} calendar ${months.equals(1) ? 'month' : 'months'}. Each rounded to ${PLACES} decimal places.`,
      labels: labelsOf(hours, months, period.provisional, days),
    },
    monthly: (windowed, unit) => {
      const amount = new Exact(windowed);
      const month = isByMonth(unit) ? amount.div(months) : amount.times(hoursPerMonth).div(hours);
      return plain(month.toDecimalPlaces(PLACES));
    },
  };
}

/** `GiB-month`, `GB-Mo`, `GiBps-mo`, `GB-Months`. */
const isByMonth = (unit: string | null): boolean => unit !== null && /(^|[- ])mo(nth)?s?$/i.test(unit);

/** Each stretch as its part of the month that it lies in. */
function calendarMonths(from: number, to: number): Exact {
  let months = new Exact(0);
  for (let at = from; at < to; ) {
    const day = new Date(at);
    const first = Date.UTC(day.getUTCFullYear(), day.getUTCMonth());
    const next = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1);
    const end = Math.min(to, next);
    months = months.plus(new Exact(end - at).div(next - first));
    at = end;
  }
  return months;
}

function labelsOf(hours: number, months: Exact, provisional: boolean, days: Bill['days']): readonly string[] {
  const provisionalDays = days.filter((day) => day.provisional).length;
  const told = new Set(days.flatMap(({ day, until }) => daysOf({ start: day, end: until ?? dayAfter(day) })));
  const silent = Math.ceil(hours / 24) - told.size;
  return [
    ...(hours < 24 ? ['shorter than a day'] : []),
    ...(months.isInteger() ? [] : ['not whole months']),
    ...(provisionalDays > 0 ? [counted(provisionalDays, 'provisional day')] : provisional ? ['provisional'] : []),
    ...(days.length > 0 && silent > 0 ? [`${counted(silent, 'day')} without a line`] : []),
  ];
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
