import type { AskedPrices } from '../../cost-model/prices/book-fit.ts';
import type { CostedPlatform } from '../../cost-model/pricing/saved-prices.ts';
import { withSurroundings } from '../../cost-model/surroundings/with-surroundings.ts';
import { shippedPriceBooks } from '../price-books.ts';
import { everyShape } from './chosen-shapes.ts';

/** Every price that any platform may ask for, whatever is chosen and decided this time. */
export function askedPrices(platforms: readonly CostedPlatform[]): AskedPrices {
  const { shapes } = everyShape(platforms);
  const supported = (['business', 'enterprise'] as const).flatMap((support) =>
    withSurroundings(shapes, { ecosystem: {}, baseline: null, support }),
  );
  const lines = supported.flatMap(({ variant }) => variant.quantities);
  return {
    units: new Map(lines.flatMap(({ price, unit }) => ('book' in price ? [[price.book, unit] as const] : []))),
    shipped: new Set(shippedPriceBooks().flatMap(({ prices }) => prices.map(({ key }) => key))),
  };
}
