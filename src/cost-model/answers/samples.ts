import { randomFrom } from '../../random.ts';
import type { UncertainFigure } from './uncertain-figures.ts';

/** By name of a figure, one value a sample; figures that vary together share one array. */
export type Samples = Readonly<Record<string, Float64Array>>;

/**
 * Seeded draws of every uncertain figure from the triangle over its range with its peak at its value. Each has a
 * stream of its own, so that another uncertain figure changes no other's draws. What moves along with one is drawn as it
 * would be at that one's value, and moved.
 */
export function samplesOf(uncertain: readonly UncertainFigure[], count: number, seed: string): Samples {
  const drawn: Record<string, Float64Array> = Object.fromEntries(
    uncertain.flatMap((one) => {
      const random = randomFrom(`${seed} ${one.names[0]}`);
      const draws = new Float64Array(count);
      for (let i = 0; i < count; i++) draws[i] = triangular(random(), one);
      return one.names.map((name) => [name, draws] as const);
    }),
  );
  for (const { names, value, along } of uncertain) {
    const draws = drawn[names[0] ?? ''] ?? new Float64Array();
    for (const moved of along) {
      const own = drawn[moved.name] ?? new Float64Array(count).fill(moved.value);
      drawn[moved.name] = own.map((at, i) => at * ((draws[i] as number) / value));
    }
  }
  return drawn;
}

/** The value below which a share `u` of the triangle lies: the inverse of its distribution function. */
export function triangular(
  u: number,
  { low, value, high }: { readonly low: number; readonly value: number; readonly high: number },
): number {
  const width = high - low;
  return u * width < value - low
    ? low + Math.sqrt(u * width * (value - low))
    : high - Math.sqrt((1 - u) * width * (high - value));
}

/** The first `count` samples: the cheaper answers need fewer. */
export const firstOf = (samples: Samples, count: number): Samples =>
  eachOnce(samples, (draws) => draws.subarray(0, count));

/** Samples by index, one a case. */
export const picked = (samples: Samples, indices: ArrayLike<number>): Samples =>
  eachOnce(samples, (draws) => Float64Array.from(indices, (at) => draws[at] as number));

/** Arrays that are shared stay so. */
function eachOnce(samples: Samples, change: (draws: Float64Array) => Float64Array): Samples {
  const changed = new Map<Float64Array, Float64Array>();
  return Object.fromEntries(
    Object.entries(samples).map(([name, draws]) => {
      const known = changed.get(draws) ?? change(draws);
      changed.set(draws, known);
      return [name, known];
    }),
  );
}
