import { platformId } from '../cost-model/platform-id.ts';
import { monthPricedNote } from '../cost-model/pricing/month-priced.ts';
import type { CostResult, PlatformCost } from '../cost-model/types/result.ts';
import { priceAgeWords } from '../report/cost-words/price-ages.ts';
import { currencyWords, priceTermsWords, taxWords } from '../report/cost-words/terms.ts';
import { byteRate, kept, plural, times } from '../report/format.ts';

/** Sentences below the table: what was priced, with which prices, and what is missing. */
export function costNotes(result: CostResult): readonly string[] {
  const { workload, priceBook, platforms, hoursPerMonth, region, sheet, notPriced = [] } = result;
  return [
    `A model, not a bill: ${byteRate(workload.averageIngress)} written on average (${byteRate(workload.peakIngress)} at ` +
      `the peak), read ${times(workload.fanOut)}, kept ${kept(workload.retentionMs)}, ${plural(workload.zones, 'zone')}; ` +
      `a month of ${hoursPerMonth} hours.`,
    monthPricedNote(result),
    `AWS only, ${region}; in ${currencyWords(result)}, ${priceTermsWords(result)}; tax ${taxWords(result)}.`,
    `Prices: ${priceBook.name} of ${priceBook.date}, ${priceBook.ageDays} days old. ` +
      'What is assumed has a range; --json and --explain have every figure with its source.',
    ...(sheet === undefined
      ? []
      : [
          `Assumptions: ${sheet.name}, owner ${sheet.owner ?? 'not named'}, approver ${sheet.approver ?? 'not named'}.`,
          ...(sheet.remarks === undefined ? [] : [`Remarks: ${sheet.remarks}`]),
          ...(sheet.unused === undefined
            ? []
            : [`In the sheet, and not used by what is priced: ${sheet.unused.join('; ')}.`]),
        ]),
    ...priceAgeWords(result, 'workbench prices list --stale lists them'),
    ...platforms.flatMap(unpricedNote),
    ...notPriced.map(
      ({ platform, variant, why }) => `${platform}${variant === undefined ? '' : `/${variant}`} is not priced: ${why}.`,
    ),
  ];
}

/** What a platform's total misses: every item with its quantity, and what a price book would have to have. */
function unpricedNote(platform: PlatformCost): readonly string[] {
  const { unpriced } = platform;
  if (unpriced.length === 0) return [];
  const items = unpriced.map(({ item, quantity, unit, why }) => `${item} (${quantity} ${unit}; ${why})`);
  return [`${platformId(platform)} is a lower bound, without a price for ${items.join(', ')}.`];
}
