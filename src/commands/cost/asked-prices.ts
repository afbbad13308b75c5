import { assumptionNames, shapeId } from '../../cost-model/platform-id.ts';
import type { AskedPrices } from '../../cost-model/prices/book-fit.ts';
import type { CostedPlatform } from '../../cost-model/pricing/saved-prices.ts';
import { COMPONENTS } from '../../cost-model/surroundings/types.ts';
import { withSurroundings } from '../../cost-model/surroundings/with-surroundings.ts';
import type { PriceBook } from '../../cost-model/types/prices.ts';
import { everyShape } from './chosen-shapes.ts';

export interface EveryPrice extends AskedPrices {
  /** By name, and by name of one variant. */
  readonly assumptions: ReadonlySet<string>;
  /** By name, and by id of one variant. */
  readonly platforms: ReadonlySet<string>;
}

/** No platform: everything is a move from it. */
const ELSEWHERE = 'elsewhere/elsewhere';

/** Every price and assumption that any platform may ask for, whatever is chosen and decided this time. */
export function askedPrices(platforms: readonly CostedPlatform[], shipped: readonly PriceBook[]): EveryPrice {
  const { shapes } = everyShape(platforms);
  const surrounded = (['business', 'enterprise'] as const).flatMap((support) =>
    (['keep', 'replace'] as const).flatMap((decision) => {
      const ecosystem = Object.fromEntries(COMPONENTS.map((component) => [component, decision]));
      return withSurroundings(shapes, { ecosystem, baseline: ELSEWHERE, support });
    }),
  );
  const lines = surrounded.flatMap(({ variant }) => variant.quantities);
  return {
    units: new Map(lines.flatMap(({ price, unit }) => ('book' in price ? [[price.book, unit] as const] : []))),
    shipped: new Set(shipped.flatMap(({ prices }) => prices.map(({ key }) => key))),
    platforms: new Set(shapes.flatMap((shape) => [shape.platform, shapeId(shape)])),
    assumptions: new Set(assumptionNames(surrounded)),
  };
}
