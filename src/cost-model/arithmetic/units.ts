/**
 * Quantities that carry their unit. A unit is written as finance reads it: factors joined by `-`
 * (product) and `/` (per), such as `GiB-month`, `MiB/s` or `USD per instance-hour`. Two units are the same when
 * their factors are, in any order. Where AWS writes GB it means 2^30 bytes; the books say GiB.
 */
export interface Measure<U extends string = string> {
  readonly value: number;
  readonly unit: U;
}

export const measure = <const U extends string>(value: number, unit: U): Measure<U> => ({ value, unit });

/** Thrown where two units meet that may not: a mistake in a formula or a price book, never a rounding matter. */
export class UnitMismatch extends Error {
  override readonly name = 'UnitMismatch';
}

/** Divides by everything after it: `USD per GiB-month`. */
const PER = ' per ';

/** What one unit of something costs. */
export const rateUnit = (money: string, unit: string): string => `${money}${PER}${unit}`;

/**
 * The unit that a rate is for: `GiB-month` of `USD per GiB-month`; null where it is no rate in that money.
 * Prices that were saved before rates were written so say `USD/GiB-month`.
 */
export function unitOfRate(rate: string, money: string): string | null {
  const prefix = [`${money}${PER}`, `${money}/`].find((start) => rate.startsWith(start));
  return prefix === undefined ? null : rate.slice(prefix.length);
}

/** Pure numbers: they count things that have no unit of their own, and cancel in products. */
const PLAIN = new Set(['count', 'fraction']);

/** Factor → exponent; factors that cancel out are left out. */
type Dimension = ReadonlyMap<string, number>;

function dimensionOf(unit: string): Dimension {
  const dimension = new Map<string, number>();
  unit.split(PER).forEach((part, at) => {
    for (const [, over, factor = ''] of part.matchAll(/([-/]?)([^-/]+)/g)) {
      if (PLAIN.has(factor)) continue;
      const exponent = (dimension.get(factor) ?? 0) + ((over === '/') === (at === 0) ? -1 : 1);
      if (exponent === 0) dimension.delete(factor);
      else dimension.set(factor, exponent);
    }
  });
  return dimension;
}

function written(dimension: Dimension): string {
  const factors = (sign: 1 | -1) =>
    [...dimension].flatMap(([factor, exponent]) => Array<string>(Math.max(0, sign * exponent)).fill(factor));
  return [factors(1).join('-') || 'count', ...factors(-1)].join('/');
}

export function sameUnit(a: string, b: string): boolean {
  const [left, right] = [dimensionOf(a), dimensionOf(b)];
  return left.size === right.size && [...left].every(([factor, exponent]) => right.get(factor) === exponent);
}

/** @throws UnitMismatch */
export function assertUnit(actual: string, expected: string, where: string): void {
  if (!sameUnit(actual, expected)) throw new UnitMismatch(`${where}: ${actual} is not ${expected}`);
}

/** The units must be the same one: at compile time where they are known, and always at run time. */
export function add<U extends string>(a: Measure<U>, b: Measure<NoInfer<U>>): Measure<U> {
  assertUnit(b.unit, a.unit, 'a sum');
  return { value: a.value + b.value, unit: a.unit };
}

export function multiply(a: Measure, b: Measure): Measure {
  return { value: a.value * b.value, unit: combined(a.unit, b.unit, 1) };
}

export function divide(a: Measure, b: Measure): Measure {
  return { value: a.value / b.value, unit: combined(a.unit, b.unit, -1) };
}

function combined(a: string, b: string, sign: 1 | -1): string {
  const result = new Map(dimensionOf(a));
  for (const [factor, exponent] of dimensionOf(b)) {
    const sum = (result.get(factor) ?? 0) + sign * exponent;
    if (sum === 0) result.delete(factor);
    else result.set(factor, sum);
  }
  return written(result);
}
