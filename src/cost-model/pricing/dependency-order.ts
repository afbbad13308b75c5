import { figuresIn } from '../arithmetic/expression.ts';
import type { Figure, Figures } from '../types/figures.ts';

/**
 * The figures, each after those that it is computed from, however the keys of a file are ordered.
 * @throws ReferenceError where a formula names no figure, or one that follows from it.
 */
export function inDependencyOrder(figures: Figures): ReadonlyMap<string, Figure> {
  const ordered = new Map<string, Figure>();
  const within = new Set<string>();
  const place = (name: string): void => {
    if (ordered.has(name)) return;
    const figure = Object.hasOwn(figures, name) ? figures[name] : undefined;
    if (figure === undefined) throw new ReferenceError(`a formula names "${name}", which is no figure`);
    if (within.has(name)) throw new ReferenceError(`"${name}" is computed from itself`);
    within.add(name);
    if (figure.expression !== undefined) figuresIn(figure.expression).forEach(place);
    ordered.set(name, figure);
  };
  Object.keys(figures).forEach(place);
  return ordered;
}
