/** Exact arithmetic on plain decimal strings by BigInt: independent of the library that the model uses. */
interface Scaled {
  readonly digits: bigint;
  readonly places: number;
}

function read(text: string): Scaled {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (match?.[1] === undefined) throw new RangeError(`"${text}" is not a plain decimal string`);
  const fraction = match[2] ?? '';
  return { digits: BigInt(match[1] + fraction), places: fraction.length };
}

function write({ digits, places }: Scaled): string {
  if (digits < 0n) return `-${write({ digits: -digits, places })}`;
  const text = digits.toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const fraction = text.slice(text.length - places).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

export function times(a: string, b: string): string {
  const [left, right] = [read(a), read(b)];
  return write({ digits: left.digits * right.digits, places: left.places + right.places });
}

export function plus(terms: readonly string[]): string {
  const scaled = terms.map(read);
  const places = Math.max(0, ...scaled.map((term) => term.places));
  const digits = scaled.reduce((sum, term) => sum + term.digits * 10n ** BigInt(places - term.places), 0n);
  return write({ digits, places });
}
