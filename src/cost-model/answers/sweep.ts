import { inputError } from '../../errors.ts';
import type { CostModel } from '../model/cost-model.ts';
import type { Axis, Sweep } from '../types/answers.ts';
import { bothOf } from './differences.ts';
import { frontierOf } from './frontier.ts';
import { along, axisOf, logSpaced, sweepable, type WorkloadAxis } from './workload-axes.ts';

/** Columns and rows; odd, so that today's workload is in the middle. */
const STEPS = 17;

/** Times today's value, down and up. */
const REACH = 10;

/**
 * The difference of the two over two figures of the workload.
 * @param why why nothing may be ranked; null where it may
 * @throws WorkbenchError where a figure cannot be swept
 */
export function sweepOf(pair: CostModel, [nameX, nameY]: readonly [string, string], why: string | null): Sweep {
  assertSweepable(pair, [nameX, nameY]);
  const [x, y] = [axisOf(pair, nameX), axisOf(pair, nameY)];
  const [xs, ys] = [valuesOf(x), valuesOf(y)];
  const axes = { x: asAxis(x, xs), y: asAxis(y, ys) };
  if (why !== null) return { ...axes, difference: null, frontier: [], why };
  const count = xs.length * ys.length;
  const [baseline, candidate] = bothOf(pair, {
    count,
    given: {
      ...along(
        pair,
        x,
        Float64Array.from({ length: count }, (_, at) => xs[at % xs.length] as number),
      ),
      ...along(
        pair,
        y,
        Float64Array.from({ length: count }, (_, at) => ys[Math.floor(at / xs.length)] as number),
      ),
    },
  });
  const cells = Array.from(baseline.total, (stay, at): number | null => {
    const isCarried = baseline.isCarried[at] === 1 && candidate.isCarried[at] === 1;
    return isCarried && stay > 0 ? (candidate.total[at] as number) / stay - 1 : null;
  });
  const difference = Array.from(ys, (_, row) => cells.slice(row * xs.length, (row + 1) * xs.length));
  const frontier = frontierOf(difference).map((piece) =>
    piece.map(({ column, row }) => ({ x: between(xs, column), y: between(ys, row) })),
  );
  return { ...axes, difference, frontier, why: null };
}

function valuesOf({ today, span, figure }: WorkloadAxis): Float64Array {
  // A ratio below 1 is no compression: that axis has its own span.
  return logSpaced(figure === 'compressionRatio' ? span : [today / REACH, today * REACH], STEPS);
}

const asAxis = ({ figure, title, unit }: WorkloadAxis, values: Float64Array): Axis => ({
  figure,
  title,
  unit,
  values: [...values],
});

/** On the log axis, between its values. */
function between(values: Float64Array, position: number): number {
  const below = Math.min(Math.floor(position), values.length - 2);
  const [low, high] = [values[below] as number, values[below + 1] as number];
  return low * (high / low) ** (position - below);
}

function assertSweepable(model: CostModel, names: readonly [string, string]): void {
  const known = sweepable(model);
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => ({ what: `"${name}" cannot be swept over`, todo: `Name two of: ${known.join(', ')}.` }));
  if (names[0] === names[1]) problems.push({ what: 'both axes of the sweep are the same', todo: 'Name two figures.' });
  if (problems.length > 0) throw inputError('sweep', problems);
}
