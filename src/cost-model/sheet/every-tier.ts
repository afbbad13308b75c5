import type { NetPrices } from '../prices/net-prices.ts';
import { priceFigure } from '../pricing/price-figures.ts';
import type { Overrides } from '../types/request.ts';

const WHOLE_PRICE = /^price\/([^/]+)$/;

/** A price that is stated by its key alone is stated for each of its tiers; one of a tier alone comes before it. */
export function onEveryTier(overrides: Overrides, { byKey }: NetPrices): Overrides {
  const whole = Object.entries(overrides).flatMap(([name, override]) => {
    const key = WHOLE_PRICE.exec(name)?.[1];
    if (key === undefined) return [];
    // What no book has gets one tier from whoever states it.
    const tiers = byKey.get(key)?.tiers.length ?? 1;
    return Array.from({ length: tiers }, (_, tier) => [priceFigure(key, tier), override] as const);
  });
  const others = Object.entries(overrides).filter(([name]) => !WHOLE_PRICE.test(name));
  return { ...Object.fromEntries(whole), ...Object.fromEntries(others) };
}
