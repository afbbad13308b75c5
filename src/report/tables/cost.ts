import { Decimal } from 'decimal.js';
import { priceAgeNotes } from '../../cost-model/prices/price-age.ts';
import { monthPricedNote } from '../../cost-model/pricing/month-priced.ts';
import type { CostResult, PlatformCost } from '../../cost-model/types/result.ts';
import type { Category } from '../../cost-model/types/shape.ts';
import { THIN_SPACE } from '../../judge/format.ts';
import type { Summary, TargetSummary } from '../../judge/types/summary.ts';
import { dollars, exact } from '../format.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table } from '../table.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../words.ts';
import { noRatios } from './ratio.ts';

export const money = (amount: string, text = dollars(amount)): Cell => ({
  kind: 'figure',
  value: amount,
  text,
  unit: 'USD',
});

export const LOWER_BOUND_NOTE = '≥: something in it has no price yet, so the total is a lower bound.';

/** A lower bound says so: something in it has no price. */
const totalText = (platform: PlatformCost): string =>
  `${platform.totalIsLowerBound ? `≥${THIN_SPACE}` : ''}${dollars(platform.total)}`;

const titles: readonly ((platform: PlatformCost) => string)[] = [
  ({ platformTitle }) => platformTitle,
  ({ title }) => title,
  ({ title, targets }) => `${title}, as ${targets.join(' and ')} assumes`,
];

/** The shortest title that no other platform or variant of the result has. */
export function titleOf(platform: PlatformCost, { platforms }: CostResult): string {
  const unique = titles.find((say) => platforms.filter((other) => say(other) === say(platform)).length === 1);
  return unique?.(platform) ?? `${platform.title} (${platform.variant})`;
}

function whyNotPriced({ name, platform }: TargetSummary, { notPriced = [] }: CostResult): string {
  const reasons = notPriced.filter((one) => one.platform === platform).map(({ why }) => why);
  return `${name} is not priced: ${reasons.join('; ') || 'its platform has no cost shape yet'}`;
}

export function totalRow(summary: Summary, cost: CostResult): Row {
  const cells = summary.targets.map((target): Cell => {
    const [platform, ...others] = cost.platforms.filter(({ targets }) => targets.includes(target.name));
    if (platform === undefined) return missing(whyNotPriced(target, cost));
    if (others.length > 0) return missing(`${target.name} is priced in ${others.length + 1} variants, under Cost`);
    return money(platform.total, totalText(platform));
  });
  return {
    title: 'First month, list price',
    unit: null,
    cells: [...cells, ...noRatios(summary)],
  };
}

/** The month's lines of one category, and what they add up to: exact, in decimal. */
export function monthlyLines(platform: PlatformCost, category: Category) {
  const lines = platform.lineItems.filter((line) => line.category === category && line.period === 'month');
  const amount = lines.reduce((sum, line) => sum.plus(line.amount), new Decimal(0));
  return { lines, amount: amount.toFixed() };
}

/** Identifies the lines behind one segment of a cost bar. */
export const segmentId = (platform: PlatformCost, category: Category): string =>
  `lines-${platform.platform}-${platform.variant}-${category}`.replace(/[^A-Za-z0-9-]+/g, '-');

export const categoriesOf = (platforms: readonly PlatformCost[]): readonly Category[] =>
  CATEGORIES.filter((category) => platforms.some((platform) => monthlyLines(platform, category).lines.length > 0));

/** What a month costs, by category and platform. */
export function categoryTable(cost: CostResult): Table {
  const rows = categoriesOf(cost.platforms).map((category): Row => {
    const cells = cost.platforms.map((platform) => {
      const { lines, amount } = monthlyLines(platform, category);
      return lines.length === 0 ? missing('this platform has no such item') : money(amount);
    });
    return { title: CATEGORY_TITLES[category], unit: null, cells };
  });
  const total = {
    title: 'Total, first month',
    unit: null,
    total: true,
    cells: cost.platforms.map((p) => money(p.total, totalText(p))),
  };
  const once = { title: 'Once, to begin', unit: null, cells: cost.platforms.map((p) => money(p.oneTime)) };
  const anyOnce = cost.platforms.some((platform) => platform.lineItems.some((line) => line.period === 'once'));
  return {
    id: 'cost-by-category',
    title: 'What a month of production costs',
    columns: [left('Category'), ...cost.platforms.map((platform) => right(titleOf(platform, cost)))],
    groups: plainRows([...rows, total, ...(anyOnce ? [once] : [])], 'modelled'),
    notes: [
      ...(cost.platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? [LOWER_BOUND_NOTE] : []),
      `US dollars a month of ${exact(String(cost.hoursPerMonth))} hours, ${cost.region}, at list prices of ${cost.priceBook.name} (${cost.priceBook.date}, ${exact(String(cost.priceBook.ageDays))} days old at the run).`,
      monthPricedNote(cost),
      ...priceAgeNotes(cost),
    ],
  };
}
