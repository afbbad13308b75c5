import type { CostModel } from '../model/cost-model.ts';
import type { BreakEven } from '../types/answers.ts';
import type { PlatformId } from '../types/result.ts';
import { type Crosses, crossingsAlong } from './crossings.ts';
import { bothOf, differences } from './differences.ts';
import { eightOfTen } from './quantiles.ts';
import { crossingsOfSamples } from './sample-crossings.ts';
import type { Samples } from './samples.ts';
import { along, axisOf, BREAK_EVEN_AXES, logSpaced, type WorkloadAxis } from './workload-axes.ts';

/** Of the curve that is shown. */
const POINTS = 49;

/** Steps of the scan between two points: a crossing there and back within 2% is not seen. */
const STEPS = 10;

/** How finely the end of what both carry is looked for. */
const SPAN_STEPS = 961;

export interface PairQuestion {
  /** The model of baseline and candidate. */
  readonly pair: CostModel;
  /** Why nothing may be ranked; null where it may. */
  readonly why: string | null;
  readonly samples: Samples;
  /** How many of them are looked at. */
  readonly count: number;
}

/** Where the cheaper of the two changes, for each of the workload's main figures. */
export const breakEvensOf = (question: PairQuestion): readonly BreakEven[] =>
  BREAK_EVEN_AXES.map((name) => breakEvenOf(axisOf(question.pair, name), question));

function breakEvenOf(axis: WorkloadAxis, { pair, why, samples, count }: PairQuestion): BreakEven {
  const { figure, title, unit, today } = axis;
  const span = carriedSpan(pair, axis);
  const shared = { figure, title, unit, today, searched: span };
  if (why !== null) return { ...shared, crossings: [], cheaperBelow: null, why, points: [] };

  const [baseline, candidate] = pair.platforms.map(({ id }) => id) as [PlatformId, PlatformId];
  const crosses: Crosses = (values) => differences(pair, { count: values.length, given: along(pair, axis, values) });
  const values = logSpaced(span, (POINTS - 1) * STEPS + 1);
  const found = crossingsAlong(values, crosses);
  const sampled = crossingsOfSamples({ pair, axis, span, samples, count }, found.crossings);
  const curve = logSpaced(span, POINTS);
  const [below, above] = bothOf(pair, { count: POINTS, given: along(pair, axis, curve) });
  const cheaper = (sign: number): PlatformId => (sign < 0 ? candidate : baseline);
  return {
    ...shared,
    crossings: found.crossings.map(({ at, signAbove }, index) => ({
      at,
      ...eightOfTen(sampled[index] ?? [], count),
      cheaperAbove: cheaper(signAbove),
    })),
    cheaperBelow: found.signBelow === 0 ? null : cheaper(found.signBelow),
    why: found.signBelow === 0 ? 'both cost the same all along' : null,
    points: Array.from(curve, (at, index) => ({
      at,
      baseline: below.total[index] as number,
      candidate: above.total[index] as number,
    })),
  };
}

/** The part of an axis' span, around today's value, in which both platforms carry the workload. */
function carriedSpan(pair: CostModel, axis: WorkloadAxis): readonly [from: number, to: number] {
  const values = logSpaced(axis.span, SPAN_STEPS);
  const [baseline, candidate] = bothOf(pair, { count: values.length, given: along(pair, axis, values) });
  const fails = values.map((_, at) => (baseline.isCarried[at] === 1 && candidate.isCarried[at] === 1 ? 0 : 1));
  const after = values.findIndex((value) => value >= axis.today);
  // Searched from −1, lastIndexOf begins at the end.
  const first = fails.slice(0, Math.max(0, after)).lastIndexOf(1) + 1;
  const beyond = fails.indexOf(1, after);
  const last = beyond < 0 ? values.length - 1 : beyond - 1;
  return [Math.min(values[first] as number, axis.today), Math.max(values[last] as number, axis.today)];
}
