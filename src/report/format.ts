import { Decimal } from 'decimal.js';
import { rate, significant, THIN_SPACE } from '../judge/format.ts';

/** Every digit of a plain decimal string, in groups, so that a product can be checked by hand. */
export function exact(decimal: string): string {
  const [integer = '', fraction] = decimal.split('.');
  const spaced = integer.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** Prose with the digits of its long numbers in groups: 20 008 records. Dates, names and decimals stay. */
export const groupedDigits = (prose: string): string => prose.replace(/(?<![\w.-])\d{4,}(?![\w-])/g, exact);

/** A share as a percentage, cut off and not rounded: what is short of everything never reads 100%. */
export const percent = (share: number): string =>
  `${new Decimal(share).times(100).toDecimalPlaces(3, Decimal.ROUND_DOWN).toFixed()}%`;

/** 2026-11-20 10:00 UTC, from an ISO 8601 time in UTC. */
export const utcMinute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** "1 repetition", "2 repetitions". */
export const plural = (amount: number, noun: string): string => `${rate(amount)} ${noun}${amount === 1 ? '' : 's'}`;

/** How often: once, 2.5 times. */
export const times = (amount: number): string => (amount === 1 ? 'once' : `${exact(String(amount))} times`);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long data is kept: 7 days, 36 hours, 90 s. */
export function kept(ms: number): string {
  if (ms >= DAY_MS && ms % DAY_MS === 0) return plural(ms / DAY_MS, 'day');
  return ms >= HOUR_MS ? plural(ms / HOUR_MS, 'hour') : `${significant(ms / 1e3)} s`;
}

const RATE_UNITS = ['B/s', 'KiB/s', 'MiB/s', 'GiB/s', 'TiB/s'] as const;
/** Digits and point of a rate that is written out; a longer one is rounded. */
const SHORT = 6;

/** A rate of bytes in full, in the largest unit that makes it short: 100 GiB/s, 1500 MiB/s; else four digits of it. */
export function byteRate(bytesPerSecond: number): string {
  const written = RATE_UNITS.map((unit, power) => ({ unit, value: bytesPerSecond / 1024 ** power }))
    .filter(({ value }, power) => value >= 1 || power === 0)
    .toReversed();
  const short = written.find(({ value }) => String(value).length <= SHORT);
  const { unit, value } = short ?? written[0] ?? { unit: 'B/s', value: bytesPerSecond };
  return `${short === undefined ? Number(value.toPrecision(4)) : value} ${unit}`;
}

/** A byte rate as a bill counts it: decimal terabytes over one billing month. */
export const terabytesAMonth = (bytesPerSecond: number, hoursPerMonth: number): string =>
  `${significant(terabytesIn(bytesPerSecond, hoursPerMonth))} TB a month`;

export const terabytesIn = (bytesPerSecond: number, hours: number): number => (bytesPerSecond * hours * 3600) / 1e12;

/** The first characters of a digest: enough to tell two runs apart by eye. */
export const shortDigest = (digest: string): string => digest.replace(/^sha256[:-]/, '').slice(0, 12);
