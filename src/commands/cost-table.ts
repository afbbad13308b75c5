import { sum, toCents } from '../cost-model/arithmetic/money.ts';
import { priceAgeNotes } from '../cost-model/prices/price-age.ts';
import { monthPricedNote } from '../cost-model/pricing/month-priced.ts';
import type { CostResult, PlatformCost } from '../cost-model/types/result.ts';
import { MIB } from '../units.ts';

/** Rows for a person: what each platform costs a month by category, the names of the platforms first. */
export function costRows({ platforms }: CostResult): readonly (readonly string[])[] {
  const categories = [...new Set(platforms.flatMap(({ lineItems }) => lineItems.map(({ category }) => category)))];
  const onceToo = platforms.some(({ oneTime }) => oneTime !== '0');
  return [
    ['USD a month', ...platforms.map(nameOf)],
    ...categories.map((category) => [category, ...platforms.map((cost) => categoryTotal(cost, category))]),
    ['total', ...platforms.map((cost) => `${cost.totalIsLowerBound ? 'at least ' : ''}${dollars(cost.total)}`)],
    ...(onceToo ? [['once', ...platforms.map((cost) => dollars(cost.oneTime))]] : []),
  ];
}

/** Sentences below the table: what was priced, with which prices, and what is missing. */
export function costNotes(result: CostResult): readonly string[] {
  const { workload, priceBook, platforms, notPriced = [] } = result;
  const perSecond = (bytes: number): string => `${Number((bytes / MIB).toPrecision(3))} MiB/s`;
  return [
    `A model, not a bill: ${perSecond(workload.averageIngress)} written on average (${perSecond(workload.peakIngress)} at ` +
      `the peak), read ${workload.fanOut} times, kept ${days(workload.retentionMs)}, ${workload.zones} zones; ` +
      `a month of ${result.hoursPerMonth} hours.`,
    monthPricedNote(result),
    `Prices: ${priceBook.name} of ${priceBook.date}, ${priceBook.ageDays} days old, on demand, ${result.region}. ` +
      'Labor and monitoring are assumptions; --json has every figure with its source.',
    ...priceAgeNotes(result),
    ...platforms.flatMap((cost) =>
      cost.unpriced.map(
        ({ item, quantity, unit, why }) => `${nameOf(cost)}: ${item} is unpriced (${quantity} ${unit}): ${why}.`,
      ),
    ),
    ...notPriced.map(({ platform, why }) => `${platform} is not priced: ${why}.`),
  ];
}

const nameOf = ({ platform, variant }: PlatformCost): string => `${platform} (${variant})`;

function categoryTotal({ lineItems }: PlatformCost, category: string): string {
  const lines = lineItems.filter((line) => line.category === category && line.period === 'month');
  return lines.length === 0 ? '–' : dollars(sum(lines.map(({ amount }) => amount)));
}

/** Thousands apart, to the cent: 54 618.69. */
const dollars = (amount: string): string => toCents(amount).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

const days = (milliseconds: number): string => {
  const count = Number((milliseconds / 86_400_000).toPrecision(3));
  return `${count} ${count === 1 ? 'day' : 'days'}`;
};
