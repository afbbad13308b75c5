import { netPrices } from '../../cost-model/prices/net-prices.ts';
import { priceFigure } from '../../cost-model/pricing/price-figures.ts';
import { figuresThatCanBeSet } from '../../cost-model/pricing/price-workload.ts';
import type { PriceRequest } from '../../cost-model/types/request.ts';
import type { PricedShape } from '../../cost-model/types/shape.ts';

export interface UsedRows {
  readonly request: PriceRequest;
  /** Places in the sheet of what no platform uses that is priced here. */
  readonly unused: readonly string[];
}

/**
 * A sheet may say more than the platforms that are priced have a place for: that is noted. What no platform and no
 * price book knows stays in the request, which refuses it.
 * @param every shape that there is, surrounded as those of the request are
 */
export function withoutUnusedRows(request: PriceRequest, every: readonly PricedShape[], file: string): UsedRows {
  const { books, terms, overrides } = request;
  const used = figuresThatCanBeSet(request);
  const listed = [...netPrices(books, terms).byKey.values()].flatMap(({ key, tiers }) =>
    tiers.map((_, tier) => priceFigure(key, tier)),
  );
  const known = new Set([...figuresThatCanBeSet({ ...request, shapes: every }), ...listed]);
  const prefix = `sheet:${file}:`;
  const isUnused = ([name, { source }]: (typeof entries)[number]): boolean =>
    source.startsWith(prefix) && known.has(name) && !used.has(name);
  const entries = Object.entries(overrides);
  const places = entries.filter(isUnused).map(([, { source }]) => source.slice(prefix.length));
  return {
    request: { ...request, overrides: Object.fromEntries(entries.filter((entry) => !isUnused(entry))) },
    unused: [...new Set(places)],
  };
}
