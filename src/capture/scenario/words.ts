import { MIB } from '../../units.ts';
import type { CapturedFigure, Seen } from '../types.ts';

export const SEEN_WORDS: Readonly<Record<Seen, string>> = {
  counted: 'counted',
  sampled: 'sampled',
  metrics: 'from metrics',
  assumed: 'ASSUMED',
};

/** How a figure was seen and how sure it is: `sampled (1 010–1 038 B, 95%): 4,812 records in 37 places`. */
export function sureness(figure: CapturedFigure, inUnit: (value: number) => string = plain): string {
  const interval =
    figure.low === null || figure.high === null ? '' : ` (${inUnit(figure.low)} to ${inUnit(figure.high)} with 95%)`;
  return `${SEEN_WORDS[figure.seen]}${interval}: ${figure.how}`;
}

const MOST_DECIMALS = 20;

/** Four digits, without an exponent. */
export function plain(value: number): string {
  const rounded = Number(value.toPrecision(4));
  if (Number.isInteger(rounded)) return rounded.toFixed(0);
  const decimals = 3 - Math.floor(Math.log10(Math.abs(rounded)));
  return rounded.toFixed(Math.min(decimals, MOST_DECIMALS)).replace(/\.?0+$/, '');
}

export const bytesText = (value: number): string => `${Math.max(1, Math.round(value))}B`;

/** `2.05MiB/s`, `812B/s`. */
export const byteRate = (value: number): string =>
  value >= MIB / 10 ? `${plain(value / MIB)}MiB/s` : `${plain(value)}B/s`;

/** `250/s`, `0.0002778/s`: one record an hour is no more than that. */
export const recordRate = (value: number): string => `${plain(value)}/s`;

/** In the largest unit that it is a whole number of, or seconds. */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole % 86_400 === 0) return `${whole / 86_400}d`;
  if (whole % 3_600 === 0) return `${whole / 3_600}h`;
  return whole % 60 === 0 ? `${whole / 60}min` : `${whole}s`;
}
