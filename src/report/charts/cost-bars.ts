import type { TopLevelSpec } from 'vega-lite';
import type { CostResult } from '../../cost-model/types/result.ts';
import type { Category } from '../../cost-model/types/shape.ts';
import { wholeDollars } from '../format.ts';
import { categoriesOf, monthlyLines, segmentId, titleOf } from '../tables/cost.ts';
import { CATEGORY_TITLES } from '../words.ts';
import { categoryColour } from './palette.ts';
import type { Picture } from './picture.ts';
import { zeroScale } from './scales.ts';

const BAR_PX = 34;
const BAND_PX = 74;

interface Segment {
  readonly platform: string;
  readonly category: string;
  readonly order: number;
  readonly amount: number;
  readonly href: string;
}

const totalWords = (cost: CostResult): string =>
  cost.platforms
    .map((p) => `${titleOf(p, cost)} ${p.totalIsLowerBound ? 'at least ' : ''}${wholeDollars(p.total)}`)
    .join(', ');

/** Monthly cost by category, stacked on one scale; a segment links to its lines. */
export function costBars(cost: CostResult): Picture | null {
  const categories = categoriesOf(cost.platforms);
  if (categories.length === 0) return null;
  const segments = cost.platforms.flatMap((platform) =>
    categories.map(
      (category, order): Segment => ({
        platform: titleOf(platform, cost),
        category,
        order,
        amount: Number(monthlyLines(platform, category).amount),
        href: `#${segmentId(platform, category)}`,
      }),
    ),
  );
  return {
    id: 'cost-bars',
    title: `A month of production, modelled: ${totalWords(cost)}`,
    caption: 'Each colour is a category of cost, on one scale. Select a segment to open the lines behind it.',
    key: categories.map((category) => ({
      label: CATEGORY_TITLES[category],
      colour: categoryColour(category),
      mark: 'area',
    })),
    panels: [
      {
        id: 'cost-bars',
        title: null,
        alt: `Stacked bars of monthly cost by category. ${totalWords(cost)}.`,
        spec: (width) => barSpec(width, categories, cost, segments),
      },
    ],
    tables: [],
  };
}

function barSpec(
  width: number,
  categories: readonly Category[],
  cost: CostResult,
  segments: readonly Segment[],
): TopLevelSpec {
  const scale = zeroScale(cost.platforms.map(({ total }) => Number(total)));
  const titles = cost.platforms.map((platform) => titleOf(platform, cost));
  return {
    width: width - 28,
    height: { step: BAND_PX },
    layer: [
      {
        data: { values: segments.filter(({ amount }) => amount > 0) },
        mark: { type: 'bar', height: BAR_PX, stroke: 'var(--page)', strokeWidth: 1, yOffset: 8 },
        encoding: {
          y: { field: 'platform', type: 'nominal', sort: titles, axis: null },
          x: {
            field: 'amount',
            type: 'quantitative',
            stack: 'zero',
            title: 'US dollars a month',
            scale: { domain: scale.domain, nice: false },
            axis: { values: scale.ticks, format: '$,~r', grid: true },
          },
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
      {
        data: { values: titles.map((platform) => ({ platform })) },
        mark: { type: 'text', align: 'left', baseline: 'bottom', x: 0, yOffset: -14, color: 'var(--ink)' },
        encoding: {
          y: { field: 'platform', type: 'nominal', sort: titles, axis: null },
          text: { field: 'platform', type: 'nominal' },
        },
      },
    ],
  };
}
