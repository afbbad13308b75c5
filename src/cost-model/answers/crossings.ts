import { logSpaced } from './workload-axes.ts';

/** Candidate − baseline at each of some values; NaN where there is none. */
export type Crosses = (values: Float64Array) => Float64Array;

export interface SignChange {
  readonly at: number;
  /** Of candidate − baseline above it. */
  readonly signAbove: number;
}

export interface SignChanges {
  /** Ascending. */
  readonly crossings: readonly SignChange[];
  /** −1 where the candidate is cheaper below the first one, or all along; 0 where both cost the same all along. */
  readonly signBelow: number;
}

/** Of a dollar a month: differences below this are none. */
const SAME = 1e-6;

/** Parts into which what may hold a crossing is cut, and how narrow it is in the end. */
const PARTS = 32;
const NARROW = 1 + 1e-9;

/**
 * Every change of sign between neighbours of a scan, each then closed in on. Costs have steps: a crossing is where
 * the sign is first the new one, whether the difference passes through zero or jumps over it.
 */
export function crossingsAlong(values: Float64Array, crosses: Crosses): SignChanges {
  const changes = signChanges(crosses(values));
  return {
    signBelow: changes.signBelow,
    crossings: changes.between.map(({ before, after, sign }) => ({
      at: closeIn([values[before] as number, values[after] as number], sign, crosses),
      signAbove: sign,
    })),
  };
}

export interface SignChangeBetween {
  /** Index of the last value with the old sign, and of the first with the new one. */
  readonly before: number;
  readonly after: number;
  readonly sign: number;
}

export function signChanges(differences: ArrayLike<number>): {
  readonly signBelow: number;
  readonly between: readonly SignChangeBetween[];
} {
  const between: SignChangeBetween[] = [];
  let signBelow = 0;
  let last = { at: -1, sign: 0 };
  for (let at = 0; at < differences.length; at++) {
    const sign = signOf(differences[at] as number);
    if (sign === 0) continue;
    if (last.sign === 0) signBelow = sign;
    else if (sign !== last.sign) between.push({ before: last.at, after: at, sign });
    last = { at, sign };
  }
  return { signBelow, between };
}

/** What is not carried has no sign. */
const signOf = (difference: number): number => (Math.abs(difference) > SAME ? Math.sign(difference) : 0);

function closeIn(bracket: readonly [number, number], sign: number, crosses: Crosses): number {
  let [from, to] = bracket;
  while (to > from * NARROW) {
    const values = logSpaced([from, to], PARTS + 1);
    const found = crosses(values).findIndex((difference, at) => at === PARTS || signOf(difference) === sign);
    [from, to] = [values[Math.max(0, found - 1)] as number, values[found] as number];
  }
  return Math.sqrt(from * to);
}
