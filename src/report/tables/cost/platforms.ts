import { Decimal } from 'decimal.js';
import { platformId } from '../../../cost-model/platform-id.ts';
import type { CostResult, PlatformCost, PlatformId } from '../../../cost-model/types/result.ts';
import type { Category, Period } from '../../../cost-model/types/shape.ts';
import { CATEGORIES } from '../../words.ts';

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

export const platformOf = (id: PlatformId | null, { platforms }: CostResult): PlatformCost | undefined =>
  platforms.find((platform) => platformId(platform) === id);

/** The title of a priced platform; its id where the result does not hold it. */
export function titleOfId(id: PlatformId, cost: CostResult): string {
  const platform = platformOf(id, cost);
  return platform === undefined ? id : titleOf(platform, cost);
}

/** What is set against each other: what stays, then what it is compared with; both where there are answers, else the first two. */
export function comparedPlatforms(cost: CostResult): readonly PlatformCost[] {
  const { answers } = cost;
  if (!answers) return cost.platforms.slice(0, 2);
  const sides = [answers.baseline, answers.candidate].map((id) => platformOf(id, cost));
  return sides.filter((side) => side !== undefined);
}

/** The complete ones before those that something is missing of, each from the cheapest up. */
export function byTotal(platforms: readonly PlatformCost[]): readonly PlatformCost[] {
  return platforms.toSorted(
    (a, b) =>
      Number(a.totalIsLowerBound) - Number(b.totalIsLowerBound) ||
      new Decimal(a.total).comparedTo(new Decimal(b.total)),
  );
}

/** The lines of one category and period, and what they add up to: exact, in decimal. */
export function linesOf(platform: PlatformCost, category: Category, period: Period) {
  const lines = platform.lineItems.filter((line) => line.category === category && line.period === period);
  const amount = lines.reduce((sum, line) => sum.plus(line.amount), new Decimal(0));
  return { lines, amount: amount.toFixed() };
}

export const monthlyLines = (platform: PlatformCost, category: Category) => linesOf(platform, category, 'month');

export const categoriesOf = (platforms: readonly PlatformCost[]): readonly Category[] =>
  CATEGORIES.filter((category) => platforms.some((platform) => monthlyLines(platform, category).lines.length > 0));

/** Identifies the lines behind one segment of a cost bar. */
export const segmentId = (platform: PlatformCost, category: Category): string =>
  `lines-${platform.platform}-${platform.variant}-${category}`.replace(/[^A-Za-z0-9-]+/g, '-');
