import { rate, significant } from '../../judge/format.ts';
import { plural } from '../format.ts';
import { quantityWords } from '../tables/cost/figure-words.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Quantity {
  readonly low: number;
  readonly high: number;
  readonly unit: string;
}

/** A quantity for who does not count in seconds: 7 days, 4 hours a day; shares in per cent. */
export function readableQuantity(value: number, unit: string): string {
  if (unit === 'second') return duration(value);
  if (unit === 'second/day') return `${duration(value)} a day`;
  return unit === 'fraction' ? `${short(value * 100)}%` : quantityWords(value, unit);
}

/** Its unit once where both ends have the same. */
export function rangeWords({ low, high, unit }: Quantity): string {
  const own = unit.startsWith('second') || unit === 'fraction';
  return `${own ? readableQuantity(low, unit) : rate(low)} to ${readableQuantity(high, unit)}`;
}

function duration(seconds: number): string {
  if (seconds >= 2 * DAY) return counted(seconds / DAY, 'day');
  if (seconds >= HOUR) return counted(seconds / HOUR, 'hour');
  return seconds >= MINUTE ? counted(seconds / MINUTE, 'minute') : quantityWords(seconds, 'second');
}

const counted = (amount: number, noun: string): string =>
  Number.isInteger(amount) ? plural(amount, noun) : `${short(amount)} ${noun}s`;

/** Three digits, without zeros that say nothing. */
const short = (value: number): string =>
  significant(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
