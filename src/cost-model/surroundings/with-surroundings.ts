import type { PricedShape } from '../types/shape.ts';
import { componentPart } from './ecosystem.ts';
import { migrationPart } from './migration.ts';
import { observabilityPart } from './observability.ts';
import { NOTHING, type Part, together } from './part.ts';
import { supportPart } from './support.ts';
import { COMPONENTS, type Component, type Decision, type Surroundings } from './types.ts';

/**
 * The shapes with what surrounds the brokers: the ecosystem as decided, observability, support, and the move
 * from the baseline. What follows from spending (observability, support) does so from all other lines and not
 * from each other. An assumption that a shape has already stays as it is there. Twice is as once.
 */
export function withSurroundings(shapes: readonly PricedShape[], surroundings: Surroundings): readonly PricedShape[] {
  return shapes.map((shape) => {
    const { assumptions, derived, quantities } = shape.variant;
    const added = partOf(shape, surroundings);
    const items = new Set(added.quantities.map(({ item }) => item));
    const names = new Set(added.derived.map(({ name }) => name));
    return {
      ...shape,
      variant: {
        ...shape.variant,
        assumptions: { ...added.assumptions, ...assumptions },
        derived: [...derived.filter(({ name }) => !names.has(name)), ...added.derived],
        quantities: [...quantities.filter(({ item }) => !items.has(item)), ...added.quantities],
      },
    };
  });
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
