import { inputError, type Problem } from '../../errors.ts';
import type { CostModel } from '../model/cost-model.ts';
import type { Figure } from '../types/figures.ts';
import { movedAlong } from './workload-axes.ts';

/** One uncertain thing: figures that take every value of its range together. */
export interface UncertainFigure {
  /** Without platform and variant where several share it. */
  readonly figure: string;
  readonly names: readonly string[];
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Figures that keep their proportion to it; what is uncertain about them is what they are at its value. */
  readonly along: readonly { readonly name: string; readonly value: number }[];
}

/**
 * Every input with a range. The same assumption on several platforms is one thing: same last part of the name, value,
 * unit, range and source. What only the business case uses is left out: no month's cost depends on it.
 * @throws WorkbenchError with every figure whose value is outside its own range.
 */
export function uncertainFigures({ figures }: CostModel): readonly UncertainFigure[] {
  const together = new Map<string, UncertainFigure & { readonly names: string[] }>();
  const problems: Problem[] = [];
  for (const [name, figure] of figures) {
    const { value, unit, low, high, source, expression } = figure;
    if (expression !== undefined || low === null || high === null || name.startsWith('business/')) continue;
    if (value < low || value > high) problems.push(outside(name, figure));
    if (low === high) continue;
    const key = JSON.stringify([sharedName(name), value, unit, low, high, source]);
    const known = together.get(key);
    if (known === undefined)
      together.set(key, { figure: name, names: [name], unit, value, low, high, along: alongWith(name, figures) });
    else known.names.push(name);
  }
  if (problems.length > 0) throw inputError('figure', problems);
  return [...together.values()].map((one) =>
    one.names.length === 1 ? one : { ...one, figure: sharedName(one.figure) },
  );
}

const alongWith = (name: string, figures: CostModel['figures']): UncertainFigure['along'] =>
  movedAlong(name).flatMap((moved) => {
    const figure = figures.get(moved);
    return figure === undefined ? [] : [{ name: moved, value: figure.value }];
  });

/** Assumptions are named after their platform and variant; prices keep their whole name. */
const sharedName = (name: string): string => (name.startsWith('price/') ? name : name.slice(name.lastIndexOf('/') + 1));

const outside = (name: string, { value, low, high }: Figure): Problem => ({
  what: `"${name}" is ${value}, outside its own range of ${low} to ${high}`,
  todo: 'Give a value between its low and its high, or another range.',
});
