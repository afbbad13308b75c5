import { difference, scaled, sum } from '../arithmetic/money.ts';
import { monthInvoices, onceInvoices, sumToCents, totalOf } from '../business/invoices.ts';
import type { CaseAmounts, PlatformAmounts } from '../model/evaluate-cases.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import type { ComparedCost, Comparison } from '../types/answers.ts';
import { PAYEES } from '../types/figures.ts';
import type { LineItem, PlatformCost } from '../types/result.ts';
import { CATEGORIES } from '../types/shape.ts';
import { cheapestComplete } from './sides.ts';

/** A first bill, a year and three: beyond the horizon, none. */
const MONTHS = [1, 12, 36];

/** @param monthly one case a month of the horizon */
export function comparisonOf(priced: PricedWorkload, monthly: CaseAmounts): Comparison {
  const months = MONTHS.filter((month) => month <= monthly.count);
  const cheapest = cheapestComplete(priced.platforms)?.total ?? null;
  return {
    months,
    horizonMonths: monthly.count,
    rows: priced.platforms.map((cost, at) =>
      comparedCost(cost, priced, { months, cheapest, grown: monthly.platforms[at] as PlatformAmounts }),
    ),
  };
}

interface Setting {
  readonly months: readonly number[];
  /** Total of the cheapest complete platform; null where there is none. */
  readonly cheapest: string | null;
  readonly grown: PlatformAmounts;
}

function comparedCost(cost: PlatformCost, priced: PricedWorkload, { months, cheapest, grown }: Setting): ComparedCost {
  const monthly = cost.lineItems.filter(({ period }) => period === 'month');
  const amount = (holds: (item: LineItem) => boolean): string => sum(monthly.filter(holds).map((item) => item.amount));
  const { tax } = priced.terms;
  const ranked = cost.totalIsLowerBound ? null : cheapest;
  const byMonth = Array.from(grown.total, (_, at) => totalOf(monthInvoices(grown, at + 1)));
  const firstBeyond = grown.isCarried.indexOf(0);
  return {
    platform: platformId(cost),
    isLowerBound: cost.totalIsLowerBound,
    byCategory: Object.fromEntries(
      CATEGORIES.filter((category) => monthly.some((item) => item.category === category)).map((category) => [
        category,
        amount((item) => item.category === category),
      ]),
    ),
    byPayee: Object.fromEntries(
      PAYEES.map((paidTo) => [paidTo, amount((item) => item.paidTo === paidTo)]),
    ) as ComparedCost['byPayee'],
    total: cost.total,
    tax:
      tax === null
        ? null
        : scaled(
            amount(({ paidTo }) => paidTo !== 'team'),
            tax.share,
          ),
    aboveCheapest: ranked === null ? null : difference(cost.total, ranked),
    aboveCheapestShare: ranked === null || Number(ranked) === 0 ? null : Number(cost.total) / Number(ranked) - 1,
    perGibIngested: Number(cost.total) / gibIngested(priced),
    atMonths: months.map((month) => byMonth[month - 1] as string),
    overHorizon: sumToCents([...byMonth, totalOf(onceInvoices(cost))]),
    carriedUntilMonth: firstBeyond < 0 ? null : firstBeyond,
  };
}

/** In the month that is priced. */
function gibIngested({ figures }: PricedWorkload): number {
  const value = (name: string): number => figures[name]?.value ?? Number.NaN;
  return (value('averageIngress') * value('seconds')) / value('mibPerGib');
}
