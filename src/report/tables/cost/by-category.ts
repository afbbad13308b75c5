import { monthPricedNote } from '../../../cost-model/pricing/month-priced.ts';
import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import type { Category } from '../../../cost-model/types/shape.ts';
import { priceAgeWords } from '../../cost-words/price-ages.ts';
import { currencyWords, priceTermsWords } from '../../cost-words/terms.ts';
import { exact } from '../../format.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table } from '../../table.ts';
import { CATEGORY_TITLES } from '../../words.ts';
import { LOWER_BOUND_NOTE, money, totalCell } from './amounts.ts';
import { byTotal, categoriesOf, comparedPlatforms, monthlyLines, titleOf } from './platforms.ts';

/** More platforms than these are rows, not columns. */
export const SIDE_BY_SIDE = 3;

function categoryCell(platform: PlatformCost, category: Category, cost: CostResult): Cell {
  const { lines, amount } = monthlyLines(platform, category);
  return lines.length === 0 ? missing('this platform has no such item') : money(amount, cost);
}

const paidOnce = ({ lineItems }: PlatformCost): boolean => lineItems.some(({ period }) => period === 'once');

/** Those that stand side by side: all of a few, else the two that are compared. */
const shown = (cost: CostResult): readonly PlatformCost[] =>
  cost.platforms.length <= SIDE_BY_SIDE ? cost.platforms : comparedPlatforms(cost);

/** What a month costs: rows are categories, columns the platforms that are compared. */
export function categoryTable(cost: CostResult): Table {
  const platforms = shown(cost);
  const rows = categoriesOf(platforms).map(
    (category): Row => ({
      title: CATEGORY_TITLES[category],
      unit: null,
      cells: platforms.map((platform) => categoryCell(platform, category, cost)),
    }),
  );
  const total = {
    title: 'Total, first month',
    unit: null,
    total: true,
    cells: platforms.map((platform) => totalCell(platform, cost)),
  };
  const once = { title: 'Once, to begin', unit: null, cells: platforms.map(({ oneTime }) => money(oneTime, cost)) };
  return {
    id: 'cost-by-category',
    title: 'What a month of production costs',
    columns: [left('Category'), ...platforms.map((platform) => right(titleOf(platform, cost)))],
    groups: plainRows([...rows, total, ...(platforms.some(paidOnce) ? [once] : [])], 'modelled'),
    notes: [
      ...(platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? [LOWER_BOUND_NOTE] : []),
      basisNote(cost),
      monthPricedNote(cost),
      ...priceAgeWords(cost),
    ],
  };
}

/** In what money, for how long a month, where, and at whose prices. */
const basisNote = (cost: CostResult): string =>
  `In ${currencyWords(cost)}, a month of ${exact(String(cost.hoursPerMonth))} hours, ${cost.region}, ${priceTermsWords(cost)}: ${cost.priceBook.name} (${cost.priceBook.date}, ${exact(String(cost.priceBook.ageDays))} days old then).`;

/** The same for all platforms, which are the rows; null where the table beside it shows them all. */
export function categoryMatrix(cost: CostResult): Table | null {
  if (cost.platforms.length <= SIDE_BY_SIDE) return null;
  const categories = categoriesOf(cost.platforms);
  return {
    id: 'cost-matrix',
    title: 'A month by category, every platform',
    columns: [left('Platform'), ...categories.map((category) => right(CATEGORY_TITLES[category])), right('Total')],
    groups: plainRows(
      byTotal(cost.platforms).map((platform) => ({
        title: titleOf(platform, cost),
        unit: null,
        cells: [...categories.map((category) => categoryCell(platform, category, cost)), totalCell(platform, cost)],
      })),
      'modelled',
    ),
    notes: cost.platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? [LOWER_BOUND_NOTE] : [],
  };
}
