import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import type { Period } from '../../cost-model/billing/types/source.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Day {
  readonly day: number;
  readonly month: string;
  readonly year: number;
}

function dayOf(ms: number): Day {
  const at = new Date(ms);
  return { day: at.getUTCDate(), month: MONTHS[at.getUTCMonth()] ?? '', year: at.getUTCFullYear() };
}

/** `November 2026`, `1 to 21 November 2026`, `15 October to 21 November 2026`; the end of a period is no part of it. */
export function periodWords({ start, end }: Period): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (Number.isNaN(from) || Number.isNaN(to)) return `${start} until before ${end}`;
  const first = dayOf(from);
  const last = dayOf(to - 1);
  const sameMonth = first.month === last.month && first.year === last.year;
  const next = dayOf(Math.ceil(to / DAY_MS) * DAY_MS);
  if (sameMonth && first.day === 1 && next.day === 1) return `${first.month} ${first.year}`;
  const ending = `${last.day} ${last.month} ${last.year}`;
  if (sameMonth) return first.day === last.day ? ending : `${first.day} to ${ending}`;
  const beginning =
    first.year === last.year ? `${first.day} ${first.month}` : `${first.day} ${first.month} ${first.year}`;
  return `${beginning} to ${ending}`;
}

/** The days of a bill that became a month: `November 2026`, `3 November 2026, 6 h of it`. */
export function windowWords({ period, hours }: Reconciliation['scaling']): string {
  const whole = (Date.parse(period.end) - Date.parse(period.start)) / HOUR_MS;
  return hours < whole ? `${periodWords(period)}, ${hours} h of it` : periodWords(period);
}

/** The month that prices are of: `a month of 730 h`. */
export const monthWords = ({ hoursPerMonth }: Reconciliation['scaling']): string => `a month of ${hoursPerMonth} h`;
