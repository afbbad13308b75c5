import { inputError, type Problem } from '../../errors.ts';
import type { Figure } from '../types/figures.ts';
import type { CostVariant } from '../types/shape.ts';

/**
 * A variant with some of its assumptions replaced by name, each under the source given.
 * @throws WorkbenchError naming every override that is unknown or no number, with the names that are known.
 */
export function withAssumptions(
  variant: CostVariant,
  overrides: Readonly<Record<string, number | string>>,
  source: string,
): CostVariant {
  const known = `Known assumptions: ${Object.keys(variant.assumptions).toSorted().join(', ')}.`;
  const assumptions: Record<string, Figure> = { ...variant.assumptions };
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(overrides)) {
    const figure = Object.hasOwn(variant.assumptions, name) ? variant.assumptions[name] : undefined;
    if (figure === undefined) {
      problems.push({ what: `${source}: there is no assumption "${name}"`, todo: known });
    } else if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      problems.push({
        what: `${source}: "${name}" is ${JSON.stringify(value)}`,
        todo: `Give a number of ${figure.unit}, 0 or more; the default is ${figure.value}.`,
      });
    } else {
      assumptions[name] = { ...figure, value, source: `${source}.${name}`, low: null, high: null };
    }
  }
  if (problems.length > 0) throw inputError('assumption', problems);
  return { ...variant, assumptions };
}
