import { parseDiscounts } from '../../cost-model/prices/discounts.ts';
import { parseCurrency, parsePurchase, parseTax } from '../../cost-model/prices/money-terms.ts';
import { LIST_PRICES } from '../../cost-model/prices/net-prices.ts';
import type { PriceBook, Terms } from '../../cost-model/types/prices.ts';
import { Problems } from '../gather.ts';
import type { CostOptions } from './options.ts';

/**
 * A sheet's terms, as far as the flags do not say otherwise; discounts of the flags come after those of the sheet.
 * @throws WorkbenchError with every mistake.
 */
export function termsOf(options: CostOptions, sheet: Terms | null, books: readonly PriceBook[]): Terms {
  const { discount, purchase, currency, tax } = options;
  const base = sheet ?? LIST_PRICES;
  const problems = new Problems();
  const terms = {
    discounts: [...base.discounts, ...(problems.gather(() => parseDiscounts(discount, books)) ?? [])],
    purchase: (purchase === undefined ? null : problems.gather(() => parsePurchase(purchase))) ?? base.purchase,
    currency: (currency === undefined ? null : problems.gather(() => parseCurrency(currency))) ?? base.currency,
    tax: (tax === undefined ? null : problems.gather(() => parseTax(tax))) ?? base.tax,
  };
  problems.throwIfAny();
  return terms;
}
