import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import type { Table } from '../../table.ts';
import { CATEGORIES } from '../../words.ts';
import { breakEvenTable } from './break-even.ts';
import { businessTables } from './business.ts';
import { categoryMatrix, categoryTable } from './by-category.ts';
import { comparisonTable, payeeTable } from './comparison.ts';
import { assumptionTable } from './figures.ts';
import { notPricedTable, unpricedTable } from './left-out.ts';
import { lineItemTable, linesIn } from './lines.ts';
import { measuredTable } from './measured.ts';
import { priceTable } from './prices.ts';
import { regretTable } from './regret.ts';
import { walkAwayTable } from './walk-away.ts';

const present = (tables: readonly (Table | null)[]): readonly Table[] => tables.filter((table) => table !== null);

/** What is said about the platforms: totals, who is paid, when the answer changes, whether it pays. */
export function answerTables(cost: CostResult): readonly Table[] {
  return present([
    categoryTable(cost),
    comparisonTable(cost),
    categoryMatrix(cost),
    payeeTable(cost),
    notPricedTable(cost),
    unpricedTable(cost),
    breakEvenTable(cost),
    walkAwayTable(cost),
    regretTable(cost),
    ...businessTables(cost),
  ]);
}

/** What it rests on: the lines of some platforms, every measured figure, price and assumption. */
export function basisTables(cost: CostResult, platforms: readonly PlatformCost[] = cost.platforms): readonly Table[] {
  const lines = platforms.flatMap((platform) =>
    CATEGORIES.filter((category) => linesIn(platform, category).length > 0).map((category) =>
      lineItemTable(platform, category, cost),
    ),
  );
  return present([...lines, measuredTable(cost), priceTable(cost), assumptionTable(cost)]);
}

/** Every table of the cost in the order of the page, but for the points of its pictures. */
export function costTables(cost: CostResult | null): readonly Table[] {
  if (cost === null) return [];
  if (cost.platforms.length === 0) return present([notPricedTable(cost)]);
  return [...answerTables(cost), ...basisTables(cost)];
}
