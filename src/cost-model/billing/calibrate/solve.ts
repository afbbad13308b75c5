import { type CalibratedFigure, type Range, valuesOver } from './calibrated-figures.ts';

/** Values that explain one billed amount; where the model rounds up, a whole stretch of them does. */
export type Solution = Range;

const POINTS = 65;
const ZOOMS = 10;
/** Of the amount: closer than any bill says. */
const EXACT = 1e-9;

/**
 * Between which values of a figure the model pays as much as was billed; null where none is searched that does. Where
 * the model jumps over the amount, it is the place of the jump. The amount must rise with the figure, or fall.
 * @param amountsAt what the model pays with each of these values
 */
export function solve(
  figure: Pick<CalibratedFigure, 'searched' | 'byFactors'>,
  billed: number,
  amountsAt: (values: Float64Array) => Float64Array,
): Solution | null {
  const values = valuesOver(figure.searched, POINTS, figure.byFactors);
  const amounts = amountsAt(values);
  const near = EXACT * Math.max(Math.abs(billed), Number.MIN_VALUE);
  const sideOf = (amount: number): number => (Math.abs(amount - billed) <= near ? 0 : Math.sign(amount - billed));
  const sides = Array.from(amounts, sideOf);
  const known = sides.flatMap((side, at) => (Number.isNaN(side) ? [] : [at]));
  const explained = known.filter((at) => sides[at] === 0);
  const crossing = known.find((at) => known.includes(at + 1) && (sides[at] ?? 0) * (sides[at + 1] ?? 0) < 0);
  const [first, last] = [explained[0], explained.at(-1)];
  const valueAt = (at: number): number => values[at] ?? Number.NaN;
  /** Where, between two values of different sides, the side of the first ends. */
  const edge = (from: number, to: number, side: number): Range => {
    let range: Range = [from, to];
    for (let zoom = 0; zoom < ZOOMS; zoom += 1) {
      const within = valuesOver(range, POINTS, false);
      const past = Array.from(amountsAt(within), sideOf).findIndex((one) => one !== side);
      if (past <= 0) break;
      range = [within[past - 1] ?? from, within[past] ?? to];
    }
    return range;
  };
  if (first !== undefined && last !== undefined) {
    const from = first === known[0] ? valueAt(first) : edge(valueAt(first), valueAt(first - 1), 0)[0];
    const to = last === known.at(-1) ? valueAt(last) : edge(valueAt(last), valueAt(last + 1), 0)[0];
    return [from, to];
  }
  if (crossing === undefined) return null;
  const [left, right] = edge(valueAt(crossing), valueAt(crossing + 1), sides[crossing] ?? 0);
  const beyond = sideOf(amountsAt(Float64Array.of(right))[0] ?? Number.NaN);
  if (beyond !== 0) return [left, right];
  return [right, edge(right, valueAt(crossing + 1), 0)[0]];
}
