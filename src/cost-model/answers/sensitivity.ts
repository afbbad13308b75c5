import type { CostModel } from '../model/cost-model.ts';
import type { Sensitivity, SensitivityBar } from '../types/answers.ts';
import { differences } from './differences.ts';
import type { UncertainFigure } from './uncertain-figures.ts';

/**
 * Every uncertain figure at its low and at its high, all others at their values. Only stated ranges: a figure without
 * one has no bar, for a made-up range would decide the order.
 * @param pair the model of baseline and candidate
 */
export function sensitivityOf(pair: CostModel, uncertain: readonly UncertainFigure[]): Sensitivity {
  const given: Record<string, Float64Array> = {};
  const count = 1 + 2 * uncertain.length;
  const set = (name: string, value: number, at: number, bounds: readonly number[]): void => {
    given[name] ??= new Float64Array(count).fill(value);
    given[name].set(bounds, 1 + 2 * at);
  };
  uncertain.forEach(({ names, value, low, high, along }, at) => {
    for (const name of names) set(name, value, at, [low, high]);
    for (const moved of along) {
      set(
        moved.name,
        moved.value,
        at,
        [low, high].map((bound) => moved.value * (bound / value)),
      );
    }
  });
  const [today = 0, ...bounds] = differences(pair, { count, given });
  const bars = uncertain.map((one, at): SensitivityBar => {
    const [atLow, atHigh] = [bounds[2 * at] as number, bounds[2 * at + 1] as number];
    const notCarriedAt = (['low', 'high'] as const).filter((_, end) => Number.isNaN(bounds[2 * at + end]));
    return {
      ...ofPair(one, pair),
      atLow: Number.isNaN(atLow) ? today : atLow,
      atHigh: Number.isNaN(atHigh) ? today : atHigh,
      ...(notCarriedAt.length === 0 ? {} : { notCarriedAt }),
    };
  });
  const width = ({ atLow, atHigh }: SensitivityBar): number =>
    Math.max(atLow, atHigh, today) - Math.min(atLow, atHigh, today);
  return {
    difference: today,
    bars: bars.filter((bar) => width(bar) > 0).toSorted((a, b) => width(b) - width(a)),
  };
}

type Described = Omit<SensitivityBar, 'atLow' | 'atHigh' | 'notCarriedAt'>;

/** What other platforms call by the same name is not shown here; what only one of the two has keeps its whole name. */
function ofPair({ names, along, ...one }: UncertainFigure, { platforms }: CostModel): Described {
  const own = names.filter((name) => platforms.some(({ id }) => name.startsWith(`${id}/`)));
  const shown = own.length > 0 ? own : [...names, ...along.map(({ name }) => name)];
  return { ...one, names: shown, figure: own.length === 1 ? (own[0] as string) : one.figure };
}
