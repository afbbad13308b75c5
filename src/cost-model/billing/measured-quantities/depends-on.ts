import { figuresIn } from '../../arithmetic/expression.ts';
import type { Expression, Figures } from '../../types/figures.ts';

/** Whether a formula follows from a figure, by itself or through what it is derived from. */
export function dependsOn(expression: Expression, name: string, figures: Figures): boolean {
  const seen = new Set<string>();
  const leadsTo = (figure: string): boolean => {
    if (figure === name) return true;
    if (seen.has(figure)) return false;
    seen.add(figure);
    const derived = Object.hasOwn(figures, figure) ? figures[figure]?.expression : undefined;
    return derived !== undefined && figuresIn(derived).some(leadsTo);
  };
  return figuresIn(expression).some(leadsTo);
}
