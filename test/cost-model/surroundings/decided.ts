import { COMPONENTS, type Decision } from '../../../src/cost-model/surroundings/types.ts';
import { withSurroundings } from '../../../src/cost-model/surroundings/with-surroundings.ts';
import type { CostVariant } from '../../../src/cost-model/types/shape.ts';
import { shape } from './fixture.ts';

const bare = shape('a', true);

const decided = (decision: Decision): readonly CostVariant[] =>
  withSurroundings([bare], {
    ecosystem: Object.fromEntries(COMPONENTS.map((component) => [component, decision])),
    baseline: 'other/plain',
    support: 'business',
  }).map(({ variant }) => variant);

const added = [...decided('keep'), ...decided('replace')];
const items = new Set(bare.variant.quantities.map(({ item }) => item));

/** Everything that surroundings add to a platform that cloud and vendor are paid for. */
export const surrounding = {
  assumptions: Object.fromEntries(
    added
      .flatMap(({ assumptions }) => Object.entries(assumptions))
      .filter(([name]) => !Object.hasOwn(bare.variant.assumptions, name)),
  ),
  derived: added.flatMap(({ derived }) => derived),
  quantities: added.flatMap(({ quantities }) => quantities).filter(({ item }) => !items.has(item)),
};
