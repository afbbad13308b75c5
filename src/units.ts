/**
 * Quantities that cannot be mixed up: each unit is a type of its own, made by its reader or by an
 * explicit conversion. At run time all are plain numbers.
 */
declare const unit: unique symbol;
type Quantity<U extends string> = number & { readonly [unit]: U };

export type Bytes = Quantity<'bytes'>;
export type Milliseconds = Quantity<'milliseconds'>;
/** Microseconds on the monotonic clock since the epoch of a repetition. */
export type Micros = Quantity<'microseconds'>;
export type Seconds = Quantity<'seconds'>;
export type RecordsPerSecond = Quantity<'records per second'>;
export type BytesPerSecond = Quantity<'bytes per second'>;
export type Fraction = Quantity<'fraction'>;

export const bytes = (value: number): Bytes => value as Bytes;
export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
export const micros = (value: number): Micros => value as Micros;
export const seconds = (value: number): Seconds => value as Seconds;
export const recordsPerSecond = (value: number): RecordsPerSecond => value as RecordsPerSecond;
export const bytesPerSecond = (value: number): BytesPerSecond => value as BytesPerSecond;
export const fraction = (value: number): Fraction => value as Fraction;

export const KIB = 1024;
export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;
const TIB = 1024 ** 4;

const BYTE_UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: KIB,
  MiB: MIB,
  GiB: GIB,
  TiB: TIB,
};

const DURATION_UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1e3,
  m: 60e3,
  min: 60e3,
  h: 3600e3,
  d: 86_400e3,
};

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;

function read(text: string, units: Readonly<Record<string, number>>, example: string): number {
  const match = new RegExp(`^${NUMBER}\\s*([A-Za-z]+)$`).exec(text.trim());
  const factor = match?.[2] === undefined ? undefined : units[match[2]];
  if (match?.[1] === undefined || factor === undefined) {
    throw new RangeError(`"${text}" is not ${example}; units: ${Object.keys(units).join(', ')}`);
  }
  return Number(match[1]) * factor;
}

/** Reads "1KiB", "64 MB", … Throws RangeError with the accepted units. */
export function parseBytes(text: string): Bytes {
  return bytes(read(text, BYTE_UNITS, 'a size such as 1KiB or 64MB'));
}

/** Reads "5ms", "10s", "7d", … Throws RangeError with the accepted units. */
export function parseDuration(text: string): Milliseconds {
  return milliseconds(read(text, DURATION_UNITS_MS, 'a duration such as 5ms, 10s or 7d'));
}

export type Rate =
  | { readonly kind: 'records'; readonly recordsPerSecond: RecordsPerSecond }
  | { readonly kind: 'bytes'; readonly bytesPerSecond: BytesPerSecond };

/** Reads "2000/s" (records) or "4MiB/s" (bytes). Throws RangeError with the accepted forms. */
export function parseRate(text: string): Rate {
  const match = new RegExp(`^${NUMBER}\\s*([A-Za-z]*)\\s*/\\s*s$`).exec(text.trim());
  if (match?.[1] === undefined) {
    throw new RangeError(`"${text}" is not a rate such as 2000/s (records) or 4MiB/s (bytes)`);
  }
  if (!match[2]) return { kind: 'records', recordsPerSecond: recordsPerSecond(Number(match[1])) };
  const size = parseBytes(`${match[1]}${match[2]}`);
  return { kind: 'bytes', bytesPerSecond: bytesPerSecond(size) };
}

export const secondsOf = (duration: Milliseconds): Seconds => seconds(duration / 1e3);
