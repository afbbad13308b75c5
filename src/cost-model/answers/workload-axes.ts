import type { CostModel } from '../model/cost-model.ts';
import type { Given } from '../model/evaluate-cases.ts';

/** A figure of the workload that is searched or swept, with what moves along with it. */
export interface WorkloadAxis {
  readonly figure: string;
  readonly title: string;
  readonly unit: string;
  readonly today: number;
  /** Names that are scaled by the same factor. */
  readonly along: readonly string[];
  /** Between which it is searched for where the cheaper one changes. */
  readonly span: readonly [from: number, to: number];
}

interface AxisKind {
  readonly title: string;
  readonly along?: readonly string[];
  /** Times today's value, down and up. */
  readonly reach?: number;
  /** In place of a reach. */
  readonly span?: readonly [from: number, to: number];
}

/** Compression beyond 20 times is not seen in records that anybody keeps; below 1 there is none. */
const COMPRESSION = [1, 20] as const;

const KINDS: Readonly<Record<string, AxisKind>> = {
  averageIngress: { title: 'Ingress, with its peak', along: ['peakIngress'], reach: 100 },
  retention: { title: 'Retention', reach: 100 },
  fanOut: { title: 'Fan-out', reach: 20 },
  compressionRatio: { title: 'Compression ratio', span: COMPRESSION },
  partitions: { title: 'Partitions', reach: 20 },
  connections: { title: 'Connections', reach: 20 },
  replayPerDay: { title: 'Replay', reach: 20 },
};

/** Figures that keep their proportion to one of the workload, whatever value that takes. */
export const movedAlong = (name: string): readonly string[] => KINDS[name]?.along ?? [];

/** Where the cheaper one is asked to change. */
export const BREAK_EVEN_AXES: readonly string[] = ['averageIngress', 'retention', 'fanOut', 'compressionRatio'];

/** Over which a heat map may be drawn: those that have a value to be a multiple of. */
export const sweepable = (model: CostModel): readonly string[] =>
  Object.keys(KINDS).filter((name) => (model.figures.get(name)?.value ?? 0) > 0);

/** @throws ReferenceError for another figure than the ones above. */
export function axisOf(model: CostModel, name: string): WorkloadAxis {
  const kind = KINDS[name];
  const figure = model.figures.get(name);
  if (kind === undefined || figure === undefined) throw new ReferenceError(`"${name}" is no axis of the workload`);
  const { title, along = [], reach = 1, span = [figure.value / reach, figure.value * reach] } = kind;
  return {
    figure: name,
    title,
    unit: figure.unit,
    today: figure.value,
    along,
    span: [Math.min(span[0], figure.value), Math.max(span[1], figure.value)],
  };
}

/** The figures that an axis moves, at some of its values. */
export function along(model: CostModel, axis: WorkloadAxis, values: Float64Array): Given {
  const scaled = axis.along.map((name) => {
    const today = model.figures.get(name)?.value ?? 0;
    return [name, values.map((value) => (value / axis.today) * today)] as const;
  });
  return { [axis.figure]: values, ...Object.fromEntries(scaled) };
}

/** `count` values from one end to the other, each the same multiple of the one before. */
export function logSpaced([from, to]: readonly [from: number, to: number], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) =>
    at === count - 1 ? to : from * (to / from) ** (at / (count - 1)),
  );
}
