import type { Discount, Purchase, Terms } from '../../cost-model/types/prices.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { exact, percent } from '../format.ts';
import { moneyWords } from '../money.ts';
import { sourceWords } from './source.ts';

const PURCHASE_WORDS: Readonly<Record<Purchase, string>> = {
  'on-demand': 'on demand',
  'committed-1y': 'committed for one year',
  'committed-3y': 'committed for three years',
  spot: 'as spot capacity',
};

export const discountWords = ({ of, share, source }: Discount): string =>
  `${percent(share)} off ${'vendor' in of ? `everything of ${of.vendor}` : of.key} (${sourceWords(source)})`;

/** A result from before terms were asked for was priced at list. */
const termsOf = ({ terms }: CostResult): Partial<Terms> => terms ?? {};

export function atListPrices(cost: CostResult): boolean {
  const { discounts = [], purchase = 'on-demand' } = termsOf(cost);
  return discounts.length === 0 && purchase === 'on-demand';
}

/** `at list prices`, or what was negotiated and how instances are bought. */
export function priceTermsWords(cost: CostResult): string {
  const { discounts = [], purchase = 'on-demand' } = termsOf(cost);
  if (discounts.length === 0) {
    return purchase === 'on-demand' ? 'at list prices' : `at list prices, instances ${PURCHASE_WORDS[purchase]}`;
  }
  return `at list prices less ${discounts.map(discountWords).join(', ')}; instances ${PURCHASE_WORDS[purchase]}`;
}

/** `US dollars`, or the currency with its dated rate. */
export function currencyWords(cost: CostResult): string {
  const { currency = null } = termsOf(cost);
  if (currency === null) return moneyWords(cost.currency);
  return `${moneyWords(cost.currency)}, at ${exact(currency.perUsd)} a US dollar (${currency.source}, ${currency.date})`;
}

export const isTaxed = (cost: CostResult): boolean => (termsOf(cost).tax ?? null) !== null;

/** Whether tax is in, and where. */
export function taxWords(cost: CostResult): string {
  const { tax = null } = termsOf(cost);
  if (tax === null) return 'left out';
  return `${percent(tax.share)} on what the cloud and vendors are paid, shown apart from the totals, and within the business case and what a budget is held against (${tax.source})`;
}
