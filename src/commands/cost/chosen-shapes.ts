import { shapeId } from '../../cost-model/platform-id.ts';
import { type CostedPlatform, NO_COST_SHAPE, shapesOf } from '../../cost-model/pricing/saved-prices.ts';
import type { NotPriced, PlatformId } from '../../cost-model/types/result.ts';
import type { PricedShape } from '../../cost-model/types/shape.ts';
import { inputError, type Problem } from '../../errors.ts';

export interface ChosenShapes {
  readonly shapes: readonly PricedShape[];
  readonly notPriced: readonly NotPriced[];
}

/** Every platform in every variant; those that have no cost shape are named. */
export function everyShape(platforms: readonly CostedPlatform[]): ChosenShapes {
  const without = platforms.filter(({ cost }) => cost === null);
  return {
    shapes: platforms.flatMap((platform) => shapesOf(platform)),
    notPriced: without.map(({ name }) => ({ platform: name, why: NO_COST_SHAPE })),
  };
}

/**
 * Those that are named, as a platform (`automq`: all of its variants) or as one variant (`automq/s3-wal`), in the
 * order of the names.
 * @throws WorkbenchError with every name that is none.
 */
export function namedShapes(names: readonly string[], platforms: readonly CostedPlatform[]): ChosenShapes {
  const every = everyShape(platforms).shapes;
  const todo = `Known: ${every.map(shapeId).join(', ')}; a platform alone is all of its variants, --all is everything.`;
  if (names.length === 0) throw inputError('platform', [{ what: 'no platform is named', todo }]);
  const problems: Problem[] = [];
  const shapes = names.flatMap((name) => {
    const found = every.filter((shape) => shape.platform === name || shapeId(shape) === name);
    if (found.length === 0) problems.push({ what: whyUnknown(name, platforms), todo });
    return found;
  });
  if (problems.length > 0) throw inputError('platform', problems);
  return { shapes: [...new Map(shapes.map((shape) => [shapeId(shape), shape])).values()], notPriced: [] };
}

function whyUnknown(name: string, platforms: readonly CostedPlatform[]): string {
  const platform = platforms.find((known) => known.name === name.split('/')[0]);
  if (platform === undefined) return `there is no platform "${name}"`;
  return platform.cost === null ? `${name} cannot be priced: ${NO_COST_SHAPE}` : `there is no variant "${name}"`;
}

/**
 * The one that a name means among those that are priced; a platform alone means its first variant there.
 * @throws WorkbenchError where it means none, naming the flag or key that said it.
 */
export function sideNamed(name: string, shapes: readonly PricedShape[], saidBy: string): PlatformId {
  const shape = shapes.find((one) => shapeId(one) === name) ?? shapes.find((one) => one.platform === name);
  if (shape !== undefined) return shapeId(shape);
  throw inputError('side', [
    {
      what: `${saidBy}: "${name}" is not among the platforms that are priced`,
      todo: `Name one of ${shapes.map(shapeId).join(', ')}.`,
    },
  ]);
}
