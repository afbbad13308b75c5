import { figuresIn } from '../arithmetic/expression.ts';
import { parseFormula } from '../arithmetic/formula.ts';
import type { CostVariant, PricedShape } from '../types/shape.ts';
import { componentPart } from './ecosystem.ts';
import { migrationPart } from './migration.ts';
import { observabilityPart } from './observability.ts';
import { NOTHING, type Part, together } from './part.ts';
import { SURROUNDING, supportPart } from './support.ts';
import { COMPONENTS, type Component, type Decision, type Surroundings } from './types.ts';

/**
 * The shapes with what surrounds the brokers: the ecosystem as decided, observability, support, and the move
 * from the baseline. What follows from spending (observability, support) does so from all other lines and not
 * from each other. An assumption that a shape has already stays as it is there. Surroundings that a shape had give
 * way to these.
 */
export function withSurroundings(shapes: readonly PricedShape[], surroundings: Surroundings): readonly PricedShape[] {
  return shapes.map((shape) => {
    const variant = alone(shape.variant);
    const added = partOf({ ...shape, variant }, surroundings);
    return {
      ...shape,
      variant: {
        ...variant,
        assumptions: { ...added.assumptions, ...variant.assumptions },
        derived: [...variant.derived, ...added.derived],
        quantities: [...variant.quantities, ...added.quantities],
      },
    };
  });
}

/** A variant without surroundings, and without what only moving to it needs. */
function alone(variant: CostVariant): CostVariant {
  const quantities = variant.quantities.filter(({ category }) => !SURROUNDING.includes(category));
  if (quantities.length === variant.quantities.length) return variant;
  const moves = new Set(migrationPart.derived.map(({ name }) => name));
  const derived = variant.derived.filter(({ name }) => !moves.has(name));
  const formulas = [...derived.map(({ formula }) => formula), ...quantities.map(({ quantity }) => quantity)];
  const used = new Set([
    ...formulas.flatMap((formula) => figuresIn(parseFormula(formula))),
    ...quantities.flatMap(({ price }) => ('assumption' in price ? [price.assumption] : [])),
  ]);
  const isOfMove = (name: string): boolean => Object.hasOwn(migrationPart.assumptions, name) && !used.has(name);
  const assumptions = Object.fromEntries(Object.entries(variant.assumptions).filter(([name]) => !isOfMove(name)));
  return { ...variant, assumptions, derived, quantities };
}

function partOf({ platform, variant }: PricedShape, { ecosystem, baseline, support }: Surroundings): Part {
  const { name, inPlaceFrom = [] } = variant;
  const stays = [name, ...inPlaceFrom].some((from) => baseline === null || baseline === `${platform}/${from}`);
  const decisionOn = (component: Component): Decision => (stays ? 'keep' : (ecosystem[component] ?? 'keep'));
  return together([
    ...COMPONENTS.map((component) =>
      component === 'observability'
        ? observabilityPart(decisionOn(component))
        : componentPart(component, decisionOn(component)),
    ),
    supportPart(support, variant.quantities),
    stays ? NOTHING : migrationPart,
  ]);
}
