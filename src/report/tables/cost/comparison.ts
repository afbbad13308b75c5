import { platformId } from '../../../cost-model/platform-id.ts';
import type { ComparedCost } from '../../../cost-model/types/answers.ts';
import { PAYEES } from '../../../cost-model/types/figures.ts';
import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import { shareWords } from '../../cost-words/shares.ts';
import { plural } from '../../format.ts';
import { aboutPrice, cents, change } from '../../money.ts';
import { type Cell, left, missing, plainRows, right, type Table } from '../../table.ts';
import { atLeast, LOWER_BOUND_NOTE, money } from './amounts.ts';
import { byTotal, titleOf, titleOfId } from './platforms.ts';

const INCOMPLETE = 'something of it has no price, so it is not ranked';

/** The platform's title, with its part in the comparison. */
function titleWithPart(platform: PlatformCost, cost: CostResult): string {
  const title = titleOf(platform, cost);
  if (platformId(platform) === cost.answers?.baseline) return `${title} (baseline)`;
  return platformId(platform) === cost.answers?.candidate ? `${title} (candidate)` : title;
}

function aboveCell({ aboveCheapest, aboveCheapestShare }: ComparedCost, cost: CostResult): Cell {
  if (aboveCheapest === null) return missing(INCOMPLETE);
  const share = aboveCheapestShare === null || aboveCheapestShare === 0 ? '' : ` (${shareWords(aboveCheapestShare)})`;
  return money(aboveCheapest, cost, `${change(aboveCheapest, cost.currency, cents)}${share}`);
}

/** A later month, or the sum up to it; nothing where the workload has outgrown the platform by then. */
function grownCell(row: ComparedCost, month: number, amount: string | undefined, cost: CostResult): Cell {
  const { carriedUntilMonth = null } = row;
  if (carriedUntilMonth !== null && month > carriedUntilMonth) {
    return missing(
      `${titleOfId(row.platform, cost)} carries the growing workload until month ${carriedUntilMonth} only`,
    );
  }
  return amount === undefined ? missing('it is not known') : atLeast(amount, row.isLowerBound, cost);
}

/** The rows of the answers in the order of their totals, each with its platform. */
function comparedRows(cost: CostResult): readonly (readonly [PlatformCost, ComparedCost])[] {
  const rows = cost.answers?.comparison.rows ?? [];
  return byTotal(cost.platforms).flatMap((platform): (readonly [PlatformCost, ComparedCost])[] => {
    const row = rows.find((one) => one.platform === platformId(platform));
    return row === undefined ? [] : [[platform, row]];
  });
}

/** Every platform as one row: a month, how far above the cheapest, per GiB, later months and the whole horizon. */
export function comparisonTable(cost: CostResult): Table | null {
  const { answers } = cost;
  if (!answers) return null;
  const { months, horizonMonths } = answers.comparison;
  const later = months.map((month, at) => ({ month, at })).filter(({ month }) => month > 1);
  return {
    id: 'cost-comparison',
    title: 'Every platform, the cheapest complete one first',
    columns: [
      left('Platform'),
      right('First month'),
      right('Above the cheapest'),
      right('Per GiB written'),
      ...later.map(({ month }) => right(`Month ${month}`)),
      right(`Over ${plural(horizonMonths, 'month')}`),
    ],
    groups: plainRows(
      comparedRows(cost).map(([platform, row]) => ({
        title: titleWithPart(platform, cost),
        unit: null,
        cells: [
          atLeast(row.total, row.isLowerBound, cost),
          aboveCell(row, cost),
          {
            kind: 'figure' as const,
            value: row.perGibIngested,
            text: aboutPrice(row.perGibIngested, cost.currency),
            unit: `${cost.currency} per GiB`,
          },
          ...later.map(({ month, at }) => grownCell(row, month, row.atMonths[at], cost)),
          grownCell(row, horizonMonths, row.overHorizon, cost),
        ],
      })),
      'modelled',
    ),
    notes: [
      ...(cost.platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? [LOWER_BOUND_NOTE] : []),
      `Later months grow with the workload. The sum over ${plural(horizonMonths, 'month')} holds what is paid once. A GiB is counted as producers write it, before compression.`,
    ],
  };
}

const PAYEE_TITLES = { cloud: 'To the cloud', vendor: 'To vendors', team: 'To the team' } as const;

/** Who is paid: shows where spend only moves from one invoice to another. */
export function payeeTable(cost: CostResult): Table | null {
  const rows = comparedRows(cost);
  if (rows.length === 0) return null;
  const anyTax = rows.some(([, { tax }]) => tax !== null);
  return {
    id: 'cost-by-payee',
    title: 'Who is paid, a month',
    columns: [
      left('Platform'),
      ...PAYEES.map((paidTo) => right(PAYEE_TITLES[paidTo])),
      right('Total'),
      ...(anyTax ? [right('Tax on top')] : []),
    ],
    groups: plainRows(
      rows.map(([platform, row]) => ({
        title: titleOf(platform, cost),
        unit: null,
        cells: [
          ...PAYEES.map((paidTo) => money(row.byPayee[paidTo], cost)),
          atLeast(row.total, row.isLowerBound, cost),
          ...(anyTax ? [row.tax === null ? missing('tax is left out') : money(row.tax, cost)] : []),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}
