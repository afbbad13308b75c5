import { z } from 'zod';
import {
  type Bytes,
  bytes,
  type Fraction,
  fraction,
  MIB,
  type Milliseconds,
  parseBytes,
  parseDuration,
  parseRate,
  type Rate,
  type Seconds,
  secondsOf,
} from '../units.ts';

/** What is wrong with a value that could be read, and what to do about it. */
interface Refusal {
  readonly what: string;
  readonly todo: string;
}

const SIZE = String.raw`\d+(\.\d+)?\s*(B|[KMGT]i?B)`;
const DURATION = String.raw`\d+(\.\d+)?\s*(ms|s|m|min|h|d)`;
const RATE = String.raw`\d+(\.\d+)?\s*(B|[KMGT]i?B)?\s*/\s*s`;

/** Text with a unit. `parse` throws RangeError for what it cannot read; `pattern` tells an editor the same. */
function quantity<T>(pattern: string, parse: (text: string) => T, refuse: (value: T) => Refusal | null) {
  return z
    .string()
    .transform((text, context): T => {
      try {
        const value = parse(text);
        const refusal = refuse(value);
        if (refusal === null) return value;
        context.addIssue({
          code: 'custom',
          message: `is "${text}", ${refusal.what}`,
          params: { todo: refusal.todo },
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
      return z.NEVER;
    })
    .meta({ pattern: `^\\s*${pattern}\\s*$` });
}

const belowOneByte: Refusal = { what: 'below 1 byte', todo: 'write a size of at least 1B' };
const nothing: Refusal = { what: 'which never sends', todo: 'write a rate above zero, or remove it' };
const instant: Refusal = { what: 'which is no time at all', todo: 'write a duration above zero' };
const partSecond: Refusal = {
  what: 'not a whole number of seconds',
  todo: 'use whole seconds: latency is kept a second at a time, and no second may belong to two phases',
};

const tooLarge = (most: Bytes): Refusal => ({
  what: `more than ${most / MIB}MiB, the most that these clients send or ask for at once`,
  todo: `write ${most / MIB}MiB or less`,
});

export const size = (most = bytes(Number.MAX_VALUE)) =>
  quantity(
    SIZE,
    (text): Bytes => {
      const value = parseBytes(text);
      return value < 1 ? value : bytes(Math.round(value));
    },
    (value) => (value < 1 ? belowOneByte : value > most ? tooLarge(most) : null),
  );

export const duration = () =>
  quantity(DURATION, parseDuration, (value): Refusal | null => (value > 0 ? null : instant));

/** A duration that may be zero, such as a linger. */
export const delay = () => quantity(DURATION, parseDuration, (_: Milliseconds): Refusal | null => null);

export const wholeSeconds = () =>
  quantity(
    DURATION,
    (text): Seconds => secondsOf(parseDuration(text)),
    (value) => (value === 0 ? instant : Number.isInteger(value) ? null : partSecond),
  );

/** The number in a rate, of records or of bytes, a second. */
export const rateValue = (rate: Rate): number =>
  rate.kind === 'records' ? rate.recordsPerSecond : rate.bytesPerSecond;

export const rate = () => quantity(RATE, parseRate, (value) => (rateValue(value) > 0 ? null : nothing));

/** What accumulates before a catch-up: bytes, or the time in which the highest ingress rate writes it. */
export type Backlog =
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'time'; readonly seconds: Seconds };

function parseBacklog(text: string): Backlog {
  if (new RegExp(`^\\s*${SIZE}\\s*$`).test(text)) return { kind: 'bytes', bytes: parseBytes(text) };
  if (new RegExp(`^\\s*${DURATION}\\s*$`).test(text)) return { kind: 'time', seconds: secondsOf(parseDuration(text)) };
  throw new RangeError(`"${text}" is neither a size such as 24MiB nor a duration such as 10s`);
}

export const backlog = () =>
  quantity(`(${SIZE}|${DURATION})`, parseBacklog, (value) =>
    (value.kind === 'bytes' ? value.bytes : value.seconds) > 0
      ? null
      : { what: 'which leaves nothing to catch up with', todo: 'write a backlog above zero, or remove catchUp' },
  );

const percentage = z
  .string()
  .regex(/^\d+(\.\d+)?%$/)
  .transform((text): number => Number((Number(text.slice(0, -1)) / 100).toPrecision(15)));

/** A share, written 0.25 or 25%. */
export const share = (most = 1) =>
  z
    .union([z.number(), percentage])
    .transform((value): Fraction => fraction(value))
    .refine((value) => value >= 0 && value <= most, { error: `outside 0 to ${most}`, abort: true });
