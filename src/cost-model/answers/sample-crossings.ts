import type { CostModel } from '../model/cost-model.ts';
import { type SignChange, signChanges } from './crossings.ts';
import { differences } from './differences.ts';
import { picked, type Samples } from './samples.ts';
import { along, logSpaced, type WorkloadAxis } from './workload-axes.ts';

/** Values that each sample is tried at. */
const SCAN = 49;

/** Values between two of them, where a sample crosses. */
const PARTS = 16;

interface SampledSearch {
  readonly pair: CostModel;
  readonly axis: WorkloadAxis;
  readonly span: readonly [from: number, to: number];
  readonly samples: Samples;
  readonly count: number;
}

/**
 * Where the samples cross, by crossing of the model itself: of each sample the nearest one that goes the same way.
 * Found to within a sixteenth of the scan's steps, and in between on a straight line.
 */
export function crossingsOfSamples(search: SampledSearch, crossings: readonly SignChange[]): readonly number[][] {
  if (crossings.length === 0) return [];
  const brackets = bracketsOf(search);
  const at = refined(search, brackets);
  const bySample = Map.groupBy(
    brackets.map((bracket, index) => ({ ...bracket, at: at[index] as number })),
    ({ sample }) => sample,
  );
  return crossings.map((nominal) => {
    const distance = (one: { readonly at: number }): number => Math.abs(Math.log(one.at / nominal.at));
    return [...bySample.values()].flatMap((own) => {
      const [nearest] = own
        .filter(({ sign }) => sign === nominal.signAbove)
        .toSorted((a, b) => distance(a) - distance(b));
      return nearest === undefined ? [] : [nearest.at];
    });
  });
}

interface Bracket {
  readonly sample: number;
  readonly from: number;
  readonly to: number;
  /** Of the difference above it. */
  readonly sign: number;
}

function bracketsOf({ pair, axis, span, samples, count }: SampledSearch): readonly Bracket[] {
  const values = logSpaced(span, SCAN);
  const perCase = Float64Array.from({ length: count * SCAN }, (_, at) => values[at % SCAN] as number);
  const own = Int32Array.from(perCase, (_, at) => Math.floor(at / SCAN));
  const found = differences(pair, {
    count: perCase.length,
    given: { ...picked(samples, own), ...along(pair, axis, perCase) },
  });
  return Array.from({ length: count }, (_, sample) => sample).flatMap((sample) =>
    signChanges(found.subarray(sample * SCAN, (sample + 1) * SCAN)).between.map(({ before, after, sign }) => ({
      sample,
      from: values[before] as number,
      to: values[after] as number,
      sign,
    })),
  );
}

function refined({ pair, axis, samples }: SampledSearch, brackets: readonly Bracket[]): readonly number[] {
  const size = PARTS + 1;
  const perCase = new Float64Array(brackets.length * size);
  brackets.forEach(({ from, to }, at) => {
    perCase.set(logSpaced([from, to], size), at * size);
  });
  const own = Int32Array.from(perCase, (_, at) => brackets[Math.floor(at / size)]?.sample ?? 0);
  const found = differences(pair, {
    count: perCase.length,
    given: { ...picked(samples, own), ...along(pair, axis, perCase) },
  });
  return brackets.map(({ sign }, at) => {
    const values = perCase.subarray(at * size, (at + 1) * size);
    const [change] = signChanges(found.subarray(at * size, (at + 1) * size)).between.filter((one) => one.sign === sign);
    if (change === undefined) return values[size - 1] as number;
    const [low, high] = [values[change.before] as number, values[change.after] as number];
    const [below, above] = [found[at * size + change.before] as number, found[at * size + change.after] as number];
    return low * (high / low) ** (below / (below - above));
  });
}
