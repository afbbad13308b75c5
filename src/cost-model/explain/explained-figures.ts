import { explain, figuresIn, inWords, wordsOf } from '../arithmetic/expression.ts';
import type { Expression, Figure, Figures } from '../types/figures.ts';
import type { ExplainedFigure } from './types.ts';

/** Every figure that the formula follows from, each once, after those that it follows from itself. */
export function explainedFigures(expression: Expression, figures: Figures): readonly ExplainedFigure[] {
  const seen = new Map<string, ExplainedFigure>();
  const visit = (name: string): void => {
    const figure = figures[name];
    if (figure === undefined || seen.has(name)) return;
    const uses = figure.expression === undefined ? [] : figuresIn(figure.expression);
    for (const used of uses) visit(used);
    seen.set(name, explainedFigure(name, figure, uses, figures));
  };
  for (const name of figuresIn(expression)) visit(name);
  return [...seen.values()];
}

function explainedFigure(name: string, figure: Figure, uses: readonly string[], figures: Figures): ExplainedFigure {
  const { value, unit, provenance, source, date = null, low, high, expression } = figure;
  return {
    name,
    words: wordsOf(name),
    value,
    unit,
    provenance,
    source,
    date,
    low,
    high,
    formula: expression === undefined ? null : inWords(expression),
    arithmetic: expression === undefined ? null : explain(expression, figures),
    uses,
  };
}
