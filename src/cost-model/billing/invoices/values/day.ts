import { dayAfter, isoDay } from '../../days.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TOKEN = /YYYY|MMM|MM|M|DD|D/g;

const DIGITS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMM: '(?<name>[A-Za-z]{3})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

/** What may follow a date: a time, and what it is in; none is UTC. */
const TIME =
  '(?:[T ](?<hours>\\d{2}):(?<minutes>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?: ?(?:Z|UTC|(?<offset>[+-]\\d{2}:?\\d{2})))?)?';

/** A year and a month once each, and at most one day. */
export function isDateFormat(format: string): boolean {
  const tokens = (format.match(TOKEN) ?? []).map((token) => token[0]);
  return tokens.toSorted().join('') === 'DMY' || tokens.toSorted().join('') === 'MY';
}

/** Days from the first until before the second, UTC. */
export interface Days {
  readonly start: string;
  readonly until: string;
}

/** The UTC day that a text in this format names; without a day in the format, the month. Null where it is no date. */
export function readDays(text: string, format: string): Days | null {
  const found = new RegExp(`^${patternOf(format)}${TIME}$`).exec(text.trim())?.groups;
  if (found === undefined) return null;
  const month = found.name === undefined ? Number(found.month) : MONTHS.indexOf(found.name.toLowerCase()) + 1;
  const [year, day] = [Number(found.year), found.day === undefined ? 1 : Number(found.day)];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // 30 February would silently be a day in March.
  if (month < 1 || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const utc = new Date(midnight.getTime() + minutesOf(found) * 60_000);
  const start = isoDay(utc.getTime());
  return { start, until: found.day === undefined ? isoDay(Date.UTC(year, month, 1)) : dayAfter(start) };
}

function patternOf(format: string): string {
  const literals = format.split(TOKEN).map((literal) => literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const tokens = (format.match(TOKEN) ?? []).map((token) => DIGITS[token] ?? '');
  return literals.map((literal, at) => literal + (tokens[at] ?? '')).join('');
}

/** Past midnight of the written day, in UTC; only a time with an offset can lead to another day. */
function minutesOf({ hours = '0', minutes = '0', offset }: Readonly<Record<string, string | undefined>>): number {
  const within = Number(hours) * 60 + Number(minutes);
  if (offset === undefined) return within;
  const ahead = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return within - (offset.startsWith('-') ? -ahead : ahead);
}
