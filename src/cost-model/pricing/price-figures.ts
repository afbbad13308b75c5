import { rateUnit } from '../arithmetic/units.ts';
import type { NetPrice } from '../prices/net-prices.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { PriceUsed } from '../types/result.ts';

/** The name of a tier's price among the figures. */
export const priceFigure = (key: string, tier: number): string => `price/${key}/${tier}`;

/** A price as figures, one a tier, so that it is overridden, sampled and solved for like any other. */
export function figuresOfPrice({ key, unit, tiers }: NetPrice, money: string): Figures {
  return Object.fromEntries(
    tiers.map(({ unitPrice, provenance, source, date, low, high }, tier): [string, Figure] => [
      priceFigure(key, tier),
      {
        value: Number(unitPrice),
        unit: rateUnit(money, unit),
        provenance,
        source,
        low: low === undefined ? null : Number(low),
        high: high === undefined ? null : Number(high),
        ...(date === 'undated' ? {} : { date }),
      },
    ]),
  );
}

export const usedPrice = ({ key, unit, vendor, tiers }: NetPrice): PriceUsed => ({
  unit,
  vendor,
  tiers: tiers.map(({ upTo, listPrice }, tier) => ({
    upTo: upTo === null ? null : String(upTo),
    figure: priceFigure(key, tier),
    listPrice,
  })),
});
