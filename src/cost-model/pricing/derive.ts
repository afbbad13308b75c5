import { evaluate, renamed } from '../arithmetic/expression.ts';
import { parseFormula } from '../arithmetic/formula.ts';
import { assertUnit } from '../arithmetic/units.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { DerivedFigure } from '../types/shape.ts';

/**
 * The figures with those that follow from them, computed in their order.
 * @param qualified the name under which a formula's figure stands in the result
 * @throws UnitMismatch where a formula does not give the unit that it is said to.
 */
export function derive(
  known: Figures,
  derived: readonly DerivedFigure[],
  qualified: (name: string) => string = (name) => name,
): Figures {
  const figures: Record<string, Figure> = { ...known };
  for (const { name, unit, formula } of derived) {
    const expression = parseFormula(formula);
    const { value, unit: computed } = evaluate(expression, figures);
    assertUnit(computed, unit, `"${name}"`);
    figures[name] = {
      value,
      unit,
      provenance: 'modelled',
      source: `formula: ${formula}`,
      low: null,
      high: null,
      expression: renamed(expression, qualified),
    };
  }
  return figures;
}
