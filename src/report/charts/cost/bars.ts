import type { TopLevelSpec } from 'vega-lite';
import { platformId } from '../../../cost-model/platform-id.ts';
import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import type { Category } from '../../../cost-model/types/shape.ts';
import { rounded } from '../../money.ts';
import { byTotal, categoriesOf, monthlyLines, segmentId, titleOf } from '../../tables/cost/platforms.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import { categoryColour } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { moneyAxis, moneyScale } from './money-axis.ts';
import { labelledRows, rowPlotWidth } from './rows.ts';

/** More platforms than these are not all named in a title. */
const NAMED = 3;

interface Segment {
  readonly key: string;
  readonly category: string;
  readonly order: number;
  readonly amount: number;
  readonly href: string;
}

const totalOf = ({ total, totalIsLowerBound }: PlatformCost, { currency }: CostResult): string =>
  `${totalIsLowerBound ? 'at least ' : ''}${rounded(total, currency)}`;

function totalWords(platforms: readonly PlatformCost[], cost: CostResult): string {
  const words = platforms.map((platform) => `${titleOf(platform, cost)} ${totalOf(platform, cost)}`);
  if (words.length <= NAMED) return words.join(', ');
  const complete = platforms.filter(({ totalIsLowerBound }) => !totalIsLowerBound).length;
  return complete < 2 ? `${words.length} choices` : `from ${words[0]} to ${words[complete - 1]}`;
}

/** Monthly cost by category, stacked on one scale, the complete ones first; a segment links to its lines. */
export function costBars(cost: CostResult): Picture | null {
  const categories = categoriesOf(cost.platforms);
  if (categories.length === 0) return null;
  const platforms = byTotal(cost.platforms);
  const everyTotal = platforms.map((platform) => `${titleOf(platform, cost)} ${totalOf(platform, cost)}`).join(', ');
  return {
    id: 'cost-bars',
    title: `A month of production, modelled: ${totalWords(platforms, cost)}`,
    caption: `Each colour is a category of cost, on one scale; the cheapest stands first${
      platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? ', and those that miss a price stand last' : ''
    }. Select a segment to open the lines behind it.`,
    key: categories.map((category) => ({
      label: CATEGORY_TITLES[category],
      colour: categoryColour(category),
      mark: 'area',
    })),
    panels: [
      {
        id: 'cost-bars',
        title: null,
        alt: `Stacked bars of monthly cost by category. ${everyTotal}.`,
        spec: (width) => barSpec(width, categories, platforms, cost),
      },
    ],
    tables: [],
  };
}

const segmentsOf = (platforms: readonly PlatformCost[], categories: readonly Category[]): readonly Segment[] =>
  platforms.flatMap((platform) =>
    categories.map((category, order) => ({
      key: platformId(platform),
      category,
      order,
      amount: Number(monthlyLines(platform, category).amount),
      href: `#${segmentId(platform, category)}`,
    })),
  );

function barSpec(
  width: number,
  categories: readonly Category[],
  platforms: readonly PlatformCost[],
  cost: CostResult,
): TopLevelSpec {
  const rows = labelledRows(
    platforms.map((platform) => ({
      key: platformId(platform),
      label: `${totalOf(platform, cost)}  ${titleOf(platform, cost)}`,
    })),
    width,
  );
  const scale = moneyScale(platforms.map(({ total }) => Number(total)));
  return {
    width: rowPlotWidth(width),
    height: rows.height,
    layer: [
      {
        data: { values: segmentsOf(platforms, categories).filter(({ amount }) => amount > 0) },
        mark: { type: 'bar', height: rows.bar, stroke: 'var(--page)', strokeWidth: 1, yOffset: rows.offset },
        encoding: {
          y: rows.y,
          x: { ...moneyAxis('amount', 'a month', scale, cost.currency), stack: 'zero' },
          color: {
            field: 'category',
            type: 'nominal',
            legend: null,
            scale: { domain: [...categories], range: categories.map(categoryColour) },
          },
          order: { field: 'order', type: 'quantitative' },
          href: { field: 'href', type: 'nominal' },
        },
      },
      rows.labels,
    ],
  };
}
