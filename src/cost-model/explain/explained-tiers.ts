import { discountOf, paidPrice } from '../prices/net-prices.ts';
import type { CostResult, LineItem, PriceUsed } from '../types/result.ts';
import type { ExplainedTier } from './types.ts';

/** What each tier takes of a line, and what its price is made of. */
export function explainedTiers(
  items: readonly LineItem[],
  { prices, figures, terms, currency }: Pick<CostResult, 'prices' | 'figures' | 'terms' | 'currency'>,
): readonly ExplainedTier[] {
  return items.map(({ priceKey, tier, quantity, unitPrice, amount, provenance, priceSource, priceDate }) => {
    const price = prices[priceKey];
    const used = price?.tiers[tier];
    const figure = used === undefined ? undefined : figures[used.figure];
    if (price === undefined || used === undefined || figure === undefined) {
      throw new ReferenceError(`a line is priced by tier ${tier} of "${priceKey}", which the result does not have`);
    }
    return {
      above: price.tiers[tier - 1]?.upTo ?? '0',
      upTo: used.upTo,
      quantity,
      unitPrice,
      amount,
      figure: used.figure,
      provenance: figure.provenance ?? provenance,
      source: priceSource,
      date: priceDate,
      low: figure.low,
      high: figure.high,
      fromList: fromList({ priceKey, unitPrice }, price, used.listPrice, { terms, currency }),
    };
  });
}

/** The terms that make the list price the unit price; null where they do not, since somebody gave another price. */
function fromList(
  { priceKey, unitPrice }: Pick<LineItem, 'priceKey' | 'unitPrice'>,
  { vendor, unit }: PriceUsed,
  listPrice: string,
  { terms, currency }: Pick<CostResult, 'terms' | 'currency'>,
): ExplainedTier['fromList'] {
  // A rate that is an assumption is on no list, and no discount is off it.
  if (vendor === null) return null;
  const discount = discountOf({ key: priceKey, vendor, unit }, terms);
  const exchange = unit === currency ? null : terms.currency;
  if (paidPrice(listPrice, discount, exchange) !== unitPrice) return null;
  return {
    listPrice,
    discount: discount === null ? null : { share: discount.share, source: discount.source },
    exchange,
  };
}
